package com.messageai.leadgen.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.people.Trait;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class FacebookTests {

    private static final String CTOS = """
            {"geo_locations":{"countries":["US"]},"flexible_spec":[{"work_positions":[{"id":"1090153","name":"CTO"},{"id":"1090340"}]},
            {"industries":[{"id":"6012000001","name":"Computation and Mathematics"}]}]}""";
    private static final String FIELDS =
            "&fields=id,first_name,last_name,name,work,company,location,interests,link,consent,updated_time";

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

    private static String members(String spec) {
        return "/facebook-gateway/v26.0/act_1/audience_members?targeting_spec="
                + URLEncoder.encode(spec, StandardCharsets.UTF_8);
    }

    @Nested
    class AudienceMembers {

        @Test
        void areWalkedByCursorEachOnceToTheEnd() {
            JsonNode page = client.get(members(CTOS) + FIELDS + "&limit=50&summary=true")
                    .json();
            int total = page.at("/summary/total_count").asInt();
            Set<String> ids = new HashSet<>();
            page.path("data").forEach(member -> ids.add(member.path("id").asString()));
            while (page.at("/paging/next").isString()) {
                URI next = URI.create(page.at("/paging/next").asString());
                page = client.get(next.getRawPath() + "?" + next.getRawQuery()).json();
                page.path("data").forEach(member -> ids.add(member.path("id").asString()));
            }
            assertThat(total).isGreaterThan(200);
            assertThat(ids).hasSize(total);
        }

        @Test
        void comeWithoutMoreThanIdAndNameUnlessAsked() {
            JsonNode member = client.get(members(CTOS)).json().at("/data/0");
            assertThat(member.propertyNames()).containsExactly("id", "name");
        }

        @Test
        void fitTheCompanySizeThatOnlyThisContractKnows() {
            String sized = CTOS.substring(0, CTOS.length() - 1)
                    + ",\"company\":{\"employee_count_min\":50,\"employee_count_max\":200}}";
            JsonNode data =
                    client.get(members(sized) + FIELDS + "&limit=100").json().path("data");
            assertThat(data).isNotEmpty();
            data.forEach(member ->
                    assertThat(member.at("/company/employee_count").asInt(100)).isBetween(50, 200));
            assertThat(client.get("/facebook/v26.0/act_1/reachestimate?targeting_spec="
                                    + URLEncoder.encode(sized, StandardCharsets.UTF_8))
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void areReadOneByOne() {
            JsonNode member = client.get(members(CTOS) + FIELDS).json().at("/data/0");
            String id = member.path("id").asString();
            assertThat(client.get("/facebook-gateway/v26.0/" + id + "?fields=link")
                            .json()
                            .path("link"))
                    .isEqualTo(member.path("link"));
            JsonNode unknown =
                    client.get("/facebook-gateway/v26.0/7799999?fields=link").json();
            assertThat(unknown.at("/error/code").asInt()).isEqualTo(100);
            assertThat(unknown.at("/error/error_subcode").asInt()).isEqualTo(33);
        }

        @Test
        void areInPartTheSamePeopleAsOnLinkedIn() {
            long onBoth = sandbox.population().people().stream()
                    .filter(person -> person.has(Trait.ON_LINKEDIN) && person.has(Trait.ON_FACEBOOK))
                    .count();
            assertThat(onBoth).isBetween(2_700L, 3_300L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'/facebook-gateway/v26.0/act_1/audience_members', 100, ''",
        "'/facebook-gateway/v26.0/act_1/audience_members?targeting_spec=%7B', 100, ''",
        "'/facebook-gateway/v26.0/act_1/audience_members?targeting_spec=%7B%7D&after=nonsense', 100, 1487366",
        "'/facebook-gateway/v26.0/act_1/audience_members?targeting_spec=%7B%7D&limit=101', 100, ''",
        "'/facebook-gateway/v12.0/act_1/audience_members?targeting_spec=%7B%7D', 2635, ''",
        "'/facebook/v26.0/nothing/at/all', 2500, ''",
        "'/facebook/v26.0/search?type=people', 100, ''"
    })
    void refusesInTheBody(String path, int code, String subcode) {
        SandboxClient.Reply reply = client.get(path);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(code);
        assertThat(reply.json().at("/error/error_subcode").asString("")).isEqualTo(subcode);
        assertThat(reply.json().at("/error/fbtrace_id").asString()).isNotEmpty();
    }

    @Test
    void demandsAToken() {
        assertThat(client.get(members(CTOS), Map.of()).json().at("/error/code").asInt())
                .isEqualTo(104);
        assertThat(client.get(members(CTOS), Map.of("Authorization", "Bearer invalid"))
                        .json()
                        .at("/error/code")
                        .asInt())
                .isEqualTo(190);
        assertThat(client.get(members(CTOS) + "&access_token=t", Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    void tellsHowMuchIsUsedAndAtItsLimitWhenToReturn() {
        SandboxClient.Reply free = client.get(members(CTOS));
        assertThat(Json.parse(free.header("X-App-Usage")).path("call_count").asInt())
                .isZero();

        sandbox.admin().limit(new Limit("facebook-gateway", "search", 1, 120));
        client.get(members(CTOS));
        SandboxClient.Reply limited = client.get(members(CTOS));
        sandbox.admin().clearLimits();
        assertThat(limited.status()).isEqualTo(400);
        assertThat(limited.json().at("/error/code").asInt()).isEqualTo(17);
        assertThat(limited.json().at("/error/error_subcode").asInt()).isEqualTo(2446079);
        JsonNode usage = Json.parse(limited.header("X-Business-Use-Case-Usage")).at("/1/0");
        assertThat(usage.path("call_count").asInt()).isEqualTo(100);
        assertThat(usage.path("estimated_time_to_regain_access").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"4", "17", "32", "190", "613", "80005"})
    void failsWithAnyCodeOnRequest(int code) {
        sandbox.admin()
                .fault(Fault.graphError("facebook-gateway", "search", code).once());
        SandboxClient.Reply reply = client.get(members(CTOS));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").asInt()).isEqualTo(code);
        assertThat(client.get(members(CTOS)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "type=adworkposition&q=CTO, 1090153, Chief Technology Officer",
        "type=adworkposition&q=VP+of+Eng, 1090340, Vice President of Engineering",
        "type=adinterest&q=devops, 6003000001, DevOps",
        "type=adTargetingCategory&class=industries&q=software, 6012000001, Computation and Mathematics",
        "type=adTargetingCategory&class=behaviors, 6002000001, Small business owners"
    })
    void resolvesWordsToIds(String query, String id, String name) {
        JsonNode first = client.get("/facebook/v26.0/search?" + query).json().at("/data/0");
        assertThat(first.path("id").asString()).isEqualTo(id);
        assertThat(first.path("name").asString()).isEqualTo(name);
        assertThat(first.path("audience_size_upper_bound").asInt())
                .isGreaterThan(first.path("audience_size_lower_bound").asInt());
    }

    @Test
    void resolvesPlacesToKeys() {
        JsonNode country = client.get(
                        "/facebook/v26.0/search?type=adgeolocation&location_types=%5B%22country%22%5D&q=USA")
                .json()
                .at("/data/0");
        assertThat(country.path("key").asString()).isEqualTo("US");
        assertThat(country.has("id")).isFalse();
        JsonNode city = client.get("/facebook/v26.0/search?type=adgeolocation&q=aus&country_code=US")
                .json()
                .at("/data/0");
        assertThat(city.path("name").asString()).isEqualTo("Austin");
        String spec =
                "{\"geo_locations\":{\"cities\":[{\"key\":\"" + city.path("key").asString() + "\"}]}}";
        JsonNode member = client.get(members(spec) + FIELDS + "&limit=5").json();
        assertThat(member.toString()).contains("\"Austin\"").doesNotContain("\"Boston\"");
    }

    @Test
    void tellsWhichInterestsAreValid() {
        JsonNode data = client.get("/facebook/v26.0/search?type=adinterestvalid&interest_list="
                        + URLEncoder.encode("[\"DevOps\",\"Unicorn grooming\"]", StandardCharsets.UTF_8))
                .json()
                .path("data");
        assertThat(data.at("/0/valid").asBoolean()).isTrue();
        assertThat(data.at("/1/valid").asBoolean()).isFalse();
    }

    @Test
    void estimatesWhatTheGatewayFinds() {
        String spec =
                "?optimization_goal=LEAD_GENERATION&targeting_spec=" + URLEncoder.encode(CTOS, StandardCharsets.UTF_8);
        int found = client.get(members(CTOS) + "&summary=true&limit=1")
                .json()
                .at("/summary/total_count")
                .asInt();
        JsonNode reach =
                client.get("/facebook/v26.0/act_1/reachestimate" + spec).json();
        assertThat(found)
                .isBetween(
                        reach.at("/data/users_lower_bound").asInt(),
                        reach.at("/data/users_upper_bound").asInt());
        JsonNode delivery =
                client.get("/facebook/v26.0/act_1/delivery_estimate" + spec).json();
        assertThat(delivery.at("/data/0/estimate_mau_upper_bound").asInt()).isGreaterThanOrEqualTo(found);
        assertThat(client.get("/facebook/v26.0/act_1/delivery_estimate?targeting_spec=%7B%7D")
                        .status())
                .isEqualTo(400);
    }

    /** Fewer people than one may know of: minus one, or no estimate yet. */
    @Test
    void doesNotSayHowFewASmallAudienceHas() {
        String nobody = "{\"geo_locations\":{\"countries\":[\"AQ\"]}}";
        String spec = "?optimization_goal=LEAD_GENERATION&targeting_spec="
                + URLEncoder.encode(nobody, StandardCharsets.UTF_8);
        JsonNode reach =
                client.get("/facebook/v26.0/act_1/reachestimate" + spec).json();
        assertThat(reach.at("/data/users_lower_bound").asInt()).isEqualTo(-1);
        assertThat(client.get("/facebook/v26.0/act_1/delivery_estimate" + spec)
                        .json()
                        .at("/data/0/estimate_mau_upper_bound")
                        .asInt())
                .isEqualTo(-1);
    }

    @Test
    void isBrowsedAsAWhole() {
        JsonNode all = client.get("/facebook/v26.0/act_1/targetingbrowse?limit=1000")
                .json()
                .path("data");
        assertThat(all.findValuesAsString("type")).contains("interests", "behaviors", "industries");
        assertThat(client.get("/facebook/v26.0/search?type=adlocale&q=german")
                        .json()
                        .at("/data/0/key")
                        .asInt())
                .isEqualTo(5);
    }
}
