package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.discovery.CriteriaTranslator.Loss;
import com.messageai.leadgen.discovery.CriteriaTranslator.Translation;
import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IdealProfile.Demographics;
import com.messageai.leadgen.icp.IdealProfile.Exclusions;
import com.messageai.leadgen.icp.IdealProfile.Firmographics;
import com.messageai.leadgen.provider.ProviderClients;
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

class FacebookTranslatorTests {

    @Test
    void saysCountriesAndSizeWhereMetaCannotBeAsked() {
        Translation translation = translated(IcpFixtures.saasDecisionMaker(), nowhere());

        assertThat(translation.criteria().toString())
                .isEqualTo("{\"geo_locations\":{\"countries\":[\"US\"]},"
                        + "\"company\":{\"employee_count_min\":50,\"employee_count_max\":200}}");
        assertThat(translation.unsupported())
                .extracting(Loss::criterion)
                .contains(
                        "demographics.jobTitles",
                        "demographics.seniorities",
                        "firmographics.industries",
                        "psychographics.interests",
                        "exclusions.jobTitles");
    }

    @Test
    void takesRegionsAsTheirCountriesAndSizesAsOneRange() {
        Icp icp = IcpFixtures.icp(
                new Demographics(
                        List.of(), List.of(), List.of(), List.of("DACH", "California", "Portugal", "Atlantis")),
                new Firmographics(List.of(), List.of("11-50", "201-500", "big"), List.of(), List.of(), List.of()),
                List.of());

        Translation translation = translated(icp, nowhere());

        JsonNode criteria = translation.criteria();
        assertThat(criteria.at("/geo_locations/countries").toString())
                .isEqualTo("[\"DE\",\"AT\",\"CH\",\"US\",\"PT\"]");
        assertThat(criteria.at("/company").toString())
                .isEqualTo("{\"employee_count_min\":11,\"employee_count_max\":500}");
        assertThat(translation.unsupported())
                .anyMatch(loss -> loss.reason().contains("Atlantis"))
                .anyMatch(loss -> loss.reason().contains("big"));
        assertThat(translation.approximate()).anyMatch(loss -> loss.reason().contains("California"));
    }

