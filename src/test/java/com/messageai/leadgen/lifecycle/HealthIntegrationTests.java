package com.messageai.leadgen.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class HealthIntegrationTests {

    @LocalServerPort
    private int port;

    @Autowired
    private RedisHealthIndicator redis;

    @Test
    void namesThePartsAndTellsNoDetails() {
        JsonNode health = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();

        JsonNode parts = health.path("components");
        assertThat(parts.path("r2dbc").path("status").asString()).isEqualTo("UP");
        assertThat(parts.path("redis").path("status").asString()).isEqualTo("UP");
        assertThat(parts.path("streams").path("components").propertyNames())
                .contains("announcements", "caretaker", "feed", "rights-watch");
        assertThat(health.toString()).doesNotContain("details").doesNotContain("localhost");
    }

    @Test
    void aRedisThatDoesNotAnswerDegrades() {
        assertThat(redis.health().map(health -> health.getStatus()).block()).isEqualTo(Status.UP);
        LettuceConnectionFactory stopped = new LettuceConnectionFactory("localhost", 1);
        assertThat(new RedisHealthIndicator(new ReactiveStringRedisTemplate(stopped))
                        .health()
                        .map(health -> health.getStatus())
                        .block())
                .isEqualTo(Degraded.STATUS);
    }
}
