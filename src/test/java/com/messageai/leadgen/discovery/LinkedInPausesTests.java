package com.messageai.leadgen.discovery;

import static com.messageai.leadgen.provider.FailureTableWalk.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.ProviderAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LinkedInPausesTests {

    private static final ProviderAnswer THROTTLED = answer(429, "");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void backOffAndThenWaitForTheCounterOfTheDay() {
        LinkedInPauses pauses = at("2026-11-28T12:00:00Z");

        assertThat(next(pauses)).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_500));
        assertThat(next(pauses)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
        assertThat(next(pauses)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        assertThat(next(pauses)).isEqualTo(Duration.ofHours(1));
        assertThat(next(pauses)).isEqualTo(Duration.ofHours(1));

        pauses.answered();
        assertThat(next(pauses)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void endAtMidnight() {
        LinkedInPauses pauses = at("2026-11-28T23:50:00Z");
        for (int i = 0; i < 3; i++) {
            next(pauses);
        }
        assertThat(next(pauses)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void takeManyRefusalsAtOnceForOne() {
        LinkedInPauses pauses = at("2026-11-28T12:00:00Z");
        for (int i = 0; i < 32; i++) {
            assertThat(pauses.pause(THROTTLED)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(2_500));
        }
    }

    @Test
    void giveWayToWhatAGatewaySays() {
        assertThat(at("2026-11-28T12:00:00Z").pause(answer(429, "", "Retry-After", "77")))
                .isEqualTo(Duration.ofSeconds(77));
    }

    /** The pause, waited for. */
    private Duration next(LinkedInPauses pauses) {
        Duration pause = pauses.pause(THROTTLED);
        nanos.addAndGet(pause.toNanos());
        return pause;
    }

    private LinkedInPauses at(String time) {
        return new LinkedInPauses(Clock.fixed(Instant.parse(time), ZoneOffset.UTC), nanos::get);
    }
}
