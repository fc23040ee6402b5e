package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.ProviderSettings.Window;
import com.messageai.leadgen.support.EmbeddedServices;
import com.messageai.leadgen.web.WebClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

class ProviderControllerIntegrationTests {

    private LettuceConnectionFactory connections;
    private ProviderClients clients;
    private WebTestClient web;
    private DisposableServer server;
    private volatile int status = 200;

    @BeforeEach
    void start() {
        connections = NoRedis.to(EmbeddedServices.redisPort());
        server = HttpServer.create()
                .port(0)
                .handle((request, response) -> response.status(status).sendString(Mono.just("{}")))
                .bindNow();
        String key = UUID.randomUUID().toString();
        var clearbit = new ProviderSettings(
                "http://localhost:" + server.port(),
                null,
                true,
                key,
                null,
                null,
                null,
                8,
                Duration.ofSeconds(5),
                Map.of("enrich", List.of(new Window(4, Duration.ofHours(1)), new Window(3, Duration.ofMinutes(1)))));
        var quotas = new Quotas(new ReactiveStringRedisTemplate(connections), new FakeUsage());
        clients = new ProviderClients(
                new ProvidersProperties(Map.of("clearbit", clearbit)),
                quotas,
                new FakeRotatedTokens(),
                new SimpleMeterRegistry());
        web = WebClients.of(List.of(), new ProviderController(clients, quotas, new Probes(List.of(probe()))));
    }

    @AfterEach
    void stop() {
        clients.destroy();
        server.disposeNow();
        connections.destroy();
    }

    @Test
    void showsEachWindowOfWhatIsConfigured() {
        ask().then(ask()).then(ask()).block(Duration.ofSeconds(5));

        web.get()
                .uri("/api/v1/rate-limits")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(2)
                .jsonPath("$[0].platform")
                .isEqualTo("CLEARBIT")
                .jsonPath("$[0].endpoint")
                .isEqualTo("enrich")
                .jsonPath("$[0].limit")
                .isEqualTo(4)
                .jsonPath("$[0].used")
                .isEqualTo(3)
                .jsonPath("$[0].remaining")
                .isEqualTo(1)
                .jsonPath("$[0].windowSeconds")
                .isEqualTo(3600)
                .jsonPath("$[0].nearLimit")
                .isEqualTo(true)
                .jsonPath("$[0].resetAt")
                .exists()
                .jsonPath("$[1].remaining")
                .isEqualTo(0);
    }

    @Test
    void refusesCallsBeyondTheLimitAndTakesThemBackWhereTheyWereNotMade() {
        status = 500;
        // Ten lost calls open the circuit; the quota has room for three only, so the permits of the others come back.
        clients.api("clearbit").circuit().transitionToOpenState();
        Flux.range(0, 10)
                .concatMap(i -> ask().onErrorComplete(ProviderFailure.NotCalled.class))
                .then(Mono.fromRunnable(() -> clients.api("clearbit").circuit().transitionToClosedState()))
                .thenMany(Flux.range(0, 3).concatMap(i -> ask().onErrorComplete(ProviderFailure.Unavailable.class)))
                .then(ask())
                .as(StepVerifier::create)
                .expectError(ProviderFailure.RateLimited.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void keepsTheEndpointClosedAfterTheProvidersOwnRefusal() {
        status = 429;
        ask().onErrorComplete(ProviderFailure.RateLimited.class).block(Duration.ofSeconds(5));
        status = 200;

        ask().as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(((ProviderFailure.RateLimited) error).retryAfter())
                        .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60)))
                .verify(Duration.ofSeconds(5));
        web.get()
                .uri("/api/v1/rate-limits")
                .exchange()
                .expectBody()
                .jsonPath("$[0].remaining")
                .isEqualTo(0)
                .jsonPath("$[0].nearLimit")
                .isEqualTo(true);
    }

    @Test
    void showsHowEachProviderIs() {
        ask().block(Duration.ofSeconds(5));

        web.get()
                .uri("/api/v1/providers")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$[?(@.name=='clearbit')].state")
                .isEqualTo("UP")
                .jsonPath("$[?(@.name=='clearbit')].circuit")
                .isEqualTo("CLOSED")
                .jsonPath("$[?(@.name=='clearbit')].configured")
                .isEqualTo(true)
                .jsonPath("$[?(@.name=='clearbit')].reachable")
                .isEqualTo(true)
                .jsonPath("$[?(@.name=='clearbit')].credits.remaining")
                .isEqualTo(7)
                .jsonPath("$[?(@.name=='clearbit')].credits.resetsAt")
                .isEqualTo("2026-12-01T00:00:00Z")
                .jsonPath("$[?(@.name=='linkedin')].credits")
                .isEqualTo(null)
                .jsonPath("$[?(@.name=='linkedin')].reachable")
                .isEqualTo(null)
                .jsonPath("$[?(@.name=='linkedin')].configured")
                .isEqualTo(false)
                .jsonPath("$[?(@.name=='linkedin')].state")
                .isEqualTo("UNKNOWN");
    }

    private Probe probe() {
        return new Probe() {
            @Override
            public ProviderClient client() {
                return clients.api("clearbit");
            }

            @Override
            public Mono<Credits> look() {
                return Mono.just(new Credits(7, Instant.parse("2026-12-01T00:00:00Z")));
            }

            @Override
            public boolean tellsCredits() {
                return true;
            }
        };
    }

    private Mono<String> ask() {
        ProviderClient client = clients.api("clearbit");
        return client.call(
                "enrich",
                CallKind.PAID,
                client.web().get().uri("/v2/companies/find"),
                FailureTable.byStatus("clearbit"),
                ProviderAnswer::text);
    }
}
