package com.messageai.leadgen.journey;

import com.messageai.leadgen.team.NewUser;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.Teams;
import com.messageai.leadgen.team.Users;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Somebody who uses the service over HTTP, in a team of its own. */
final class Visitor {

    static final Duration PATIENCE = Duration.ofSeconds(120);

    private final WebClient web;
    private final TeamId team;

    private Visitor(WebClient web, TeamId team) {
        this.web = web;
        this.team = team;
    }

    /** A new team with one user of this role, signed in. */
    static Visitor ofNewTeam(int port, Teams teams, Users users, Role role) {
        String slug = "t" + UUID.randomUUID();
        TeamId team = teams.establish("Team " + slug, slug).block(PATIENCE);
        return join(port, users, team, role);
    }

    /** A further user of the same team. */
    Visitor colleague(int port, Users users, Role role) {
        return join(port, users, team, role);
    }

    private static Visitor join(int port, Users users, TeamId team, Role role) {
        String email = UUID.randomUUID() + "@journey.example";
        users.establish(team, new NewUser(email, "Journey " + role, role, "correct horse battery staple"))
                .block(PATIENCE);
        WebClient web = WebClient.builder()
                .baseUrl("http://localhost:" + port + "/api/v1")
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 * 1024 * 1024))
                .build();
        JsonNode tokens = web.post()
                .uri("/auth/login")
                .bodyValue(Map.of("email", email, "password", "correct horse battery staple"))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(PATIENCE);
        String bearer = "Bearer " + tokens.get("accessToken").asString();
        return new Visitor(web.mutate().defaultHeader("Authorization", bearer).build(), team);
    }

    TeamId team() {
        return team;
    }

    JsonNode get(String path, Object... variables) {
        return web.get()
                .uri(path, variables)
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(PATIENCE);
    }

    JsonNode post(String path, Object body, Object... variables) {
        return web.post()
                .uri(path, variables)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(PATIENCE);
    }

    JsonNode patch(String path, Object body, Object... variables) {
        return web.patch()
                .uri(path, variables)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(PATIENCE);
    }

    /** An order without a body, such as {@code start}. */
    JsonNode order(String path, Object... variables) {
        return web.post()
                .uri(path, variables)
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(PATIENCE);
    }

    /** The status of an answer that is expected to be a refusal, and its problem code. */
    Refusal refused(String method, String path, Object body, Object... variables) {
        return web.method(org.springframework.http.HttpMethod.valueOf(method))
                .uri(path, variables)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchangeToMono(Visitor::refusal)
                .block(PATIENCE);
    }

    record Refusal(int status, String code) {}

    private static Mono<Refusal> refusal(ClientResponse response) {
        return response.bodyToMono(JsonNode.class)
                .map(body -> new Refusal(
                        response.statusCode().value(), body.path("code").asString("")))
                .defaultIfEmpty(new Refusal(response.statusCode().value(), ""));
    }

    JsonNode upload(String path, String csv, Object... variables) {
        return web.post()
                .uri(path, variables)
                .contentType(MediaType.parseMediaType("text/csv"))
                .bodyValue(csv)
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(PATIENCE);
    }

    /** Sends the beginning of a file and vanishes. */
    void uploadBroken(String path, String csv, Object... variables) {
        web.post()
                .uri(path, variables)
                .contentType(MediaType.parseMediaType("text/csv"))
                .body(Flux.just(csv).concatWith(Mono.error(new IllegalStateException("gone"))), String.class)
                .retrieve()
                .toBodilessEntity()
                .onErrorComplete()
                .block(PATIENCE);
    }

    /** The feed of a campaign to its end, or as long as one listens. */
    Flux<ServerSentEvent<String>> events(String campaign, String lastEventId) {
        return web.get()
                .uri("/campaigns/{id}/events", campaign)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .headers(headers -> {
                    if (lastEventId != null) {
                        headers.set("Last-Event-ID", lastEventId);
                    }
                })
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() {});
    }
}
