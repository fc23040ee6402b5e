package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.discovery.CriteriaTranslator.Loss;
import com.messageai.leadgen.discovery.CriteriaTranslator.Translation;
import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IdealProfile.Demographics;
import com.messageai.leadgen.icp.IdealProfile.Firmographics;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;

class LinkedInTranslatorTests {

    @Test
    void saysTheExampleOfTheDescriptionInLinkedInsTerms() {
        Translation translation = translated(IcpFixtures.saasDecisionMaker());

        JsonNode criteria = translation.criteria();
        assertThat(texts(criteria, "titleKeywords"))
                .startsWith("CTO", "VP Engineering")
                .contains("Chief Technology Officer", "VP of Engineering", "Vice President of Engineering");
        assertThat(texts(criteria, "industries")).contains("urn:li:industry:4");
        assertThat(texts(criteria, "staffCountRanges")).containsExactly("urn:li:staffCountRange:(51,200)");
        assertThat(texts(criteria, "geos")).containsExactly("urn:li:geo:103644278");
        assertThat(criteria.has("seniorities")).isFalse();
        assertThat(criteria.has("interests")).isFalse();
        assertThat(translation.approximate())
                .extracting(Loss::criterion)
                .containsExactlyInAnyOrder(
                        "demographics.jobTitles", "firmographics.industries", "firmographics.companySizes");
        assertThat(translation.unsupported())
                .extracting(Loss::criterion)
                .containsExactlyInAnyOrder(
                        "demographics.seniorities",
                        "demographics.departments",
                        "psychographics.interests",
                        "psychographics.painPoints",
                        "firmographics.technologies",
                        "firmographics.revenues",
                        "behaviors.signals",
                        "behaviors.activeWithinDays",
                        "exclusions.jobTitles");
    }

    @Test
    void isWhatTheSourceUnderstands() {
        assertThat(LinkedInSearch.of(translated(IcpFixtures.saasDecisionMaker()).criteria())
                        .lists())
                .containsOnlyKeys("titleKeywords", "industries", "staffCountRanges", "geos");
    }

    @Test
    void asksForSeniorityAndFunctionWhereNoTitleIsWanted() {
        Icp icp = IcpFixtures.icp(
                new Demographics(List.of(), List.of("CXO", "Vice President"), List.of("HR"), List.of()),
                IcpFixtures.ANY_COMPANY,
                List.of());

        JsonNode criteria = translated(icp).criteria();

        assertThat(texts(criteria, "seniorities")).containsExactly("urn:li:seniority:8", "urn:li:seniority:7");
        assertThat(texts(criteria, "jobFunctions")).containsExactly("urn:li:function:12");
    }

    @Test
    void takesPlacesByEveryNameAndSaysWhichItDoesNotKnow() {
        Icp icp = IcpFixtures.icp(
                new Demographics(
                        List.of("CTO"),
                        List.of(),
                        List.of(),
                        List.of("DACH", "uk", "Deutschland", "Austin, Texas", "Atlantis")),
                IcpFixtures.ANY_COMPANY,
                List.of());

        Translation translation = translated(icp);

        assertThat(texts(translation.criteria(), "geos"))
                .containsExactly(
                        "urn:li:geo:101282230",
                        "urn:li:geo:103883259",
                        "urn:li:geo:106693272",
                        "urn:li:geo:101165590",
                        "urn:li:geo:102748797");
        assertThat(translation.unsupported())
                .anyMatch(loss -> loss.criterion().equals("demographics.locations")
                        && loss.reason().contains("Atlantis"));
        assertThat(translation.approximate()).anyMatch(loss -> loss.reason().contains("Austin"));
    }

    @Test
    void takesAllSizesThatARangeReachesInto() {
        assertThat(sizes("50-200")).containsExactly("urn:li:staffCountRange:(51,200)");
        assertThat(sizes("100-600"))
                .containsExactly(
                        "urn:li:staffCountRange:(51,200)",
                        "urn:li:staffCountRange:(201,500)",
                        "urn:li:staffCountRange:(501,1000)");
        assertThat(sizes("5000+"))
                .containsExactly("urn:li:staffCountRange:(5001,10000)", "urn:li:staffCountRange:(10001,2147483647)");
        assertThat(sizes("50")).containsExactly("urn:li:staffCountRange:(11,50)");
        assertThat(sizes("1-10")).containsExactly("urn:li:staffCountRange:(1,1)", "urn:li:staffCountRange:(2,10)");
        assertThat(sizes("1K-5K")).containsExactly("urn:li:staffCountRange:(1001,5000)");
        assertThat(sizes("many")).isEmpty();
    }

    @Test
    void searchesByInterestsOnlyWhereThereIsNothingElse() {
        Icp icp = IcpFixtures.icp(
                new Demographics(List.of(), List.of(), List.of(), List.of()),
                IcpFixtures.ANY_COMPANY,
                List.of("DevOps"));

        assertThat(texts(translated(icp).criteria(), "interests")).containsExactly("DevOps");
    }

