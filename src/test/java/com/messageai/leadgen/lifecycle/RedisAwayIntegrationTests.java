package com.messageai.leadgen.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.EmbeddedServicesInitializer;
import com.messageai.leadgen.support.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import redis.embedded.RedisServer;
import tools.jackson.databind.JsonNode;

/** The whole service while the Redis that it alone uses goes away and comes back. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {EmbeddedServicesInitializer.class, RedisAwayIntegrationTests.RedisOfItsOwn.class})
@DirtiesContext
class RedisAwayIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;

    @Autowired
    private RedisServer redis;

    /** A Redis that can be stopped without anybody else missing it. */
    static class RedisOfItsOwn implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                int port = FreePort.find();
                RedisServer server = RedisServer.newRedisServer()
                        .port(port)
                        .setting("save \"\"")
                        .build();
                server.start();
                context.getBeanFactory().registerSingleton("redisOfItsOwn", server);
                context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("redis", Map.of("spring.data.redis.port", port)));
                context.addApplicationListener(event -> {
                    if (event instanceof ContextClosedEvent) {
                        stop(server);
                    }
                });
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void stop(RedisServer server) {
            try {
                server.stop();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void isSaidByHealthWhichStaysReadyAndHealsByItself() throws IOException {
        assertThat(eventually("UP")).isTrue();

        redis.stop();
        assertThat(eventually("DEGRADED")).isTrue();
        JsonNode away = get("/actuator/health", 200);
        assertThat(away.path("status").asString()).isEqualTo("DEGRADED");
        assertThat(away.at("/components/r2dbc/status").asString()).isEqualTo("UP");
        assertThat(get("/actuator/health/readiness", 200).path("status").asString())
                .isEqualTo("UP");
        assertThat(get("/actuator/health/liveness", 200).path("status").asString())
                .isEqualTo("UP");

        redis.start();
        assertThat(eventually("UP")).isTrue();
        assertThat(get("/actuator/health", 200).path("status").asString()).isEqualTo("UP");
    }

    /** Whether Redis is said to be so before patience ends. */
    private boolean eventually(String status) {
        return Boolean.TRUE.equals(Flux.interval(Duration.ZERO, Duration.ofMillis(100))
                .onBackpressureDrop()
                .concatMap(tick -> redisIs(status), 1)
                .takeUntil(is -> is)
                .blockLast(PATIENCE));
    }

    private Mono<Boolean> redisIs(String status) {
        return WebClient.create("http://localhost:" + port)
                .get()
                .uri("/actuator/health")
                .retrieve()
                .bodyToMono(JsonNode.class)
                .map(health -> health.at("/components/redis/status").asString().equals(status));
    }

    private JsonNode get(String path, int status) {
        return Objects.requireNonNull(WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }
}
