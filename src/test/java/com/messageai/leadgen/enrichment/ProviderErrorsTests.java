package com.messageai.leadgen.enrichment;

import static com.messageai.leadgen.enrichment.FakeProviders.ACCOUNT;
import static com.messageai.leadgen.enrichment.FakeProviders.COMPANY;
import static com.messageai.leadgen.enrichment.FakeProviders.FINDER;
import static com.messageai.leadgen.enrichment.FakeProviders.PERSON;
import static com.messageai.leadgen.enrichment.FakeProviders.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.Credits;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Every row of the two tables of errors, over real HTTP. */
class ProviderErrorsTests {

    private static final Map<String, String> ILSE =
            Map.of("domain", "tarnwell.example", "first_name", "Ilse", "last_name", "Varga");

    private final FakeProviders providers = new FakeProviders();

    @AfterEach
    void stop() {
        providers.close();
    }

    @Nested
    class OfClearbit {

        private final Clearbit clearbit = new Clearbit(providers.clients(), EnrichmentFixtures.CLOCK);

        @ParameterizedTest
        @CsvSource({
            "202, queued, StillWorking",
            "400, params_invalid, Rejected",
            "401, auth_required, Unauthorized",
            "401, invalid_api_key, Unauthorized",
            "402, over_quota, OutOfCredits",
            "403, forbidden, Unauthorized",
            "404, unknown_record, NotFound",
            "404, unknown_route, Unauthorized",
            "418, teapot, Rejected",
            "422, email_invalid, Rejected",
            "429, rate_limit, RateLimited",
            "451, opted_out, OptedOut",
            "500, api_error, Unavailable",
            "503, api_error, Unavailable",
        })
        void mapsEachRow(int status, String type, String failure) {
            providers.answer(COMPANY, status, "{\"error\":{\"type\":\"%s\",\"message\":\"…\"}}".formatted(type));

            assertThat(failureOf(clearbit.company("tarnwell.example", false))).isEqualTo(failure);
        }

        @Test
        void takesNoQueuedAnswerForASuccessEvenWithoutBody() {
            providers.answer(PERSON, 202, "");

            assertThat(failureOf(clearbit.person("ilse@tarnwell.example", false)))
                    .isEqualTo("StillWorking");
        }

        @Test
        void readsErrorsInTheShapeOfOldHosts() {
            providers.answer(COMPANY, 404, "{\"error\":[{\"type\":\"unknown_route\",\"message\":\"…\"}]}");

            assertThat(failureOf(clearbit.company("tarnwell.example", false))).isEqualTo("Unauthorized");
        }

        @Test
        void waitsUntilTheLimitIsReset() {
            long reset = EnrichmentFixtures.NOW.getEpochSecond() + 17;
            providers.answer(
                    COMPANY,
                    new MockResponse.Builder()
                            .code(429)
                            .addHeader("x-ratelimit-reset", reset)
                            .build());

            clearbit.company("tarnwell.example", false)
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(((ProviderFailure.RateLimited) error).retryAfter())
                            .isEqualTo(Duration.ofSeconds(17)))
                    .verify();
        }

        @Test
        void doesNotKnowWhatAnAnswerMeansThatCannotBeRead() {
            providers.answer(COMPANY, 200, "<html>");

            assertThat(failureOf(clearbit.company("tarnwell.example", false))).isEqualTo("UnknownOutcome");
        }

        @Test
        void asksEachApiAtItsOwnHostWhereTheBaseUrlHasAPlaceForIt() {
            providers.answer("/company" + COMPANY, 200, Answers.COMPANY);

            new Clearbit(providers.clients("{api}"), EnrichmentFixtures.CLOCK)
                    .company("tarnwell.example", false)
                    .block();

            assertThat(providers.asked("/company" + COMPANY)).hasSize(1);
        }

