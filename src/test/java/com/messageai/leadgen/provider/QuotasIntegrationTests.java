package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.ProviderSettings.Window;
import com.messageai.leadgen.provider.Quotas.Permit;
import com.messageai.leadgen.provider.Quotas.Quota;
import com.messageai.leadgen.provider.Quotas.WindowUsage;
import com.messageai.leadgen.support.EmbeddedServices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

class QuotasIntegrationTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static LettuceConnectionFactory connections;
    private static ReactiveStringRedisTemplate redis;
    private static Quotas quotas;
    private static final FakeUsage book = new FakeUsage();

    @BeforeAll
    static void connect() {
        connections = NoRedis.to(EmbeddedServices.redisPort());
        redis = new ReactiveStringRedisTemplate(connections);
        quotas = new Quotas(redis, book, PATIENCE);
    }

    @AfterAll
    static void disconnect() {
        connections.destroy();
    }

    @Test
    void grantsNoMoreThanAWindowHoldsHoweverManyAskAtOnce() {
        Quota quota = quota(new Window(50, Duration.ofHours(1)));
        Quotas another = new Quotas(redis, book, PATIENCE);

        Flux.range(0, 200)
                .flatMap(i -> (i % 2 == 0 ? quotas : another).take(quota).onErrorComplete(), 64)
                .count()
                .as(StepVerifier::create)
                .assertNext(granted -> assertThat(granted).isBetween(1L, 50L))
                .verifyComplete();
        // An answer that came too late was a permit all the same.
        quotas.usage(quota)
                .as(StepVerifier::create)
                .assertNext(
                        usage -> assertThat(usage.windows().getFirst().used()).isEqualTo(50))
                .verifyComplete();
    }

    @Test
    void holdsSeveralWindowsAtOnce() {
        Quota quota = quota(new Window(500, Duration.ofMinutes(1)), new Window(3, Duration.ofMinutes(2)));

        Flux.range(0, 10)
                .concatMap(i -> quotas.take(quota).onErrorComplete())
                .count()
                .as(StepVerifier::create)
                .expectNext(3L)
                .verifyComplete();
    }

    @Test
    void saysWhenTheWindowReopens() {
        Quota quota = quota(new Window(1, Duration.ofHours(1)));

        quotas.take(quota)
                .flatMap(quotas::ended)
                .then(quotas.take(quota))
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ProviderFailure.RateLimited.class,
                                limited -> assertThat(limited.retryAfter())
                                        .isBetween(Duration.ofMinutes(59), Duration.ofHours(1))))
                .verify();
    }

    @Test
    void givesAPermitBackNoSoonerThanAWindowAfterItsCallEnded() {
        Duration window = Duration.ofMillis(300);
        Quota quota = quota(new Window(1, window));

        quotas.take(quota)
                .delayElement(Duration.ofMillis(100))
                .flatMap(permit -> quotas.ended(permit).thenReturn(Instant.now()))
                .zipWhen(ended -> Mono.defer(() -> quotas.take(quota))
                        .retryWhen(Retry.fixedDelay(100, Duration.ofMillis(10)))
                        .map(permit -> Instant.now()))
                .as(StepVerifier::create)
                .assertNext(times -> assertThat(Duration.between(times.getT1(), times.getT2()))
                        // Redis stamps the end a little before this side learns of it.
                        .isGreaterThan(window.minusMillis(50)))
                .verifyComplete();
    }

    @Test
    void countsACallInFlightHoweverLongItTakes() {
        Quota quota = quota(new Window(1, Duration.ofMillis(20)));

        quotas.take(quota)
                .delayElement(Duration.ofMillis(100))
                .then(quotas.take(quota))
                .as(StepVerifier::create)
                .expectError(ProviderFailure.RateLimited.class)
                .verify();
    }

    @Test
    void takesBackThePermitOfACallThatWasNeverMade() {
        Quota quota = quota(new Window(1, Duration.ofHours(1)));

        quotas.take(quota)
                .flatMap(quotas::giveBack)
                .then(quotas.take(quota))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void staysClosedForAsLongAsTheProviderSaidAlsoWhereItHasNoWindows() {
        Quota quota = quota();

        quotas.take(quota)
                .zipWith(quotas.take(quota))
                .flatMap(both -> quotas.close(both.getT1(), Duration.ofMinutes(5), List.of())
                        .then(quotas.close(both.getT2(), Duration.ofSeconds(1), List.of())))
                .then(quotas.take(quota))
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ProviderFailure.RateLimited.class,
                                limited -> assertThat(limited.retryAfter())
                                        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5))))
                .verify();
    }

    @Test
    void tellsHowMuchOfEachWindowIsUsed() {
        Quota quota = quota(new Window(100, Duration.ofHours(1)), new Window(10, Duration.ofMinutes(1)));

        Flux.range(0, 7)
                .concatMap(i -> quotas.take(quota))
                .concatMap(quotas::ended)
                .then(quotas.usage(quota))
                .as(StepVerifier::create)
                .assertNext(usage -> {
                    assertThat(usage.closed()).isZero();
                    assertThat(usage.windows()).extracting(WindowUsage::used).containsExactly(7, 7);
                    assertThat(usage.windows().getFirst().returns())
                            .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
                })
                .verifyComplete();
    }

    @Test
    void remembersAfterALossOfRedisWhatWasCalledBefore() {
        Quota quota = quota(new Window(5, Duration.ofHours(1)));

        Flux.range(0, 3)
                .concatMap(i -> quotas.take(quota)
                        .delayUntil(permit -> quotas.called(permit))
                        .flatMap(quotas::ended))
                .then(redis.delete(quota.keys().toArray(String[]::new)))
                .thenMany(Flux.range(0, 10).flatMap(i -> quotas.take(quota).onErrorComplete(), 10))
                .count()
                .as(StepVerifier::create)
                .expectNext(2L)
                .verifyComplete();
    }

    @Test
    void remembersWhatARedisThatBeganAnewFromAnOldSnapshotDoesNotKnow() {
        Quota quota = quota(new Window(5, Duration.ofHours(1)));

        Flux.range(0, 3)
                .concatMap(i -> quotas.take(quota)
                        .delayUntil(permit -> quotas.called(permit))
                        .flatMap(quotas::ended))
                // The snapshot has the first of the calls only.
                .then(redis.opsForZSet().removeRange(quota.keys().get(0), Range.closed(1L, -1L)))
                .then(redis.opsForValue().set(quota.keys().get(2), "an-earlier-run"))
                .thenMany(Flux.range(0, 10).flatMap(i -> quotas.take(quota).onErrorComplete(), 10))
                .count()
                .as(StepVerifier::create)
                .expectNext(2L)
                .verifyComplete();
    }

    @Test
    void makesNoCallWhosePermitWasLostBeforeItWasNoted() {
        Quota quota = quota(new Window(5, Duration.ofHours(1)));

        quotas.take(quota)
                .delayUntil(permit -> redis.delete(quota.keys().toArray(String[]::new)))
                .delayUntil(permit -> quotas.take(quota))
                .flatMap(quotas::called)
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ProviderFailure.NotCalled.class,
                                failure -> assertThat(failure.reason()).isEqualTo("quota-unavailable")))
                .verify();
    }

    @Test
    void isNotExceededThoughRedisIsLostAgainAndAgainUnderLoad() {
        Quota quota = quota(new Window(20, Duration.ofHours(1)));
        Quotas another = new Quotas(redis, book, PATIENCE);
        var calls = new AtomicInteger();

        Flux.range(0, 300)
                .flatMap(
                        i -> i % 20 == 10
                                ? redis.delete(quota.keys().toArray(String[]::new))
                                        .onErrorComplete()
                                        .then()
                                : call(i % 2 == 0 ? quotas : another, quota, calls),
                        16)
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE.multipliedBy(2));

        assertThat(calls).hasValueBetween(1, 20);
    }

    private static Mono<Void> call(Quotas of, Quota quota, AtomicInteger calls) {
        return of.take(quota)
                .flatMap(permit -> of.called(permit)
                        .doOnSuccess(none -> calls.incrementAndGet())
                        .then(of.ended(permit)))
                .onErrorComplete();
    }

    @Test
    void waitsOutAWindowThatIsTooShortForTheBook() {
        Quota quota = quota(new Window(50, Duration.ofSeconds(5)));
        redis.delete(quota.keys().toArray(String[]::new))
                .then(quotas.take(quota))
                .delayUntil(quotas::called)
                .flatMap(quotas::ended)
                .then(redis.delete(quota.keys().toArray(String[]::new)))
                .then(quotas.take(quota))
                .as(StepVerifier::create)
                // Its own length, and that of a call.
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ProviderFailure.RateLimited.class,
                                limited -> assertThat(limited.retryAfter())
                                        .isBetween(Duration.ofSeconds(13), Duration.ofSeconds(15))))
                .verify();
    }

    @Test
    void notesCallsOfShortWindowsOnceInAWhile() {
        Quota quota = quota(new Window(50, Duration.ofSeconds(5)));

        Flux.range(0, 10)
                .concatMap(i -> quotas.take(quota).flatMap(quotas::called))
                .as(StepVerifier::create)
                .verifyComplete();
        assertThat(book.calls.get(quota.account() + quota.endpoint())).isEqualTo(1);
    }

    @Test
    void remembersAfterALossOfRedisThatTheProviderWantsNoCalls() {
        Quota quota = quota();

        quotas.take(quota)
                .flatMap(permit -> quotas.close(permit, Duration.ofMinutes(5), List.of()))
                .then(redis.delete(quota.keys().toArray(String[]::new)))
                .then(quotas.take(quota))
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ProviderFailure.RateLimited.class,
                                limited -> assertThat(limited.retryAfter())
                                        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5))))
                .verify();
    }

    @Nested
    class WhereTheProviderTells {

        private final Quota quota = quota(new Window(100, Duration.ofHours(1)));

        @Test
        void makesNoMoreCallsThanAreLeft() {
            take().flatMap(permit -> quotas.ended(permit, told(2))).block(PATIENCE);

            assertThat(grants(5)).isEqualTo(2);
            take().as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(((ProviderFailure.RateLimited) error).retryAfter())
                            .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30)))
                    .verify(PATIENCE);
        }

        @Test
        void takesCallsInFlightForSuchAsItHasNotCountedYet() {
            Permit first = take().block(PATIENCE);
            take().then(take()).block(PATIENCE);
            quotas.ended(first, told(3)).block(PATIENCE);

            assertThat(grants(5)).isEqualTo(1);
        }

        @Test
        void goesByTheLeastThatWasToldOfAWindow() {
            Permit first = take().block(PATIENCE);
            Permit second = take().block(PATIENCE);
            quotas.ended(second, told(3)).block(PATIENCE);
            // Overtaken on its way.
            quotas.ended(first, told(9)).block(PATIENCE);

            assertThat(grants(9)).isEqualTo(2);
        }

        @Test
        void forgetsItWhenTheWindowBeginsAnew() {
            take().flatMap(permit -> quotas.ended(permit, List.of(new Allowance("second", 1, Duration.ofMillis(50)))))
                    .block(PATIENCE);
            take().block(PATIENCE);

            take().retryWhen(Retry.fixedDelay(1_000, Duration.ofMillis(5)))
                    .as(StepVerifier::create)
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(PATIENCE);
            assertThat(grants(20)).isEqualTo(20);
        }

        @Test
        void staysClosedWhereNothingIsLeft() {
            take().flatMap(permit -> quotas.ended(permit, List.of(new Allowance("minute", 0, Duration.ofSeconds(40)))))
                    .block(PATIENCE);

            take().as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(((ProviderFailure.RateLimited) error).retryAfter())
                            .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40)))
                    .verify(PATIENCE);
            assertThat(quotas.usage(quota).block(PATIENCE).closed()).isPositive();
        }

        @Test
        void hasWhatWasNotCalledBack() {
            take().flatMap(permit -> quotas.ended(permit, told(1))).block(PATIENCE);
            for (int i = 0; i < 5; i++) {
                take().flatMap(quotas::giveBack).block(PATIENCE);
            }

            assertThat(grants(5)).isEqualTo(1);
        }

        @Test
        void countsForItselfWhereThatIsLess() {
            Quota narrow = quota(new Window(2, Duration.ofHours(1)));
            quotas.take(narrow)
                    .flatMap(permit -> quotas.ended(permit, told(50)))
                    .block(PATIENCE);

            quotas.take(narrow).block(PATIENCE);
            quotas.take(narrow).as(StepVerifier::create).verifyError(ProviderFailure.RateLimited.class);
        }

        @Test
        void holdsAlsoWhereWeHaveNoWindows() {
            Quota none = quota();
            quotas.take(none)
                    .flatMap(permit -> quotas.ended(permit, told(1)))
                    .then(quotas.take(none))
                    .then(quotas.take(none))
                    .as(StepVerifier::create)
                    .verifyError(ProviderFailure.RateLimited.class);
        }

        private Mono<Permit> take() {
            return quotas.take(quota);
        }

        private long grants(int asked) {
            return Flux.range(0, asked)
                    .concatMap(i -> take().onErrorComplete())
                    .count()
                    .block(PATIENCE);
        }

        private static List<Allowance> told(int left) {
            return List.of(new Allowance("hour", left, Duration.ofMinutes(30)));
        }
    }

    @Test
    void refusesWhatItCannotRestore() {
        new Quotas(redis, new FakeUsage() {
                    @Override
                    Flux<Minute> since(String credential, String endpoint, Duration window) {
                        return Flux.error(new IllegalStateException("no database"));
                    }
                })
                .take(quota(new Window(1, Duration.ofHours(1))))
                .as(StepVerifier::create)
                .expectError(ProviderFailure.NotCalled.class)
                .verify();
    }

    @Test
    void keepsNoCredentialInItsKeys() {
        Quota quota = quota(new Window(1, Duration.ofHours(1)));
        assertThat(quota.keys()).allSatisfy(key -> assertThat(key).doesNotContain("secret"));

        quotas.take(quota)
                .thenMany(redis.keys("leadgen:quota:*"))
                .collectList()
                .as(StepVerifier::create)
                .assertNext(keys -> assertThat(keys).isNotEmpty().noneMatch(key -> key.contains("secret")))
                .verifyComplete();
    }

    @Test
    void refusesWhatItCannotCount() {
        new Quotas(new ReactiveStringRedisTemplate(NoRedis.FACTORY), book)
                .take(quota())
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ProviderFailure.NotCalled.class,
                                failure -> assertThat(failure.reason()).isEqualTo("quota-unavailable")))
                .verify();
    }

    @Test
    void goesOnWhereTheEndOfACallCannotBeNoted() {
        new Quotas(new ReactiveStringRedisTemplate(NoRedis.FACTORY), book)
                .ended(new Permit(quota(), "any"))
                .as(StepVerifier::create)
                .verifyComplete();
    }

    private static Quota quota(Window... windows) {
        String credential = "secret-" + UUID.randomUUID();
        return new Quota("hunter", "finder", Quotas.hash(credential), List.of(windows), Duration.ofSeconds(10));
    }
}
