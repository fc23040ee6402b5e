package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.Credits;
import com.messageai.leadgen.provider.Probe;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Hunter's e-mail finder and verifier; its account is free to look at. */
@Component
class Hunter implements Probe {

    /** Many calls are turned away at a time: one look at the account serves them all. */
    private static final Duration ACCOUNT_HOLDS = Duration.ofSeconds(5);

    private final ProviderClient client;
    private final HunterFailures failures = new HunterFailures();
    private final EnrichmentProperties settings;
    private final Clock clock;
    private final Mono<Boolean> creditsLeft;

    Hunter(ProviderClients clients, EnrichmentProperties settings, Clock clock) {
        this.client = clients.api("hunter");
        this.settings = settings;
        this.clock = clock;
        this.creditsLeft = Mono.defer(this::askAccount)
                .cache(answer -> ACCOUNT_HOLDS, error -> Duration.ZERO, () -> Duration.ZERO);
    }

    @Override
    public ProviderClient client() {
        return client;
    }

    @Override
    public Mono<Credits> look() {
        return client.call(
                "account",
                CallKind.FREE,
                request("/v2/account", Map.of()),
                failures,
                answer -> HunterAnswers.credits(answer.json()));
    }

    @Override
    public boolean tellsCredits() {
        return true;
    }

    boolean configured() {
        return client.configured();
    }

    Mono<Answer> find(Map<String, String> who) {
        Map<String, String> parameters = new LinkedHashMap<>(who);
        // Its own limit ends before ours, so that it answers rather than leaves us in doubt.
        long seconds = Math.clamp(client.settings().timeout().toSeconds() - 2, 3, 20);
        parameters.put("max_duration", Long.toString(seconds));
        return get("finder", "/v2/email-finder", parameters, answer -> {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            return HunterAnswers.found(
                    answer.json(), today.minusDays(settings.verificationAge().toDays()));
        });
    }

    Mono<Answer> verify(String email) {
        return get("verifier", "/v2/email-verifier", Map.of("email", email), HunterAnswers::verified);
    }

    private Mono<Answer> get(
            String endpoint, String path, Map<String, String> parameters, Function<ProviderAnswer, Answer> reader) {
        return Mono.defer(() -> client.call(
                endpoint,
                CallKind.PAID,
                request(path, parameters),
                failures,
                reader,
                answer -> answer.status() == 403 || answer.status() == 429
                        ? limitOrEnd(endpoint, answer)
                        : Mono.empty()));
    }

    private Mono<ProviderFailure> limitOrEnd(String endpoint, ProviderAnswer answer) {
        return creditsLeft
                .<ProviderFailure>map(left -> left
                        ? new ProviderFailure.RateLimited("hunter", endpoint, HunterFailures.THROTTLED)
                        : new ProviderFailure.OutOfCredits("hunter", endpoint))
                .onErrorResume(error -> Mono.justOrEmpty(failures.failure(endpoint, answer)));
    }

    /** Free, and part of the call that is in doubt: it takes no quota of its own. */
    private Mono<Boolean> askAccount() {
        return request("/v2/account", Map.of())
                .exchangeToMono(response -> response.statusCode().is2xxSuccessful()
                        ? response.bodyToMono(JsonNode.class)
                        : response.releaseBody()
                                .then(Mono.error(new ProviderFailure.Unavailable(
                                        "hunter",
                                        "account",
                                        "status " + response.statusCode().value()))))
                .map(account -> HunterAnswers.credits(account).remaining() > 0);
    }

    private RequestHeadersSpec<?> request(String path, Map<String, String> parameters) {
        String query = parameters.keySet().stream()
                .map(name -> name + "={" + name + "}")
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
        return client.web().get().uri(path + query, parameters);
    }
}
