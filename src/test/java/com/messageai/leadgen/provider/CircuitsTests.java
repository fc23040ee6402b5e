package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CircuitsTests {

    private static final ProviderFailure LOST = new ProviderFailure.Unavailable("hunter", "finder", "status 500");

    private Instant now = Instant.parse("2026-11-28T12:00:00Z");

    private final CircuitBreaker circuit = Circuits.circuit("hunter", new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void useAProviderAgainWithinThirtySecondsOfItsRecovery() {
        for (int i = 0; i < 10; i++) {
            call(LOST);
        }
        assertThat(circuit.getState()).isEqualTo(State.OPEN);
        assertThat(circuit.tryAcquirePermission()).isFalse();

        // It is still ill at the first trial, and recovers a moment later: that is the worst case.
        now = now.plus(Circuits.OPEN).plusMillis(1);
        for (int i = 0; i < Circuits.TRIALS; i++) {
            call(LOST);
        }
        assertThat(circuit.getState()).isEqualTo(State.OPEN);
        Instant recovered = now;

        // Who was refused comes back after half of the time.
        Duration tick = Circuits.OPEN.dividedBy(2).plusMillis(1);
        while (!circuit.tryAcquirePermission()) {
            now = now.plus(tick);
        }
        circuit.onSuccess(1, TimeUnit.MILLISECONDS);
        assertThat(Duration.between(recovered, now)).isLessThan(Duration.ofSeconds(30));
        call(null);
        call(null);
        assertThat(circuit.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void countNoAnswerForAFault() {
        for (int i = 0; i < 50; i++) {
            call(new ProviderFailure.NotFound("hunter", "finder"));
            call(new ProviderFailure.RateLimited("hunter", "finder", Duration.ofSeconds(1)));
            call(new ProviderFailure.Rejected("hunter", "finder", "wrong_params"));
        }
        assertThat(circuit.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void goByAClockThatOnlyGoesForward() {
        var clock = new SteadyClock();
        Instant before = clock.instant();
        for (int i = 0; i < 1_000; i++) {
            Instant after = clock.instant();
            assertThat(after).isAfterOrEqualTo(before);
            before = after;
        }
        assertThat(Duration.between(clock.instant(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    private void call(ProviderFailure failure) {
        assertThat(circuit.tryAcquirePermission()).isTrue();
        if (failure == null) {
            circuit.onSuccess(1, TimeUnit.MILLISECONDS);
        } else {
            circuit.onError(1, TimeUnit.MILLISECONDS, failure);
        }
    }
}
