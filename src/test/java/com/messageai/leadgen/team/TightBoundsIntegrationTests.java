package com.messageai.leadgen.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.ServiceTest;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
@TestPropertySource(
        properties = {
            "leadgen.security.limits.user=5",
            "leadgen.security.sign-up=true",
            "leadgen.security.cors-origins=https://app.example",
            "leadgen.server.request-timeout=1s"
        })
class TightBoundsIntegrationTests {

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    @Test
    void refusesMoreRequestsThanAUserMaySendAndSaysWhenToComeBack() {
        TestTeam team = TestTeam.found(context);
        WebTestClient client = team.as(Role.VIEWER);
        for (int left = 4; left >= 0; left--) {
            client.get()
                    .uri("/api/v1/me")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("RateLimit-Limit", "5")
                    .expectHeader()
                    .valueEquals("RateLimit-Remaining", left);
        }
        client.get()
                .uri("/api/v1/me")
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .value(
                        "Retry-After",
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 12))
                .expectHeader()
                .valueEquals("RateLimit-Remaining", "0")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("too-many-requests");
        team.as(Role.ADMIN).get().uri("/api/v1/me").exchange().expectStatus().isOk();
    }

    @Test
    void foundsATeamWithItsFirstAdministrator() {
        WebTestClient client = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(60))
                .build();
        String slug = "founded-" + Ids.next();
        Map<String, Object> body = Map.of(
                "name",
                "New",
                "slug",
                slug,
                "admin",
                Map.of("email", slug + "@example.com", "name", "Nora", "password", "long enough"));
        client.post()
                .uri("/api/v1/teams")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Location", "/api/v1/team");
        client.post()
                .uri("/api/v1/teams")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        String token = client.post()
                .uri("/api/v1/auth/login")
                .bodyValue(Map.of("email", slug + "@example.com", "password", "long enough"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .get("accessToken")
                .asString();
        client.get()
                .uri("/api/v1/me")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectBody()
                .jsonPath("$.role")
                .isEqualTo("ADMIN");
    }

    @Test
    void letsNamedOriginsInOnly() {
        WebTestClient client =
                WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
        client.options()
                .uri("/api/v1/me")
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "PATCH")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "https://app.example");
        client.options()
                .uri("/api/v1/me")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "PATCH")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void disconnectsASenderThatDrips() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1000\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("request-timeout");
        }
    }
}