    @Test
    void looksTitlesUpOnceWhereLinkedInCanBeAsked() {
        var lookups = new AtomicInteger();
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    if (request.uri()
                            .startsWith("/rest/adTargetingEntities?q=typeahead&queryVersion=QUERY_USES_URNS"
                                    + "&facet=urn%3Ali%3AadTargetingFacet%3Atitles&query=")) {
                        lookups.incrementAndGet();
                    }
                    String urn = request.uri().contains("query=CTO") ? "153" : "340";
                    return response.sendString(Mono.just("""
                            {"elements":[{"urn":"urn:li:title:%s","name":"Found","facetUrn":"x"},
                             {"urn":"urn:li:title:9","name":"Other"}]}
                            """.formatted(urn)));
                })
                .bindNow();
        try {
            var translator = new LinkedInTranslator(
                    new LinkedInTypeahead(TestProviders.at("http://localhost:" + server.port())));

            JsonNode first = translator
                    .translate(IcpFixtures.saasDecisionMaker())
                    .block(Duration.ofSeconds(5))
                    .criteria();
            JsonNode second = translator
                    .translate(IcpFixtures.saasDecisionMaker())
                    .block(Duration.ofSeconds(5))
                    .criteria();

            assertThat(texts(first, "titles")).containsExactly("urn:li:title:153", "urn:li:title:340");
            assertThat(first.has("titleKeywords")).isFalse();
            assertThat(second).isEqualTo(first);
            assertThat(lookups).hasValue(2);
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void asksForPlacesWhoseIdIsNotSureAndLeavesOutThoseThatAreNotThere() {
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    boolean austria = request.uri().contains("query=Austria");
                    return response.sendString(Mono.just(
                            austria
                                    ? "{\"elements\":[{\"urn\":\"urn:li:geo:7\",\"name\":\"Austria\"}]}"
                                    : "{\"elements\":[]}"));
                })
                .bindNow();
        try {
            Icp icp = IcpFixtures.icp(
                    new Demographics(List.of(), List.of("CXO"), List.of(), List.of("DACH", "Poland")),
                    IcpFixtures.ANY_COMPANY,
                    List.of());
            Translation translation = new LinkedInTranslator(
                            new LinkedInTypeahead(TestProviders.at("http://localhost:" + server.port())))
                    .translate(icp)
                    .block(Duration.ofSeconds(5));
            assertThat(texts(translation.criteria(), "geos"))
                    .containsExactly("urn:li:geo:101282230", "urn:li:geo:7", "urn:li:geo:106693272");
            assertThat(translation.unsupported()).anyMatch(loss -> loss.reason().contains("Poland"));
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void searchesByWordsWhereLinkedInDoesNotAnswer() {
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> response.status(500).send())
                .bindNow();
        try {
            Translation translation = new LinkedInTranslator(
                            new LinkedInTypeahead(TestProviders.at("http://localhost:" + server.port())))
                    .translate(IcpFixtures.saasDecisionMaker())
                    .block(Duration.ofSeconds(5));
            assertThat(texts(translation.criteria(), "titleKeywords")).contains("CTO");
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void saysThatLinkedInCouldNotBeAskedAndAsksOnlyOnce() {
        var asked = new AtomicInteger();
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    asked.incrementAndGet();
                    return response.status(500).send();
                })
                .bindNow();
        try {
            Icp icp = IcpFixtures.icp(
                    new Demographics(List.of("CTO", "VP Engineering"), List.of(), List.of(), List.of("Austria", "USA")),
                    new Firmographics(List.of("SaaS", "Beekeeping"), List.of(), List.of(), List.of(), List.of()),
                    List.of());

            Translation translation = at("http://localhost:" + server.port(), icp);

            assertThat(asked).hasValue(1);
            assertThat(texts(translation.criteria(), "geos"))
                    .containsExactly("urn:li:geo:103883259", "urn:li:geo:103644278");
            assertThat(translation.approximate())
                    .anyMatch(loss -> loss.criterion().equals("demographics.jobTitles")
                            && loss.reason().contains("could not be asked"))
                    .anyMatch(loss -> loss.criterion().equals("demographics.locations")
                            && loss.reason().contains("Austria"));
            assertThat(translation.unsupported())
                    .anyMatch(loss -> loss.reason().contains("could not be asked for \"Beekeeping\""))
                    .noneMatch(loss -> loss.reason().contains("Austria"));
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void waitsForASlowVocabularyOnceOnly() {
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> Mono.never())
                .bindNow();
        try {
            long start = System.nanoTime();
            assertThat(texts(
                            at("http://localhost:" + server.port(), IcpFixtures.saasDecisionMaker())
                                    .criteria(),
                            "titleKeywords"))
                    .contains("CTO");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        } finally {
            server.disposeNow();
        }
    }

    /** Table by table, as section 7 of LinkedIn's fact sheet has it, where LinkedIn can be asked. */
    @Nested
    class WhereLinkedInCanBeAsked {

        private static Sandbox sandbox;

        @BeforeAll
        static void start() {
            sandbox = Sandbox.start(SandboxSettings.defaults());
        }

        @AfterAll
        static void stop() {
            sandbox.close();
        }

        private Translation translated(Icp icp) {
            return at(sandbox.url("linkedin"), icp);
        }

        @Test
        void titlesAreUrns() {
            Translation translation = translated(IcpFixtures.saasDecisionMaker());
            assertThat(texts(translation.criteria(), "titles")).contains("urn:li:title:153", "urn:li:title:340");
            assertThat(translation.criteria().has("titleKeywords")).isFalse();
        }

        @Test
        void titlesAreWordsWhereOneHasNoUrn() {
            Translation translation = translated(people(List.of("CTO", "Wizard of Light Bulbs"), List.of(), List.of()));
            assertThat(translation.criteria().has("titles")).isFalse();
            assertThat(texts(translation.criteria(), "titleKeywords"))
                    .contains("CTO", "Chief Technology Officer", "Wizard of Light Bulbs");
            assertThat(translation.approximate())
                    .anyMatch(loss -> loss.reason().contains("LinkedIn has no \"Wizard of Light Bulbs\""));
        }

        @Test
        void senioritiesAndFunctionsAreLinkedInsOwnLists() {
            Translation translation =
                    translated(people(List.of(), List.of("C-Level", "VP", "Emperor"), List.of("HR", "IT")));
            assertThat(texts(translation.criteria(), "seniorities"))
                    .containsExactly("urn:li:seniority:8", "urn:li:seniority:7");
            assertThat(texts(translation.criteria(), "jobFunctions"))
                    .containsExactly("urn:li:function:12", "urn:li:function:13");
            assertThat(translation.unsupported()).anyMatch(loss -> loss.reason().contains("Emperor"));
        }

        @Test
        void interestsPainsAndKeywordsAreInterestsWhereNothingElseSaysWho() {
            Icp icp = IcpFixtures.icp(
                    new Demographics(List.of(), List.of(), List.of(), List.of("USA")),
                    IcpFixtures.ANY_COMPANY,
                    List.of("devops", "Alpine dairy farming"));
            Translation translation = translated(icp);
            assertThat(texts(translation.criteria(), "interests")).containsExactly("DevOps", "Alpine dairy farming");
            assertThat(translation.approximate()).extracting(Loss::criterion).containsOnly("psychographics.interests");
            assertThat(translation.unsupported())
                    .anyMatch(loss -> loss.criterion().equals("psychographics.painPoints")
                            && loss.reason().contains("scale"));
        }

        private Icp people(List<String> titles, List<String> seniorities, List<String> departments) {
            return IcpFixtures.icp(
                    new Demographics(titles, seniorities, departments, List.of()), IcpFixtures.ANY_COMPANY, List.of());
        }
    }

    @Test
    void takesLinkedInsOwnIdWhereItDiffersFromTheTable() {
        DisposableServer server = listing("{\"urn\":\"urn:li:seniority:9\",\"name\":\"CXO\"}");
        try {
            Icp icp = IcpFixtures.icp(
                    new Demographics(List.of(), List.of("C-Level"), List.of(), List.of()),
                    IcpFixtures.ANY_COMPANY,
                    List.of());
            assertThat(texts(at("http://localhost:" + server.port(), icp).criteria(), "seniorities"))
                    .containsExactly("urn:li:seniority:9");
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void leavesOutWhatLinkedInDoesNotKnowAnyMore() {
        DisposableServer server = listing("{\"urn\":\"urn:li:geo:103644278\",\"name\":\"United States\"}");
        try {
            Icp icp = IcpFixtures.icp(
                    new Demographics(List.of(), List.of(), List.of(), List.of("USA", "France")),
                    IcpFixtures.ANY_COMPANY,
                    List.of());
            Translation translation = at("http://localhost:" + server.port(), icp);
            assertThat(texts(translation.criteria(), "geos")).containsExactly("urn:li:geo:103644278");
            assertThat(translation.unsupported()).anyMatch(loss -> loss.reason().contains("urn:li:geo:105015875"));
        } finally {
            server.disposeNow();
        }
    }

    /** Has that one thing, whatever it is asked for. */
    private static DisposableServer listing(String element) {
        return HttpServer.create()
                .port(0)
                .handle((request, response) -> response.sendString(Mono.just("{\"elements\":[" + element + "]}")))
                .bindNow();
    }

    private static Translation at(String url, Icp icp) {
        return new LinkedInTranslator(new LinkedInTypeahead(TestProviders.at(url)))
                .translate(icp)
                .block(Duration.ofSeconds(10));
    }

    private static List<String> sizes(String range) {
        Icp icp = IcpFixtures.icp(
                new Demographics(List.of("CTO"), List.of(), List.of(), List.of()),
                new Firmographics(List.of(), List.of(range), List.of(), List.of(), List.of()),
                List.of());
        return texts(translated(icp).criteria(), "staffCountRanges");
    }

    private static Translation translated(Icp icp) {
        var nowhere = TestProviders.with(TestProviders.settings(null, Duration.ofSeconds(1)));
        return new LinkedInTranslator(new LinkedInTypeahead(nowhere))
                .translate(icp)
                .block(Duration.ofSeconds(5));
    }

    private static List<String> texts(JsonNode criteria, String field) {
        return criteria.path(field).valueStream().map(JsonNode::asString).toList();
    }
}
