package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.ProviderSettings;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import com.messageai.leadgen.sandbox.people.Trait;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

class LinkedInAudienceTests {

    private static final String AMERICAN_OFFICERS =
            "{\"seniorities\": [\"CXO\"], \"geos\": [\"USA\"], \"staffCountRanges\": [\"51-200\", \"201-500\"]}";

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @AfterEach
    void mend() {
        sandbox.admin().clearFaults();
    }

    @Test
    void isLinkedInsCountRounded() {
        long there = sandbox.population().people().stream()
                .filter(person -> person.has(Trait.ON_LINKEDIN))
                .filter(person -> person.role().seniority() == 8)
                .filter(person -> person.place().countryCode().equals("US"))
                .filter(person -> List.of("51-200", "201-500")
                        .contains(person.company().size().headcount()))
                .count();

        AudienceEstimate estimate = real().estimate(AMERICAN_OFFICERS);

        assertThat(there).isGreaterThan(300);
        assertThat(estimate.ready()).isTrue();
        assertThat(estimate.people()).isBetween(there * 9 / 10, there);
        assertThat(estimate.basis()).isEqualTo("members that LinkedIn counts, rounded");
    }

    @Test
    void isBelowThreeHundredARangeAndNeverZero() {
        AudienceEstimate estimate = real().estimate("{\"titles\": [\"urn:li:title:347\"], \"geos\": [\"USA\"]}");

        assertThat(estimate.ready()).isTrue();
        assertThat(estimate.low()).isZero();
        assertThat(estimate.high()).isEqualTo(299);
        assertThat(estimate.people()).isEqualTo(150);
        assertThat(estimate.most()).isEqualTo(299);
        assertThat(estimate.basis()).contains("fewer than 300");
    }

    @Test
    void isAskedAgainWhenTheCountFailed() {
        sandbox.admin()
                .fault(Fault.status("linkedin", "audience", 500)
                        .body("{\"status\":500,\"code\":\"FAILED_TO_RETRIEVE_AUDIENCE_SIZE\"}")
                        .times(2));

        assertThat(real().estimate(AMERICAN_OFFICERS).ready()).isTrue();
    }

    @Test
    void failsWhenTheCountFailsForGood() {
        sandbox.admin().fault(Fault.status("linkedin", "audience", 500));

        assertThatThrownBy(() -> real().estimate(AMERICAN_OFFICERS)).isInstanceOf(ProviderFailure.Unavailable.class);
    }

    @Test
    void isNotAskedAgainAtALimit() {
        sandbox.bill().reset();
        sandbox.admin().fault(Fault.status("linkedin", "audience", 429));

        assertThatThrownBy(() -> real().estimate(AMERICAN_OFFICERS)).isInstanceOf(ProviderFailure.RateLimited.class);
        assertThat(sandbox.bill().line("linkedin", "audience").calls()).isEqualTo(1);
    }

    @Test
    void isTheGatewaysTotalWhereOnlyThatIsConfigured() {
        sandbox.bill().reset();
        AudienceEstimate estimate = at(null, sandbox.url("linkedin-gateway")).estimate(AMERICAN_OFFICERS);

        assertThat(estimate.ready()).isTrue();
        assertThat(estimate.people()).isGreaterThan(300);
        assertThat(estimate.basis()).contains("gateway");
        assertThat(sandbox.bill().line("linkedin-gateway", "search").calls()).isEqualTo(1);
    }

    @Test
    void isNotReadyWhereTheGatewaySaysNoTotal() {
        DisposableServer gateway = answering("{\"elements\":[{}],\"paging\":{\"start\":0,\"count\":1}}", null);
        try {
            assertThat(at(null, "http://localhost:" + gateway.port())
                            .estimate(AMERICAN_OFFICERS)
                            .ready())
                    .isFalse();
        } finally {
            gateway.disposeNow();
        }
    }

    @Test
    void countsWordsOfATitleAsTitlesWhereEachHasOne() {
        AudienceEstimate titled = real().estimate("{\"titleKeywords\": [\"CTO\", \"Chief Technology Officer\"]}");

        assertThat(titled.basis()).contains("standardised titles");
        assertThat(titled.people())
                .isEqualTo(
                        real().estimate("{\"titles\": [\"urn:li:title:153\"]}").people());
    }

    @Test
    void refusesWhatNoSearchWouldTake() {
        assertThatThrownBy(() -> real().estimate("{\"colour\": [\"red\"]}"))
                .isInstanceOf(ProviderFailure.Rejected.class);
        assertThatThrownBy(() -> real().estimate("{}")).isInstanceOf(ProviderFailure.Rejected.class);
    }

    @Nested
    class AsksFor {

        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final DisposableServer linkedIn =
                answering("{\"elements\":[{\"total\":48000,\"active\":21000}]}", asked);

        @AfterEach
        void stop() {
            linkedIn.disposeNow();
        }

