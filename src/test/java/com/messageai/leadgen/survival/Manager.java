package com.messageai.leadgen.survival;

import com.messageai.leadgen.journey.Briefs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** The administrator of a team of its own, who uses the service over HTTP, at whatever instance answers. */
final class Manager {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT =
            new ParameterizedTypeReference<>() {};
    private static final String PASSWORD = "correct horse battery staple";

    private final Installation installation;
    private final String email = UUID.randomUUID() + "@survival.example";
    private volatile String bearer = "";

    private Manager(Installation installation) {
        this.installation = installation;
    }

    /** Founds a team by sign-up. */
    static Manager ofNewTeam(Installation installation) {
        var manager = new Manager(installation);
        manager.web()
                .post()
                .uri("/teams")
                .bodyValue(Map.of(
                        "name",
                        "Survivors",
                        "slug",
                        "t" + UUID.randomUUID(),
                        "admin",
                        Map.of("email", manager.email, "name", "Survivor", "password", PASSWORD)))
                .retrieve()
                .toBodilessEntity()
                .block(PATIENCE);
        manager.signIn();
        return manager;
    }

    void signIn() {
        JsonNode tokens = web().post()
                .uri("/auth/login")
                .bodyValue(Map.of("email", email, "password", PASSWORD))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(PATIENCE);
        bearer = "Bearer " + tokens.path("accessToken").asString();
    }

    private WebClient web() {
        List<Instance> serving = installation.serving();
        if (serving.isEmpty()) {
            throw new IllegalStateException("no instance answers");
        }
        return at(serving.getFirst());
    }

    private WebClient at(Instance instance) {
        return WebClient.builder()
                .baseUrl(instance.url() + "/api/v1")
                .defaultHeaders(headers -> {
                    if (!bearer.isEmpty()) {
                        headers.set("Authorization", bearer);
                    }
                })
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 << 20))
                .build();
    }

    JsonNode get(String path, Object... variables) {
        return web().get()
                .uri(path, variables)
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(PATIENCE);
    }

    JsonNode post(String path, Object body, Object... variables) {
        return web().post()
                .uri(path, variables)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .retrieve()
                .bodyToMono(JsonNode.class)
                .block(PATIENCE);
    }

    /** Sends the beginning of a file of people, and then nothing more, for as long as one lets it. */
    Disposable sendsForEver(String csv, Campaign campaign) {
        return web().post()
                .uri("/campaigns/{id}/prospects", campaign.id())
                .contentType(MediaType.parseMediaType("text/csv"))
                .body(Flux.just(csv).concatWith(Flux.never()), String.class)
                .retrieve()
                .toBodilessEntity()
                .onErrorComplete()
                .subscribe();
    }

    /** The status that this instance answers a request with. */
    int status(Instance instance, String path, Object... variables) {
        return at(instance)
                .get()
                .uri(path, variables)
                .exchangeToMono(response ->
                        response.releaseBody().thenReturn(response.statusCode().value()))
                .block(PATIENCE);
    }

    /**
     * A draft of a campaign that finds everybody on LinkedIn: the gateway shows 1,000 people of a search at most, so the
     * search is cut by seniority, which everybody has, and further where that is not enough.
     */
    Campaign draft(Map<String, Object> more) {
        String product =
                post("/products", Map.of("name", "CloudLedger")).path("id").asString();
        String icp =
                post("/icps", Briefs.engineeringLeaders(product)).path("id").asString();
        List<String> everybody = IntStream.rangeClosed(1, 10)
                .mapToObj(seniority -> "urn:li:seniority:" + seniority)
                .toList();
        Map<String, Object> body = new HashMap<>(Map.of(
                "icpId",
                icp,
                "name",
                "Everybody",
                "platforms",
                List.of("LINKEDIN"),
                "searchCriteria",
                Map.of("LINKEDIN", Map.of("seniorities", everybody)),
                "thresholds",
                Map.of("qualify", 0.6, "review", 0.45)));
        body.putAll(more);
        JsonNode campaign = post("/campaigns", body);
        return new Campaign(
                installation,
                this,
                UUID.fromString(get("/team").path("id").asString()),
                UUID.fromString(campaign.path("id").asString()));
    }

    /** The feed of a campaign at one instance, as long as that holds; only its end where there is no more to read. */
    Flux<ServerSentEvent<String>> events(Instance instance, UUID campaign, String lastEventId) {
        return at(instance)
                .get()
                .uri("/campaigns/{id}/events", campaign)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .headers(headers -> {
                    if (lastEventId != null) {
                        headers.set("Last-Event-ID", lastEventId);
                    }
                })
                .exchangeToFlux(response -> switch (response.statusCode().value()) {
                    case 200 -> response.bodyToFlux(EVENT);
                    case 204 ->
                        response.releaseBody()
                                .thenReturn(ServerSentEvent.<String>builder()
                                        .event("feed.end")
                                        .build())
                                .flux();
                    default -> response.<ServerSentEvent<String>>createError().flux();
                });
    }
}
