package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.FreePort;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.test.StepVerifier;

class ProviderClientTests {

    private static final FailureTable TABLE = FailureTable.byStatus("hunter");

    private DisposableServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.disposeNow();
        }
    }

    @Test
    void readsWhatTheProviderAnswers() {
        ProviderClient client = clientOf(json(200, "{\"email\": \"a@b.example\"}"));

        ask(client, CallKind.PAID)
                .as(StepVerifier::create)
                .expectNext("a@b.example")
                .verifyComplete();
        assertThat(client.state().now().state()).isEqualTo(ProviderState.State.UP);
    }

    @Test
    void carriesTheCorrelationIdOutward() {
        ProviderClient client = clientOf((request, response) -> response.sendString(
                Mono.just("{\"email\": \"" + request.requestHeaders().get("X-Correlation-ID") + "\"}")));

        ask(client, CallKind.FREE)
                .contextWrite(context -> context.put("correlationId", "c-1"))
                .as(StepVerifier::create)
                .expectNext("c-1")
                .verifyComplete();
    }

    @Test
    void doesNotCallWhatIsNotConfigured() {
        ProviderClient client = TestProviders.with(TestProviders.settings(null, Duration.ofSeconds(1)))
                .api("hunter");

        assertThat(client.configured()).isFalse();
        client.call("finder", CallKind.FREE, Mono.just("never"))
                .as(StepVerifier::create)
                .expectError(ProviderFailure.Unauthorized.class)
                .verify();
    }

    @Nested
    class WhenNoWholeAnswerComes {

        @Test
        void aConnectionThatIsRefusedSentNothing() {
            ProviderClient client =
                    TestProviders.at("http://localhost:" + FreePort.find()).api("hunter");

            ask(client, CallKind.PAID)
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(error -> {
                        assertThat(error).isInstanceOf(ProviderFailure.Unavailable.class);
                        assertThat(error).hasNoCause().hasMessageNotContaining("localhost");
                    })
                    .verify();
        }

        @Test
        void aPaidCallWithoutAnAnswerInTimeHasAnUnknownOutcome() {
            ProviderClient client = impatient((request, response) -> Mono.never());

            ask(client, CallKind.PAID)
                    .as(StepVerifier::create)
                    .expectError(ProviderFailure.UnknownOutcome.class)
                    .verify();
            ask(client, CallKind.FREE)
                    .as(StepVerifier::create)
                    .expectError(ProviderFailure.Unavailable.class)
                    .verify();
        }

        @Test
        void anAnswerThatDripsIsNoAnswerInTime() {
            ProviderClient client = impatient((request, response) -> response.sendString(
                    Flux.interval(Duration.ofMillis(20)).onBackpressureDrop().map(i -> " ")));

            ask(client, CallKind.PAID)
                    .as(StepVerifier::create)
                    .expectError(ProviderFailure.UnknownOutcome.class)
                    .verify();
        }

        @Test
        void aConnectionThatBreaksAfterSendingIsAskedOnce() {
            var requests = new AtomicInteger();
            ProviderClient client = clientOf((request, response) -> {
                requests.incrementAndGet();
                response.withConnection(connection -> connection.channel().close());
                return Mono.never();
            });

            ask(client, CallKind.PAID)
                    .as(StepVerifier::create)
                    .expectError(ProviderFailure.UnknownOutcome.class)
                    .verify();
            assertThat(requests).hasValue(1);
        }

        @Test
        void anAnswerThatIsCutOffIsLost() {
            ProviderClient client = clientOf((request, response) -> response.header("Content-Length", "1000")
                    .send(Mono.just(Unpooled.copiedBuffer("{\"email\":", StandardCharsets.UTF_8)))
                    .then(Mono.fromRunnable(() -> response.withConnection(
                            connection -> connection.channel().close()))));

            ask(client, CallKind.PAID)
                    .as(StepVerifier::create)
                    .expectError(ProviderFailure.UnknownOutcome.class)
                    .verify();
        }

        @Test
        void anAnswerThatIsTooLargeIsNotTakenIn() {
            ProviderClient client = clientOf((request, response) ->
                    response.sendString(Flux.range(0, 2_000).map(i -> "x".repeat(1_024))));

            ask(client, CallKind.FREE)
                    .as(StepVerifier::create)
                    .expectErrorMatches(error -> error instanceof ProviderFailure.Unavailable
                            && error.getMessage().contains("too large"))
                    .verify();
        }

        @Test
        void anAnswerThatIsNotWhatItShouldBeIsLost() {
            for (String body : new String[] {"<html>", "{\"email\":", "", "[".repeat(1_000), "{\"other\": 1}"}) {
                ProviderClient client = clientOf(json(200, body));
                ask(client, CallKind.FREE)
                        .as(StepVerifier::create)
                        .expectError(ProviderFailure.Unavailable.class)
                        .verify();
                ask(client, CallKind.PAID)
                        .as(StepVerifier::create)
                        .expectError(ProviderFailure.UnknownOutcome.class)
                        .verify();
                server.disposeNow();
            }
        }
    }

    @Test
    void followsNoRedirect() {
        var requests = new AtomicInteger();
        ProviderClient client = clientOf((request, response) -> {
            requests.incrementAndGet();
            return response.sendRedirect("/elsewhere");
        });

        ask(client, CallKind.FREE)
                .as(StepVerifier::create)
                .expectError(ProviderFailure.Unavailable.class)
                .verify();
        assertThat(requests).hasValue(1);
    }

    @Test
    void tellsFailuresByStatusWhereASheetSaysNothing() {
        record Row(int status, Class<? extends ProviderFailure> failure) {}
        var rows = new Row[] {
            new Row(400, ProviderFailure.Rejected.class),
            new Row(401, ProviderFailure.Unauthorized.class),
            new Row(402, ProviderFailure.OutOfCredits.class),
            new Row(403, ProviderFailure.Unauthorized.class),
            new Row(404, ProviderFailure.NotFound.class),
            new Row(408, ProviderFailure.Unavailable.class),
            new Row(422, ProviderFailure.Rejected.class),
            new Row(429, ProviderFailure.RateLimited.class),
            new Row(451, ProviderFailure.OptedOut.class),
            new Row(500, ProviderFailure.Unavailable.class),
            new Row(503, ProviderFailure.Unavailable.class)
        };
        for (Row row : rows) {
            ask(clientOf(json(row.status(), "{}")), CallKind.PAID)
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(error).isInstanceOf(row.failure()))
                    .verify();
            server.disposeNow();
        }
    }

    @Test
    void obeysRetryAfterWithinReason() {
        record Row(String header, Duration expected) {}
        var rows = new Row[] {
            new Row("30", Duration.ofSeconds(30)),
            new Row("0", Duration.ofSeconds(1)),
            new Row("999999", Duration.ofHours(1)),
            new Row("soon", Duration.ofSeconds(1)),
            // By a clock of ours, or of theirs, that is off by decades.
            new Row("Fri, 01 Jan 2100 00:00:00 GMT", Duration.ofHours(1)),
            new Row("Thu, 01 Jan 1970 00:00:00 GMT", Duration.ofSeconds(1))
        };
        for (Row row : rows) {
            ProviderClient client = clientOf((request, response) ->
                    response.status(429).header("Retry-After", row.header()).send());
            ask(client, CallKind.FREE)
                    .as(StepVerifier::create)
                    .expectErrorSatisfies(error -> assertThat(((ProviderFailure.RateLimited) error).retryAfter())
                            .isEqualTo(row.expected()))
                    .verify();
            assertThat(client.state().now().state()).isEqualTo(ProviderState.State.LIMITED);
            server.disposeNow();
        }
    }

    @Test
    void opensTheCircuitOfAProviderThatFailsAndCallsItNoMore() {
        var requests = new AtomicInteger();
        ProviderClient client = clientOf((request, response) -> {
            requests.incrementAndGet();
            return response.status(500).send();
        });

        Flux.range(0, 30)
                .concatMap(i -> ask(client, CallKind.FREE).onErrorComplete())
                .then(ask(client, CallKind.FREE))
                .as(StepVerifier::create)
                .expectErrorMatches(error -> error instanceof ProviderFailure.NotCalled notCalled
                        && notCalled.reason().equals("circuit-open"))
                .verify();
        assertThat(requests).hasValue(10);
        assertThat(client.circuit().getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void keepsTheCircuitClosedWhileTheProviderRefuses() {
        ProviderClient client = clientOf(json(404, "{}"));

        Flux.range(0, 30)
                .concatMap(i -> ask(client, CallKind.FREE).onErrorComplete())
                .as(StepVerifier::create)
                .verifyComplete();
        assertThat(client.circuit().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void refusesMoreCallsAtOnceThanItsBulkheadHolds() {
        ProviderClient client = impatient((request, response) -> Mono.never());

        Flux.range(0, 20)
                .flatMap(
                        i -> ask(client, CallKind.FREE)
                                .map(answer -> "answered")
                                .onErrorResume(ProviderFailure.NotCalled.class, full -> Mono.just(full.reason()))
                                .onErrorResume(ProviderFailure.Unavailable.class, lost -> Mono.just("lost")),
                        20)
                .collectMultimap(outcome -> outcome)
                .as(StepVerifier::create)
                .assertNext(outcomes -> {
                    assertThat(outcomes.get("lost")).hasSize(8);
                    assertThat(outcomes.get("bulkhead-full")).hasSize(12);
                })
                .verifyComplete();
    }

    private static Mono<String> ask(ProviderClient client, CallKind kind) {
        return client.call(
                "finder",
                kind,
                client.web().get().uri("/v2/email-finder?full_name={name}", "Ilse Varga"),
                TABLE,
                answer -> answer.json().required("email").asString());
    }

    private ProviderClient clientOf(
            BiFunction<? super HttpServerRequest, ? super HttpServerResponse, ? extends Publisher<Void>> handler) {
        return clientOf(handler, Duration.ofSeconds(5));
    }

    private ProviderClient impatient(
            BiFunction<? super HttpServerRequest, ? super HttpServerResponse, ? extends Publisher<Void>> handler) {
        return clientOf(handler, Duration.ofMillis(300));
    }

    private ProviderClient clientOf(
            BiFunction<? super HttpServerRequest, ? super HttpServerResponse, ? extends Publisher<Void>> handler,
            Duration timeout) {
        server = HttpServer.create().port(0).handle(handler).bindNow();
        return TestProviders.with(TestProviders.settings("http://localhost:" + server.port(), timeout))
                .api("hunter");
    }

    private static BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> json(int status, String body) {
        return (request, response) -> response.status(status)
                .header("Content-Type", "application/json")
                .sendString(Mono.just(body))
                .then();
    }
}
