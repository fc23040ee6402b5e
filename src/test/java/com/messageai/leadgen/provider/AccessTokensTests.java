package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class AccessTokensTests {

    private static final ProviderFailure REFUSED = new ProviderFailure.Unauthorized("zoominfo", "token", "no token");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger fetched = new AtomicInteger();
    private volatile Mono<Void> before = Mono.empty();

    private final AccessTokens tokens = new AccessTokens(
            "zoominfo",
            () -> Mono.defer(() -> {
                String token = "token-" + fetched.incrementAndGet();
                return before.thenReturn(new TokenGrant.Granted(token, Duration.ofSeconds(100)));
            }),
            nanos::get);

    @Test
    void areFetchedOnceForHoweverManyAskAtOnce() {
        Sinks.Empty<Void> answer = Sinks.empty();
        before = answer.asMono();

        Flux.range(0, 100)
                .flatMap(i -> tokens.current(), 100)
                .distinct()
                .as(StepVerifier::create)
                .expectSubscription()
                .then(answer::tryEmitEmpty)
                .expectNext("token-1")
                .verifyComplete();
        assertThat(fetched).hasValue(1);
    }

    @Test
    void areKeptForNinetyPercentOfTheirLife() {
        expect("token-1");
        pass(89);
        expect("token-1");
        pass(2);
        expect("token-2");
        pass(89);
        expect("token-2");
        assertThat(fetched).hasValue(2);
    }

    @Test
    void holdNobodyUpWhileOneFetchesTheNext() {
        expect("token-1");
        pass(95);
        Sinks.Empty<Void> answer = Sinks.empty();
        before = answer.asMono();

        tokens.current()
                .as(StepVerifier::create)
                .expectSubscription()
                .then(() -> expect("token-1"))
                .then(answer::tryEmitEmpty)
                .expectNext("token-2")
                .verifyComplete();
        assertThat(fetched).hasValue(2);
    }

    @Test
    void areGoodToTheirEndWhereTheNextIsRefused() {
        expect("token-1");
        before = Mono.error(REFUSED);
        pass(95);
        expect("token-1");
        expect("token-1");
        assertThat(fetched).hasValue(2);

        pass(6);
        tokens.current().as(StepVerifier::create).verifyErrorMatches(error -> error == REFUSED);
    }

    @Test
    void areNotAskedForAgainAtOnceAfterARefusal() {
        before = Mono.error(REFUSED);
        Flux.range(0, 20)
                .concatMap(i -> tokens.current().onErrorComplete())
                .as(StepVerifier::create)
                .verifyComplete();
        assertThat(fetched).hasValue(1);

        pass(11);
        before = Mono.empty();
        expect("token-2");
    }

    @Test
    void areReplacedOnceWhenManySayThatOneIsOver() {
        expect("token-1");
        for (int i = 0; i < 10; i++) {
            tokens.expired("token-1");
            expect("token-2");
        }
        assertThat(fetched).hasValue(2);
    }

    @Test
    void areFetchedThoughTheOneWhoAskedFirstHasGone() {
        Sinks.Empty<Void> answer = Sinks.empty();
        before = answer.asMono();

        tokens.current()
                .as(StepVerifier::create)
                .expectSubscription()
                .thenCancel()
                .verify();
        answer.tryEmitEmpty();

        expect("token-1");
        assertThat(fetched).hasValue(1);
    }

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private void expect(String token) {
        tokens.current().as(StepVerifier::create).expectNext(token).verifyComplete();
    }
}
