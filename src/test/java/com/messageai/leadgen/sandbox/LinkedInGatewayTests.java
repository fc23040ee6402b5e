package com.messageai.leadgen.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LinkedInGatewayTests {

    private static final String SIZE = "staffCountRanges:List(urn%3Ali%3AstaffCountRange%3A%2851%2C200%29)";
    private static final String CTOS =
            "(titleKeywords:List(CTO,VP%20Engineering),seniorities:List(urn%3Ali%3Aseniority%3A7,"
                    + "urn%3Ali%3Aseniority%3A8),industries:List(urn%3Ali%3Aindustry%3A4)," + SIZE
                    + ",geos:List(urn%3Ali%3Ageo%3A103644278))";

    private static Sandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults());
        client = new SandboxClient(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static String search(String criteria) {
        return "/rest/people?q=search&search=" + criteria;
    }

    @Test
    void findsMoreThanAThousandTechnologyLeadersAtAmericanSoftwareCompanies() {
        JsonNode paging = client.linkedIn(search(CTOS) + "&count=50").json().path("paging");
        assertThat(paging.path("total").asInt()).isBetween(1_100, 1_700);
        assertThat(paging.path("links").path(0).path("rel").asString()).isEqualTo("next");
        assertThat(paging.path("links").path(0).path("href").asString()).endsWith("&start=50&count=50");
    }

    @ParameterizedTest
    @CsvSource({
        "'(titleKeywords:List(CMO,Head%20of%20Marketing,Marketing%20Director,VP%20Marketing),industries:List(urn%3Ali%3Aindustry%3A27),geos:List(urn%3Ali%3Ageo%3A101165590,urn%3Ali%3Ageo%3A101282230,urn%3Ali%3Ageo%3A105015875,urn%3Ali%3Ageo%3A105646813,urn%3Ali%3Ageo%3A103350119,urn%3Ali%3Ageo%3A102890719))', 200",
        "'(jobFunctions:List(urn%3Ali%3Afunction%3A12),seniorities:List(urn%3Ali%3Aseniority%3A6,urn%3Ali%3Aseniority%3A7,urn%3Ali%3Aseniority%3A8),industries:List(urn%3Ali%3Aindustry%3A25,urn%3Ali%3Aindustry%3A53),geos:List(urn%3Ali%3Ageo%3A101282230,urn%3Ali%3Ageo%3A103883259,urn%3Ali%3Ageo%3A106693272))', 200"
    })
    void findsManyForTheOtherMarketsToo(String criteria, int atLeast) {
        assertThat(client.linkedIn(search(criteria))
                        .json()
                        .path("paging")
                        .path("total")
                        .asInt())
                .isGreaterThan(atLeast);
    }

    @Test
    void givesEachPersonOnceOverTheWholeWindow() {
        Set<String> ids = new HashSet<>();
        for (int start = 0; start < 1_000; start += 50) {
            JsonNode page =
                    client.linkedIn(search(CTOS) + "&count=50&start=" + start).json();
            page.path("elements").forEach(person -> ids.add(person.path("id").asString()));
        }
        assertThat(ids).hasSize(1_000).allMatch(id -> id.startsWith("urn:li:person:"));
    }

    @Test
    void neverTellsAnEmailOrATelephoneNumber() {
        String body = client.linkedIn(search(CTOS) + "&count=50").response().body();
        assertThat(body.matches("(?s).*[a-z0-9]@[a-z].*")).isFalse();
        assertThat(body.contains("phone\"")).isFalse();
    }

    @Test
    void showsWhatTheContractNames() {
        JsonNode elements = client.linkedIn(search(CTOS) + "&count=50").json().path("elements");
        Set<String> seen = new HashSet<>();
        Set<String> position = new HashSet<>();
        elements.forEach(person -> {
            seen.addAll(person.propertyNames());
            position.addAll(person.path("currentPositions").path(0).propertyNames());
        });
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "id",
                        "localizedFirstName",
                        "localizedLastName",
                        "localizedHeadline",
                        "vanityName",
                        "publicProfileUrl",
                        "geoLocation",
                        "currentPositions",
                        "skills",
                        "interests",
                        "summary",
                        "lastModifiedAt");
        assertThat(position)
                .containsExactlyInAnyOrder(
                        "title",
                        "titleUrn",
                        "seniority",
                        "function",
                        "companyName",
                        "organization",
                        "companyWebsite",
                        "industry",
                        "staffCountRange",
                        "startedOn");
    }

    @Test
    void readsOneProfileAndSeveral() {
        JsonNode first = client.linkedIn(search(CTOS) + "&count=1")
                .json()
                .path("elements")
                .path(0);
        String id = first.path("id").asString().substring("urn:li:person:".length());
        JsonNode profile = client.linkedIn("/rest/people/(id:" + id + ")").json();
        assertThat(profile.path("publicProfileUrl")).isEqualTo(first.path("publicProfileUrl"));

        JsonNode batch = client.linkedIn("/rest/people?ids=List((id:" + id + "),(id:nobody))")
                .json();
        assertThat(batch.path("results").path("(id:" + id + ")").path("id")).isEqualTo(first.path("id"));
        assertThat(batch.path("errors").path("(id:nobody)").path("status").asInt())
                .isEqualTo(404);
    }

    @Test
    void keepsToTheFieldsThatAreAskedFor() {
        JsonNode person = client.linkedIn(search(CTOS) + "&count=1&fields=id,currentPositions:(companyName)")
                .json()
                .path("elements")
                .path(0);
        assertThat(person.propertyNames()).containsExactly("id", "currentPositions");
        assertThat(person.path("currentPositions").path(0).propertyNames()).containsExactly("companyName");
    }

    @ParameterizedTest
    @CsvSource({
        "'/rest/people?q=search&search=()', 400, MISSING_FIELD",
        "'/rest/people?q=search', 400, MISSING_FIELD",
        "'/rest/people?q=search&search=(industries:List(urn%3Ali%3Aindustry%3A99999))', 400, INVALID_VALUE_FOR_FIELD",
        "'/rest/people?q=search&search=(shoeSizes:List(44))', 400, INVALID_VALUE_FOR_FIELD",
        "'/rest/people?q=search&search=(keywords:data)&count=51', 400, INVALID_VALUE_FOR_FIELD",
        "'/rest/people?q=search&search=(keywords:data)&start=990&count=25', 400, INVALID_VALUE_FOR_FIELD",
        "'/rest/people?q=search&search=(titles:List(urn:li:title:153))', 400, ILLEGAL_ARGUMENT",
        "'/rest/people/(id:nobody)', 404, NOT_FOUND",
        "'/rest/nothing', 404, NOT_FOUND"
    })
    void refusesAsLinkedInDoes(String path, int status, String code) {
        SandboxClient.Reply reply = client.linkedIn(path);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("code").asString()).isEqualTo(code);
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
    }

    @Test
    void demandsTokenVersionAndProtocol() {
        String path = "/linkedin-gateway" + search("(keywords:data)");
        assertThat(client.get(path, Map.of()).json().path("code").asString()).isEqualTo("EMPTY_ACCESS_TOKEN");
        assertThat(client.get(path, Map.of("Authorization", "Bearer t"))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("VERSION_MISSING");
        assertThat(client.get(path, Map.of("Authorization", "Bearer t", "LinkedIn-Version", "202401"))
                        .status())
                .isEqualTo(426);
        assertThat(client.get(path, Map.of("Authorization", "Bearer t", "LinkedIn-Version", "202607"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void understandsAbbreviationsAndIsFooledByTitlesThatContainOthers() {
        String titles = "/rest/people?q=search&search=(titleKeywords:List(Vice%20President%20Engineering))&count=50";
        String body = client.linkedIn(titles).response().body();
        assertThat(body).contains("VP of Eng").contains("VP Engineering").contains("Vice President");
        assertThat(client.linkedIn(search("(titleKeywords:List(CTO),jobFunctions:List(urn%3Ali%3Afunction%3A2))"))
                        .response()
                        .body())
                .contains("Assistant");
    }
}
