package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.Probe;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

/** The free calls by which LinkedIn and Meta are looked at. */
class PlatformProbesTests {

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults().withPeople(50));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void endWithoutCreditsWhereThePlatformIsThere() {
        Probe linkedIn = new LinkedInProbe(TestProviders.at(sandbox.url("linkedin")));
        Probe facebook = new FacebookProbe(TestProviders.at(sandbox.url("facebook")));

        linkedIn.look().as(StepVerifier::create).verifyComplete();
        facebook.look().as(StepVerifier::create).verifyComplete();

        assertThat(linkedIn.client().name()).isEqualTo("linkedin");
        assertThat(linkedIn.tellsCredits()).isFalse();
        assertThat(facebook.client().name()).isEqualTo("facebook");
    }

    @Test
    void failAsEveryCallDoesWhereTheTokenIsRefused() {
        var asked = new AtomicReference<String>();
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    asked.set(request.requestHeaders().get("Authorization"));
                    return response.status(401)
                            .sendString(Mono.just("{\"error\":{\"code\":190,\"error_subcode\":463}}"));
                })
                .bindNow();
        try {
            String url = "http://localhost:" + server.port();
            for (Probe probe :
                    new Probe[] {new LinkedInProbe(TestProviders.at(url)), new FacebookProbe(TestProviders.at(url))}) {
                probe.look().as(StepVerifier::create).verifyError(ProviderFailure.Unauthorized.class);
                assertThat(asked.getAndSet(null)).isEqualTo("Bearer test-key");
            }
        } finally {
            server.disposeNow();
        }
    }
}
