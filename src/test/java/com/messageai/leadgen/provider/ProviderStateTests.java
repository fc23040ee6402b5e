package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.ProviderState.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProviderStateTests {

    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

    private final AtomicReference<Instant> wall = new AtomicReference<>(START);
    private final AtomicLong nanos = new AtomicLong(-5);
    private final ProviderState state = new ProviderState(
            new Clock() {
                @Override
                public Instant instant() {
                    return wall.get();
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            },
            nanos::get);

    @Test
    void isUnknownUntilSomebodyAsks() {
        assertThat(state.now().state()).isEqualTo(State.UNKNOWN);
        assertThat(state.now().reachable()).isNull();
        assertThat(state.isOlderThan(Duration.ZERO)).isTrue();
    }

    @Test
    void isLimitedForAsLongAsOneOfItsEndpointsIs() {
        state.failed(new ProviderFailure.RateLimited("hunter", "finder", Duration.ofMinutes(5)));
        state.failed(new ProviderFailure.RateLimited("hunter", "verifier", Duration.ofMinutes(1)));
        state.answered("verifier");
        assertThat(state.now().state()).isEqualTo(State.LIMITED);
        assertThat(state.now().reachable()).isTrue();

        pass(Duration.ofMinutes(4));
        assertThat(state.now().state()).isEqualTo(State.LIMITED);
        assertThat(state.now().since()).isEqualTo(START);

        pass(Duration.ofMinutes(1));
        assertThat(state.now().state()).isEqualTo(State.UP);
    }

    @Test
    void isLimitedByOurOwnCountWithoutHavingBeenAsked() {
        state.limited("finder", Duration.ofMinutes(5));

        assertThat(state.now().state()).isEqualTo(State.LIMITED);
        assertThat(state.now().reachable()).isNull();
        pass(Duration.ofMinutes(5));
        assertThat(state.now().state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void doesNotCareForAClockThatJumps() {
        state.failed(new ProviderFailure.RateLimited("hunter", "finder", Duration.ofMinutes(5)));

        wall.set(START.plus(Duration.ofDays(400)));
        assertThat(state.now().state()).isEqualTo(State.LIMITED);
        wall.set(START.minus(Duration.ofDays(400)));
        pass(Duration.ofMinutes(5));
        assertThat(state.now().state()).isEqualTo(State.UP);
        assertThat(state.isOlderThan(Duration.ofMinutes(5))).isTrue();
        assertThat(state.isOlderThan(Duration.ofMinutes(6))).isFalse();
    }

    @Test
    void keepsTheTimeAtWhichItBegan() {
        state.answered("finder");
        wall.set(START.plusSeconds(60));
        state.answered("finder");
        assertThat(state.now().since()).isEqualTo(START);

        state.failed(new ProviderFailure.Unauthorized("hunter", "finder", "bad key"));
        assertThat(state.now().state()).isEqualTo(State.DOWN);
        assertThat(state.now().reachable()).isTrue();
        assertThat(state.now().since()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void isOutOfCreditsUntilSomethingIsSold() {
        state.failed(new ProviderFailure.OutOfCredits("hunter", "finder"));
        state.isThere();
        assertThat(state.now().state()).isEqualTo(State.OUT_OF_CREDITS);

        state.answered("finder");
        assertThat(state.now().state()).isEqualTo(State.UP);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
