package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

/** One provider hangs, and the others know nothing of it. */
class SickProviderTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int BULKHEAD = 8;

    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Sinks.Empty<Void> full = Sinks.empty();

    private final DisposableServer server = HttpServer.create()
            .port(0)
            .route(routes -> routes.get("/hangs", (request, response) -> {
                        if (hanging.incrementAndGet() == BULKHEAD) {
                            full.tryEmitEmpty();
                        }
                        return Mono.never();
                    })
                    .get("/answers", (request, response) -> {
                        answered.incrementAndGet();
                        return response.sendString(Mono.just("{}"));
                    }))
            .bindNow();

    private final ProviderClients clients =
            TestProviders.with(TestProviders.settings("http://localhost:" + server.port(), PATIENCE));

    @AfterEach
    void stop() {
        clients.destroy();
        server.disposeNow();
    }

    @Test
    void doesNotKeepTheOthersFromBeingCalled() {
        Disposable stuck = Flux.range(0, 3 * BULKHEAD)
                .flatMap(
                        i -> ask("hunter", "/hangs").onErrorResume(ProviderFailure.NotCalled.class, no -> Mono.empty()),
                        64)
                .subscribe();
        try {
            full.asMono().as(StepVerifier::create).expectComplete().verify(PATIENCE);

            Flux.range(0, 200)
                    .flatMap(i -> ask("clearbit", "/answers"), BULKHEAD)
                    .as(StepVerifier::create)
                    .expectNextCount(200)
                    .expectComplete()
                    .verify(PATIENCE);

            // All of the others' calls have gone through while not one of these has ended, and no more were let in.
            assertThat(answered).hasValue(200);
            assertThat(hanging).hasValue(BULKHEAD);
            assertThat(stuck.isDisposed()).isFalse();
            assertThat(clients.api("clearbit").circuit().getMetrics().getNumberOfFailedCalls())
                    .isZero();
        } finally {
            stuck.dispose();
        }
        // Its places are free again.
        ask("hunter", "/answers")
                .as(StepVerifier::create)
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
    }

    private Mono<String> ask(String provider, String path) {
        ProviderClient client = clients.api(provider);
        return client.call(
                "any",
                CallKind.FREE,
                client.web().get().uri(path),
                FailureTable.byStatus(provider),
                ProviderAnswer::text);
    }
}
