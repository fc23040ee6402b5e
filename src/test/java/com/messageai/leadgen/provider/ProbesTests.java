package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.ProviderState.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class ProbesTests {

    private static final Credits SOME = new Credits(7, Instant.parse("2026-12-01T00:00:00Z"));

    private final ProviderClients clients = TestProviders.at("http://localhost:1");
    private final ProviderClient hunter = clients.api("hunter");
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Mono<Credits> answer = Mono.just(SOME);
    private boolean tellsCredits = true;

    private final Probes probes = new Probes(List.of(probeOf(hunter)));

    @AfterEach
    void stop() {
        clients.destroy();
    }

    @Test
    void lookOnceForAllWhoAskAtATime() {
        Sinks.One<Credits> later = Sinks.one();
        answer = later.asMono();

        Flux.range(0, 100)
                .flatMap(i -> look(), 100)
                .as(StepVerifier::create)
                .expectSubscription()
                .then(() -> later.tryEmitValue(SOME))
                .verifyComplete();

        assertThat(looks).hasValue(1);
        assertThat(hunter.state().now().state()).isEqualTo(State.UP);
        assertThat(probes.credits(List.of(hunter))).isEqualTo(SOME);
    }

    @Test
    void lookAtMostOnceAMinute() {
        StepVerifier.withVirtualTime(() -> {
                    var fresh = new Probes(List.of(probeOf(hunter)));
                    return Flux.interval(Duration.ZERO, Duration.ofSeconds(5))
                            .take(25)
                            .concatMap(i -> fresh.look(List.of(hunter)));
                })
                .thenAwait(Duration.ofMinutes(3))
                .verifyComplete();

        // At 0 s, 60 s and 120 s.
        assertThat(looks).hasValue(3);
    }

    @Test
    void findOutThatAProviderIsNotThereAndForgetWhatItHad() {
        look().as(StepVerifier::create).verifyComplete();
        answer = Mono.error(new ProviderFailure.Unavailable("hunter", "account", "no connection"));
        again().as(StepVerifier::create).verifyComplete();

        assertThat(hunter.state().now().state()).isEqualTo(State.DOWN);
        assertThat(hunter.state().now().reachable()).isFalse();
    }

    @Test
    void doNotTakeWhatCannotBeReadForZero() {
        answer = Mono.empty();
        look().as(StepVerifier::create).verifyComplete();

        assertThat(probes.credits(List.of(hunter))).isNull();
        assertThat(hunter.state().now().state()).isEqualTo(State.UP);
    }

    @Test
    void seeThatCreditsAreSpentAndThatThereAreNewOnes() {
        answer = Mono.just(new Credits(0, null));
        look().as(StepVerifier::create).verifyComplete();
        assertThat(hunter.state().now().state()).isEqualTo(State.OUT_OF_CREDITS);

        answer = Mono.just(SOME);
        again().as(StepVerifier::create).verifyComplete();
        assertThat(hunter.state().now().state()).isEqualTo(State.UP);
    }

    @Test
    void leaveAloneWhoseStateIsFreshUnlessThereAreCreditsToTell() {
        tellsCredits = false;
        hunter.state().answered("finder");
        look().as(StepVerifier::create).verifyComplete();
        assertThat(looks).hasValue(0);

        tellsCredits = true;
        look().as(StepVerifier::create).verifyComplete();
        assertThat(looks).hasValue(1);
    }

    @Test
    void doNotCallWhatIsNotConfigured() {
        ProviderClients none = TestProviders.with(TestProviders.settings(null, Duration.ofSeconds(1)));
        ProviderClient client = none.api("hunter");

        new Probes(List.of(probeOf(client)))
                .look(List.of(client))
                .as(StepVerifier::create)
                .verifyComplete();

        assertThat(looks).hasValue(0);
        assertThat(client.state().now().state()).isEqualTo(State.UNKNOWN);
        none.destroy();
    }

    @Test
    void holdNobodyUpForLong() {
        answer = Mono.never();
        StepVerifier.withVirtualTime(() -> new Probes(List.of(probeOf(hunter))).look(List.of(hunter)))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(2))
                .thenAwait(Duration.ofSeconds(1))
                .verifyComplete();
    }

    private Mono<Void> look() {
        return probes.look(List.of(hunter));
    }

    /** As after a minute. */
    private Mono<Void> again() {
        return new Probes(List.of(probeOf(hunter))).look(List.of(hunter));
    }

    private Probe probeOf(ProviderClient client) {
        return new Probe() {
            @Override
            public ProviderClient client() {
                return client;
            }

            @Override
            public Mono<Credits> look() {
                looks.incrementAndGet();
                return answer;
            }

            @Override
            public boolean tellsCredits() {
                return tellsCredits;
            }
        };
    }
}