        @Test
        void asksWithTheKeyInAHeaderAndAPinnedVersion() {
            providers.answer(PERSON, 200, Answers.PERSON);

            clearbit.person("ilse+sales@tarnwell.example", false).block();

            assertThat(providers.last().getHeaders().get("Authorization")).isEqualTo("Bearer test-key");
            assertThat(providers.last().getHeaders().get("API-Version")).isEqualTo("2019-12-19");
            assertThat(providers.asked(PERSON).getFirst().queryParameter("email"))
                    .isEqualTo("ilse+sales@tarnwell.example");
        }
    }

    @Nested
    class OfHunter {

        private final Hunter hunter =
                new Hunter(providers.clients(), EnrichmentFixtures.settings(), EnrichmentFixtures.CLOCK);

        @ParameterizedTest
        @CsvSource({
            "202, pending, StillWorking",
            "400, wrong_params, Rejected",
            "401, authentication_failed, Unauthorized",
            "402, payment_required, OutOfCredits",
            "404, not_found, NotFound",
            "409, idempotency_key_in_flight, RateLimited",
            "422, invalid, Rejected",
            "451, claimed_email, OptedOut",
            "500, internal, Unavailable",
        })
        void mapsEachRow(int status, String id, String failure) {
            providers.answer(FINDER, status, Answers.hunterError(status, id));

            assertThat(failureOf(hunter.find(ILSE))).isEqualTo(failure);
        }

        @ParameterizedTest
        @CsvSource({
            "403, 1999, RateLimited",
            "403, 2000, OutOfCredits",
            "429, 1999, RateLimited",
            "429, 2000, OutOfCredits"
        })
        void letsTheAccountDecideWhetherItIsALimitOrTheEndOfTheCredits(int status, int used, String failure) {
            providers
                    .answer(VERIFIER, status, Answers.hunterError(status, "too_many_requests"))
                    .answer(ACCOUNT, 200, Answers.account(used, 2000));

            assertThat(failureOf(hunter.verify("ilse@tarnwell.example"))).isEqualTo(failure);
        }

        @ParameterizedTest
        @CsvSource({"403, RateLimited", "429, OutOfCredits"})
        void goesByTheDocumentationWhereTheAccountDoesNotAnswer(int status, String failure) {
            providers
                    .answer(VERIFIER, status, Answers.hunterError(status, "too_many_requests"))
                    .answer(ACCOUNT, 500, "");

            assertThat(failureOf(hunter.verify("ilse@tarnwell.example"))).isEqualTo(failure);
        }

        @Test
        void looksAtTheAccountOnceForManyThatAreTurnedAway() {
            providers
                    .answer(FINDER, 403, Answers.hunterError(403, "too_many_requests"))
                    .answer(ACCOUNT, 200, Answers.account(1, 2000));

            Flux.range(0, 8)
                    .flatMap(i -> hunter.find(ILSE).onErrorResume(error -> Mono.empty()), 4)
                    .blockLast();

            assertThat(providers.asked(ACCOUNT)).hasSize(1);
        }

        @Test
        void tellsWhatTheAccountHasLeft() {
            providers.answer(ACCOUNT, 200, Answers.account(1990, 2000));

            hunter.look()
                    .as(StepVerifier::create)
                    .expectNext(new Credits(10, Instant.parse("2026-12-01T00:00:00Z")))
                    .verifyComplete();
        }

        @Test
        void asksWithTheKeyInAHeaderAndALimitShorterThanOurs() {
            providers.answer(FINDER, 200, Answers.found(null, null));

            hunter.find(ILSE).block();

            assertThat(providers.last().getHeaders().get("X-API-KEY")).isEqualTo("test-key");
            var url = providers.asked(FINDER).getFirst();
            assertThat(url.queryParameterNames())
                    .containsExactlyInAnyOrder("domain", "first_name", "last_name", "max_duration");
            assertThat(url.queryParameter("max_duration")).isEqualTo("3");
        }
    }

    private static String failureOf(Mono<Answer> call) {
        return call.map(answer -> "none")
                .onErrorResume(
                        ProviderFailure.class,
                        failure -> Mono.just(failure.getClass().getSimpleName()))
                .block();
    }
}
