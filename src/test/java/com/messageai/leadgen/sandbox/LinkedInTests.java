package com.messageai.leadgen.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LinkedInTests {

    private static final Map<String, String> HEADERS =
            Map.of("Authorization", "Bearer t", "LinkedIn-Version", "202607", "X-Restli-Protocol-Version", "2.0.0");
    private static final String FACET = "urn%3Ali%3AadTargetingFacet%3A";
    private static final String USA = "(or:(" + FACET + "locations:List(urn%3Ali%3Ageo%3A103644278)))";
    private static final String SIZE =
            "(or:(" + FACET + "staffCountRanges:List(urn%3Ali%3AstaffCountRange%3A%2851%2C200%29)))";

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

    private static SandboxClient.Reply get(String path) {
        return client.get("/linkedin/rest" + path, HEADERS);
    }

    @Test
    void listsItsFacets() {
        JsonNode elements = get("/adTargetingFacets").json().path("elements");
        assertThat(elements).hasSizeGreaterThan(9);
        assertThat(elements.at("/0/adTargetingFacetUrn").asString()).isEqualTo("urn:li:adTargetingFacet:titles");
    }

    @ParameterizedTest
    @CsvSource({
        "titles, chief%20technology, urn:li:title:153",
        "titles, VP%20Eng, urn:li:title:340",
        "industries, saas, urn:li:industry:4",
        "industries, e-commerce, urn:li:industry:27",
        "locations, USA, urn:li:geo:103644278",
        "locations, california, urn:li:geo:102095887",
        "skills, kubernetes, urn:li:skill:8",
        "interests, devops, urn:li:interest:1"
    })
    void resolvesWordsToUrns(String facet, String words, String urn) {
        JsonNode elements = get("/adTargetingEntities?q=typeahead&queryVersion=QUERY_USES_URNS&facet=" + FACET + facet
                        + "&query=" + words)
                .json()
                .path("elements");
        assertThat(elements.at("/0/urn").asString()).isEqualTo(urn);
        assertThat(elements.at("/0/facetUrn").asString()).isEqualTo("urn:li:adTargetingFacet:" + facet);
    }

    @Test
    void listsClosedFacetsAndResolvesUrns() {
        JsonNode sizes = get("/adTargetingEntities?q=adTargetingFacet&queryVersion=QUERY_USES_URNS&facet=" + FACET
                        + "staffCountRanges")
                .json();
        assertThat(sizes.path("elements")).hasSize(9);
        JsonNode labels =
                get("/adTargetingEntities?q=urns&queryVersion=QUERY_USES_URNS&urns=List(urn%3Ali%3Aseniority%3A8,urn%3Ali%3Atitle%3A153)")
                        .json();
        assertThat(labels.path("elements").findValuesAsString("name"))
                .containsExactly("CXO", "Chief Technology Officer");
    }

    @Test
    void countsAnAudienceAndHidesASmallOne() {
        String criteria = "/audienceCounts?q=targetingCriteriaV2&targetingCriteria=(include:(and:List(%s)))";
        JsonNode large = get(criteria.formatted(USA + "," + SIZE)).json().at("/elements/0");
        assertThat(large.path("total").asInt()).isBetween(3_000, 6_000);
        assertThat(large.path("active").asInt()).isBetween(500, 3_000);
        String few = "(or:(" + FACET + "titles:List(urn%3Ali%3Atitle%3A347)))";
        assertThat(get(criteria.formatted(USA + "," + few))
                        .json()
                        .at("/elements/0/total")
                        .asInt())
                .isZero();
    }

    @Test
    void refusesFacetsThatDoNotGoTogether() {
        String both = "(or:(" + FACET + "titles:List(urn%3Ali%3Atitle%3A153))),(or:(" + FACET
                + "seniorities:List(urn%3Ali%3Aseniority%3A8)))";
        SandboxClient.Reply reply =
                get("/audienceCounts?q=targetingCriteriaV2&targetingCriteria=(include:(and:List(" + both + ")))");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").asString()).isEqualTo("INCOMPATIBLE_TARGETING_COMBINATION");
        assertThat(get("/audienceCounts?q=targetingCriteriaV2")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("MISSING_FIELD");
        assertThat(get("/people?q=search&search=(keywords:data)").status()).isEqualTo(404);
    }

    @Test
    void answersInItsLegacyFormUnlessAskedForUrns() {
        JsonNode first = get("/adTargetingEntities?q=typeahead&facet=" + FACET + "skills&query=kubernetes")
                .json()
                .at("/elements/0");
        assertThat(first.at("/value/string").asString()).isEqualTo("Kubernetes");
        assertThat(first.has("urn")).isFalse();
    }

    @Test
    void excludesAlternativesAndTakesNoAndThere() {
        String criteria = "/audienceCounts?q=targetingCriteriaV2&targetingCriteria=(include:(and:List(%s)),exclude:%s)";
        int all = get(criteria.substring(0, criteria.indexOf(",exclude")).formatted(USA) + ")")
                .json()
                .at("/elements/0/total")
                .asInt();
        assertThat(get(criteria.formatted(USA, SIZE))
                        .json()
                        .at("/elements/0/total")
                        .asInt())
                .isBetween(1, all - 1_000);
        assertThat(get(criteria.formatted(USA, "(and:List(" + SIZE + "))")).status())
                .isEqualTo(400);
    }
}