    @Test
    void asksMetaForItsWorkPositionsAndFindsPeopleByThem() {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults())) {
            Translation translation =
                    translated(IcpFixtures.saasDecisionMaker(), TestProviders.at(sandbox.url("facebook")));

            assertThat(translation
                            .criteria()
                            .at("/flexible_spec/0/work_positions")
                            .toString())
                    .contains("Chief Technology Officer")
                    .contains("Vice President of Engineering");
            List<SourcePage> pages =
                    ProspectSourceContract.all(new FacebookGateway(TestProviders.at(sandbox.url("facebook-gateway")))
                            .pages(new SourceQuery(translation.criteria(), 100), null));
            assertThat(ProspectSourceContract.ids(pages)).hasSizeGreaterThan(100);
        }
    }

    /** Row by row, as section 9 of Meta's fact sheet has it. */
    @Nested
    class WhereMetaCanBeAsked {

        private static Sandbox sandbox;

        @BeforeAll
        static void start() {
            sandbox = Sandbox.start(SandboxSettings.defaults());
        }

        @AfterAll
        static void stop() {
            sandbox.close();
        }

        private Translation asked(Icp icp) {
            return translated(icp, TestProviders.at(sandbox.url("facebook")));
        }

        @Test
        void industriesAreSectorsAndRanksAreDecisionMakersWhereNoTitleIsWanted() {
            Translation translation = asked(IcpFixtures.icp(
                    new Demographics(List.of(), List.of("CXO", "Director"), List.of("IT"), List.of("USA")),
                    new Firmographics(List.of("SaaS", "Beekeeping"), List.of(), List.of(), List.of(), List.of()),
                    List.of("DevOps")));

            assertThat(translation.criteria().at("/flexible_spec/0/industries").toString())
                    .contains("Computation and Mathematics");
            assertThat(translation.criteria().at("/flexible_spec/1/behaviors").toString())
                    .contains("IT decision makers");
            assertThat(translation.criteria().at("/flexible_spec")).hasSize(2);
            assertThat(translation.approximate())
                    .extracting(Loss::criterion)
                    .contains("firmographics.industries", "demographics.seniorities", "demographics.departments");
            assertThat(translation.unsupported())
                    .anyMatch(loss -> loss.reason().contains("Meta has no sector \"Beekeeping\""))
                    .anyMatch(loss -> loss.criterion().equals("psychographics.interests"))
                    .noneMatch(loss -> loss.criterion().equals("demographics.seniorities"));
        }

        @Test
        void interestsAndPainsAreInterestsWhereNothingElseSaysWho() {
            Translation translation = asked(IcpFixtures.icp(
                    new Demographics(List.of(), List.of(), List.of(), List.of("USA")),
                    IcpFixtures.ANY_COMPANY,
                    List.of("devops", "Alpine dairy farming")));

            assertThat(translation.criteria().at("/flexible_spec/0/interests").toString())
                    .isEqualTo("[{\"id\":\"6003000001\",\"name\":\"DevOps\"}]");
            assertThat(translation.unsupported())
                    .extracting(Loss::reason)
                    .anyMatch(reason -> reason.contains("Meta has no interest \"Alpine dairy farming\""))
                    .anyMatch(reason -> reason.contains("Meta has no interest \"scale\""));
        }

        @Test
        void regionsAndTownsHaveKeysUnlessTheirCountryIsWantedToo() {
            Translation within = asked(places("California", "Austin, Texas, United States", "Germany", "Atlantis"));
            assertThat(within.criteria().at("/geo_locations/countries").toString())
                    .isEqualTo("[\"DE\"]");
            assertThat(within.criteria().at("/geo_locations/regions/0/name").asString())
                    .isEqualTo("California");
            assertThat(within.criteria().at("/geo_locations/cities/0/name").asString())
                    .isEqualTo("Austin");
            assertThat(within.unsupported()).anyMatch(loss -> loss.reason().contains("Atlantis"));

            Translation whole = asked(places("California", "USA"));
            assertThat(whole.criteria().at("/geo_locations").toString()).isEqualTo("{\"countries\":[\"US\"]}");
        }

        @Test
        void companySizeIsTheGatewaysAndSaidToBe() {
            Translation translation = asked(IcpFixtures.saasDecisionMaker());
            assertThat(translation.criteria().at("/company/employee_count_min").asInt())
                    .isEqualTo(50);
            assertThat(translation.approximate())
                    .anyMatch(loss -> loss.criterion().equals("firmographics.companySizes"));
        }

        @Test
        void exclusionsAreOfThatVeryNameOnly() {
            Icp icp = IcpFixtures.excluding(
                    IcpFixtures.saasDecisionMaker(),
                    new Exclusions(List.of("CFO", "Marketing"), List.of("Retail"), List.of("No Such Company")));
            Translation translation = asked(icp);
            assertThat(translation.criteria().at("/exclusions").toString())
                    .contains("Chief Financial Officer")
                    .doesNotContain("Marketing", "work_employers");
            assertThat(translation.approximate())
                    .anyMatch(loss -> loss.criterion().equals("exclusions.jobTitles"));
            assertThat(translation.unsupported())
                    .anyMatch(loss -> loss.reason().contains("\"Marketing\""))
                    .anyMatch(loss -> loss.criterion().equals("exclusions.industries"))
                    .anyMatch(loss -> loss.reason().contains("\"No Such Company\""));
        }

        private Icp places(String... places) {
            return IcpFixtures.icp(
                    new Demographics(List.of(), List.of(), List.of(), List.of(places)),
                    IcpFixtures.ANY_COMPANY,
                    List.of());
        }
    }

    @Test
    void leavesOutInterestsThatMetaHasMerged() {
        DisposableServer meta = HttpServer.create()
                .port(0)
                .handle((request, response) -> response.sendString(Mono.just(
                        request.uri().contains("adinterestvalid")
                                ? "{\"data\":[{\"id\":\"2\",\"name\":\"b\",\"valid\":true},{\"id\":\"1\",\"valid\":false}]}"
                                : request.uri().contains("q=one")
                                        ? "{\"data\":[{\"id\":\"1\",\"name\":\"One\"}]}"
                                        : request.uri().contains("q=two")
                                                ? "{\"data\":[{\"id\":\"2\",\"name\":\"Two\"}]}"
                                                : "{\"data\":[]}")))
                .bindNow();
        try {
            Translation translation = translated(
                    IcpFixtures.icp(
                            new Demographics(List.of(), List.of(), List.of(), List.of()),
                            IcpFixtures.ANY_COMPANY,
                            List.of("one", "two")),
                    TestProviders.at("http://localhost:" + meta.port()));
            assertThat(translation.criteria().toString())
                    .isEqualTo("{\"flexible_spec\":[{\"interests\":[{\"id\":\"2\",\"name\":\"Two\"}]}]}");
            assertThat(translation.unsupported()).anyMatch(loss -> loss.reason().contains("\"One\" any more"));
        } finally {
            meta.disposeNow();
        }
    }

    @Test
    void saysThatMetaCouldNotBeAskedAndAsksOnlyOnce() {
        var asked = new AtomicInteger();
        DisposableServer meta = HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    asked.incrementAndGet();
                    return response.status(503).send();
                })
                .bindNow();
        try {
            Translation translation =
                    translated(IcpFixtures.saasDecisionMaker(), TestProviders.at("http://localhost:" + meta.port()));
            assertThat(asked).hasValue(1);
            assertThat(translation.criteria().at("/geo_locations/countries/0").asString())
                    .isEqualTo("US");
            assertThat(translation.unsupported())
                    .anyMatch(loss -> loss.criterion().equals("demographics.jobTitles")
                            && loss.reason().contains("can't be asked"));
        } finally {
            meta.disposeNow();
        }
    }

    private static ProviderClients nowhere() {
        return TestProviders.with(TestProviders.settings(null, Duration.ofSeconds(1)));
    }

    private static Translation translated(Icp icp, ProviderClients clients) {
        return new FacebookTranslator(new FacebookTargeting(clients))
                .translate(icp)
                .block(Duration.ofSeconds(10));
    }
}