        @Test
        void facetsInRestLisWriting() {
            estimate("{\"geos\": [\"USA\"], \"staffCountRanges\": [\"51-200\"]}");

            assertThat(asked.getLast())
                    .isEqualTo("/rest/audienceCounts?q=targetingCriteriaV2&targetingCriteria=(include:(and:List("
                            + "(or:(urn%3Ali%3AadTargetingFacet%3AstaffCountRanges:"
                            + "List(urn%3Ali%3AstaffCountRange%3A%2851%2C200%29))),"
                            + "(or:(urn%3Ali%3AadTargetingFacet%3Alocations:List(urn%3Ali%3Ageo%3A103644278))))))");
        }

        @Test
        void titlesWithoutSeniorityAndFunctionAndSaysSo() {
            AudienceEstimate estimate = estimate("""
                    {"titles": ["urn:li:title:153"], "seniorities": ["CXO"], "jobFunctions": ["ENGINEERING"]}
                    """);

            assertThat(target()).contains("Facet:titles").doesNotContain("Facet:seniorities", "Facet:jobFunctions");
            assertThat(estimate.basis()).contains("seniorities can't be counted", "jobFunctions can't be counted");
        }

        @Test
        void employersWithoutSizeAndIndustryAndSaysSo() {
            AudienceEstimate estimate = estimate("""
                    {"currentCompanies": ["urn:li:organization:1001"], "staffCountRanges": ["51-200"],
                     "industries": ["SaaS"]}
                    """);

            assertThat(target())
                    .contains("Facet:employers:List(urn:li:organization:1001)")
                    .doesNotContain("staffCountRanges", "industries");
            assertThat(estimate.basis()).contains("staffCountRanges can't be counted", "industries can't be counted");
        }

        @Test
        void seniorityAndFunctionWhereATitleHasNoUrn() {
            AudienceEstimate estimate = estimate("{\"titleKeywords\": [\"CTO\", \"VP Engineering\"]}");

            assertThat(target())
                    .contains(
                            "seniorities:List(urn:li:seniority:8,urn:li:seniority:7)",
                            "urn:li:function:8",
                            "urn:li:function:13")
                    .doesNotContain("Facet:titles");
            assertThat(estimate.basis()).contains("seniority and function");
        }

        @Test
        void nothingOfWordsAndSaysSo() {
            AudienceEstimate estimate =
                    estimate("{\"keywords\": \"cloud\", \"interests\": [\"DevOps\"], \"geos\": [\"USA\"]}");

            assertThat(target()).contains("locations").doesNotContain("cloud", "interests");
            assertThat(estimate.basis()).contains("keywords are not counted", "1 interests are not counted");
            assertThat(estimate("{\"keywords\": \"cloud\"}").ready()).isFalse();
        }

        private String target() {
            return URLDecoder.decode(asked.getLast(), StandardCharsets.UTF_8);
        }

        private AudienceEstimate estimate(String criteria) {
            return at("http://localhost:" + linkedIn.port(), null).estimate(criteria);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"elements\":[]}",
                "{\"elements\":[{}]}",
                "{\"elements\":[{\"total\":-1}]}",
                "{\"elements\":[{\"total\":\"many\"}]}",
                "{\"elements\":[{\"total\":1e30}]}",
                "[]",
                "<html>"
            })
    void doesNotTakeAnythingElseForACount(String body) {
        DisposableServer linkedIn = answering(body, null);
        try {
            assertThatThrownBy(() ->
                            at("http://localhost:" + linkedIn.port(), null).estimate(AMERICAN_OFFICERS))
                    .isInstanceOf(ProviderFailure.Unavailable.class);
        } finally {
            linkedIn.disposeNow();
        }
    }

    /** @param asked takes the addresses that were asked for; null for nobody */
    private static DisposableServer answering(String body, @Nullable List<String> asked) {
        return HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    if (!request.uri().contains("audienceCounts")
                            && !request.uri().contains("/people")) {
                        return response.sendString(Mono.just("{\"elements\":[]}"));
                    }
                    if (asked != null) {
                        asked.add(request.uri());
                    }
                    return response.sendString(Mono.just(body));
                })
                .bindNow();
    }

    private record Asking(LinkedInAudience audience) {

        AudienceEstimate estimate(String criteria) {
            return audience.estimate(JsonMapper.shared().readTree(criteria)).block(Duration.ofSeconds(10));
        }
    }

    private static Asking real() {
        return at(sandbox.url("linkedin"), sandbox.url("linkedin-gateway"));
    }

    private static Asking at(@Nullable String api, @Nullable String gateway) {
        ProviderClients clients = TestProviders.with(new ProviderSettings(
                api, gateway, true, null, "token", null, null, 8, Duration.ofSeconds(5), Map.of()));
        return new Asking(new LinkedInAudience(clients, new LinkedInGateway(clients), new LinkedInTypeahead(clients)));
    }
}
