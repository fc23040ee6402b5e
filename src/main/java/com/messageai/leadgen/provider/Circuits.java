package com.messageai.leadgen.provider;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import java.time.Clock;
import java.time.Duration;

/** When a provider that fails is left alone, and when it is tried again. */
final class Circuits {

    /** With the 5 s after which a refused call comes back, a provider that is well again is used again within 30 s. */
    static final Duration OPEN = Duration.ofSeconds(10);

    /** Calls by which an open circuit finds out whether it may close. */
    static final int TRIALS = 3;

    private Circuits() {}

    /** @param clock only goes forward: the machine's own would hold a circuit open for as long as it was put back */
    static CircuitBreaker circuit(String api, Clock clock) {
        return CircuitBreaker.of(
                api,
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindowSize(20)
                        // Answers are counted on event loops, which must not wait for each other.
                        .slidingWindowSynchronizationStrategy(SlidingWindowSynchronizationStrategy.LOCK_FREE)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(TRIALS)
                        // A 404, a 429 or a refusal of our input is an answer: the provider is well.
                        .recordException(error -> error instanceof ProviderFailure.Unavailable
                                || error instanceof ProviderFailure.UnknownOutcome)
                        .build());
    }
}
