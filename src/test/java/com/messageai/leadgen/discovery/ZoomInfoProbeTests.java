package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.Credits;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ZoomInfoProbeTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults().withPeople(100));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void reset() {
        sandbox.admin().reset();
    }

    @Test
    void saysHowManyCreditsAreLeft() {
        sandbox.admin().zoomInfo().credits(12);
        assertThat(probe().look().block(PATIENCE)).isEqualTo(new Credits(12, null));

        sandbox.admin().zoomInfo().credits(0);
        assertThat(probe().look().block(PATIENCE)).isEqualTo(new Credits(0, null));
        assertThat(probe().tellsCredits()).isTrue();
    }

    @Test
    void doesNotTakeForZeroWhatItCannotRead() {
        for (String body : List.of(
                "{}",
                "{\"data\":[]}",
                "{\"data\":[{\"attributes\":{\"limitType\":\"requestLimit\",\"usageRemaining\":0}}]}",
                "{\"data\":[{\"attributes\":{\"limitType\":\"uniqueIdLimit\",\"usageRemaining\":null}}]}",
                "{\"data\":[{\"attributes\":{\"limitType\":\"uniqueIdLimit\",\"usageRemaining\":-1}}]}")) {
            // A fault with a status of 200 is an answer with another body.
            sandbox.admin().clearFaults();
            sandbox.admin().fault(Fault.status("zoominfo", "usage", 200).body(body));
            probe().look().as(StepVerifier::create).expectComplete().verify(PATIENCE);
        }
        sandbox.admin().clearFaults();
        sandbox.admin()
                .fault(Fault.status("zoominfo", "usage", 200)
                        .body("{\"usage\":[{\"limitType\":\"uniqueIdLimit\",\"usageRemaining\":\"7\"}]}"));
        assertThat(probe().look().block(PATIENCE)).as("as the older API had it").isEqualTo(new Credits(7, null));
    }

    @Test
    void failsAsTheTableSays() {
        sandbox.admin().fault(Fault.status("zoominfo", "usage", 403).once());
        probe().look()
                .as(StepVerifier::create)
                .expectError(ProviderFailure.Unauthorized.class)
                .verify(PATIENCE);
    }

    private static ZoomInfoProbe probe() {
        return new ZoomInfoProbe(
                new ZoomInfo(TestProviders.with(TestProviders.settings(sandbox.url("zoominfo"), PATIENCE))));
    }
}
