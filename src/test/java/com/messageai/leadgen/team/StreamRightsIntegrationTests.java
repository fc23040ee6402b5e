package com.messageai.leadgen.team;

import com.messageai.leadgen.support.ServiceTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

@ServiceTest
class StreamRightsIntegrationTests {

    /** Half a second until it is seen, and some for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @Autowired
    private ApplicationContext context;

    private TestTeam team;

    @BeforeEach
    void foundATeam() {
        team = TestTeam.found(context);
    }

    private String ticket(WebTestClient client) {
        return client.post()
                .uri("/api/v1/auth/tickets")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .get("ticket")
                .asString();
    }

    private WebTestClient.ResponseSpec events(WebTestClient client, String query) {
        return client.get()
                .uri("/api/v1/events" + query)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange();
    }

    private static Flux<String> stream(WebTestClient.ResponseSpec response) {
        return response.expectStatus().isOk().returnResult(String.class).getResponseBody();
    }

    @Test
    void aTicketOpensOneStream() {
        String ticket = ticket(team.as(Role.VIEWER));
        stream(events(team.anonymous(), "?ticket=" + ticket))
                .as(StepVerifier::create)
                .thenCancel()
                .verify(SOON);
        events(team.anonymous(), "?ticket=" + ticket).expectStatus().isUnauthorized();
        events(team.anonymous(), "?ticket=nonsense").expectStatus().isUnauthorized();
    }

    @Test
    void aStreamEndsWhenItsSessionEnds() {
        WebTestClient client = team.as(Role.VIEWER);
        Flux<String> stream = stream(events(client, ""));
        StepVerifier.create(stream.then())
                .then(() -> client.post()
                        .uri("/api/v1/auth/logout")
                        .exchange()
                        .expectStatus()
                        .isNoContent())
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void aStreamEndsWhenTheRoleChanges() {
        Flux<String> stream = stream(events(team.as(Role.SALES_MANAGER), ""));
        StepVerifier.create(stream.then())
                .then(() -> team.as(Role.ADMIN)
                        .patch()
                        .uri("/api/v1/users/" + team.user(Role.SALES_MANAGER))
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("role", "VIEWER"))
                        .exchange()
                        .expectStatus()
                        .isOk())
                .expectComplete()
                .verify(SOON);
    }
}
