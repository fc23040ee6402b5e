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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

class FacebookAudienceTests {

    private static final String CTOS = "{\"geo_locations\":{\"countries\":[\"US\"]},"
            + "\"flexible_spec\":[{\"work_positions\":[{\"id\":\"1090153\",\"name\":\"CTO\"}]}]}";

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
    void isMetasRangeAroundWhatTheGatewayFinds() {
        AudienceEstimate members = at(null, sandbox.url("facebook-gateway")).estimate(CTOS);
        AudienceEstimate estimate = real().estimate(CTOS);

        assertThat(members.people()).isGreaterThan(50);
        assertThat(members.basis()).contains("gateway");
        assertThat(estimate.ready()).isTrue();
        assertThat(members.people()).isBetween(estimate.low(), estimate.high());
        assertThat(estimate.people()).isBetween(estimate.low(), estimate.high());
        assertThat(estimate.most()).isEqualTo(estimate.high());
    }

    @Test
    void countsCompanySizeByTheSegmentsThatOverlap() {
        String sized = CTOS.substring(0, CTOS.length() - 1)
                + ",\"company\":{\"employee_count_min\":50,\"employee_count_max\":200}}";

        AudienceEstimate estimate = real().estimate(sized);

        assertThat(estimate.ready()).isTrue();
        assertThat(estimate.basis()).contains("segments");
        assertThat(estimate.people()).isLessThan(real().estimate(CTOS).people());
    }

    @Test
    void isNotReadyOfASmallAudience() {
        AudienceEstimate estimate = real().estimate("""
                {"flexible_spec":[{"work_positions":[{"id":"1090153"}]},{"behaviors":[{"id":"6002000004"}]},
                 {"interests":[{"id":"6003000001"}]}],"geo_locations":{"countries":["IT"]}}
                """);

        assertThat(estimate.ready()).isFalse();
        assertThat(estimate.people()).isNull();
        assertThat(estimate.reason()).contains("no estimate yet");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"data":{"users_lower_bound":-1,"users_upper_bound":-1,"estimate_ready":true}}
            {"data":{"users_lower_bound":91000,"users_upper_bound":107000,"estimate_ready":false}}
            {"data":{}}
            """)
    void asksForTheDeliveryEstimateWhereTheReachIsNotReady(String reach) {
        List<String> asked = new CopyOnWriteArrayList<>();
        DisposableServer meta = answering(
                reach,
                "{\"data\":[{\"estimate_dau\":5400,\"estimate_mau_lower_bound\":91000,"
                        + "\"estimate_mau_upper_bound\":107000,\"estimate_ready\":true}]}",
                asked);
        try {
            AudienceEstimate estimate =
                    at("http://localhost:" + meta.port(), null).estimate(CTOS);

            assertThat(estimate.people()).isEqualTo(99_000);
            assertThat(asked).hasSize(2);
            assertThat(asked.get(1)).contains("/act_777/delivery_estimate?optimization_goal=LEAD_GENERATION&");
        } finally {
            meta.disposeNow();
        }
    }

    @Test
    void takesTheSingleFigureOfOlderVersions() {
        DisposableServer meta = answering(
                "{\"data\":{\"estimate_ready\":false}}",
                "{\"data\":[{\"estimate_mau\":4000,\"estimate_ready\":true}]}",
                null);
        try {
            assertThat(at("http://localhost:" + meta.port(), null)
                            .estimate(CTOS)
                            .people())
                    .isEqualTo(4_000);
        } finally {
            meta.disposeNow();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"data":[]}                                                      | {"data":[]}
            {"data":"soon"}                                                  | {"data":"soon"}
            {"data":{"users_lower_bound":-1,"users_upper_bound":-1}}         | {"data":{"estimate_ready":true}}
            <html>                                                           | <html>
            """)
    void doesNotTakeAnythingElseForAnEstimate(String reach, String delivery) {
        DisposableServer meta = answering(reach, delivery, null);
        try {
            assertThatThrownBy(() -> at("http://localhost:" + meta.port(), null).estimate(CTOS))
                    .isInstanceOf(ProviderFailure.Unavailable.class);
        } finally {
            meta.disposeNow();
        }
    }

    @Test
    void failsAsMetaDoes() {
        sandbox.admin().fault(Fault.graphError("facebook", "audience", 17).once());
        assertThatThrownBy(() -> real().estimate(CTOS)).isInstanceOf(ProviderFailure.RateLimited.class);
        sandbox.admin().fault(Fault.graphError("facebook", "audience", 190).once());
        assertThatThrownBy(() -> real().estimate(CTOS)).isInstanceOf(ProviderFailure.Unauthorized.class);
    }

    @Test
    void cannotBeOfCompanySizeAlone() {
        sandbox.admin().fault(Fault.status("facebook", "targeting", 500));
        AudienceEstimate estimate = real().estimate("{\"company\":{\"employee_count_min\":50}}");
        assertThat(estimate.ready()).isFalse();
        assertThat(estimate.reason()).contains("company size");
    }

    private static DisposableServer answering(String reach, String delivery, @Nullable List<String> asked) {
        return HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    if (asked != null) {
                        asked.add(request.uri());
                    }
                    return response.sendString(Mono.just(request.uri().contains("reachestimate") ? reach : delivery));
                })
                .bindNow();
    }

    private record Asking(FacebookAudience audience) {

        AudienceEstimate estimate(String criteria) {
            return audience.estimate(JsonMapper.shared().readTree(criteria)).block(Duration.ofSeconds(10));
        }
    }

    private static Asking real() {
        return at(sandbox.url("facebook"), sandbox.url("facebook-gateway"));
    }

    private static Asking at(@Nullable String api, @Nullable String gateway) {
        ProviderClients clients = TestProviders.with(new ProviderSettings(
                api, gateway, true, null, "token", "777", null, 8, Duration.ofSeconds(5), Map.of()));
        return new Asking(new FacebookAudience(clients, new FacebookGateway(clients), new FacebookTargeting(clients)));
    }
}
