package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks up Meta's targeting ids by their names, on Meta's own API. */
@Component
class FacebookTargeting {

    private static final String ENDPOINT = "targeting";
    private static final int MOST = 10;

    private final ProviderClient client;
    private final FacebookFailures failures = new FacebookFailures();
    private final KnownTerms known = new KnownTerms();

    FacebookTargeting(ProviderClients clients) {
        this.client = clients.api(FacebookGateway.PROVIDER);
    }

    boolean configured() {
        return client.configured();
    }

    /**
     * What Meta offers for these words, best first. Empty where it can't be asked now.
     *
     * @param type {@code adworkposition}, {@code adinterest}, {@code adTargetingCategory&class=industries}
     */
    Mono<List<Term>> find(String type, String words) {
        return configured() ? known.find(type, words, ask(type, words)) : Mono.just(List.of());
    }

    private Mono<List<Term>> ask(String type, String words) {
        String version = client.settings().version() == null
                ? FacebookGateway.VERSION
                : client.settings().version();
        URI uri = URI.create(client.baseUrl() + "/" + version + "/search?type=" + type + "&q=" + RestLi.value(words)
                + "&limit=" + MOST);
        return client.call(ENDPOINT, CallKind.FREE, client.web().get().uri(uri), failures, FacebookTargeting::terms);
    }

    private static List<Term> terms(ProviderAnswer answer) {
        return answer.json()
                .required("data")
                .valueStream()
                .limit(MOST)
                .map(one ->
                        new Term(one.path("id").asString(""), one.path("name").asString("")))
                .filter(term -> !term.id().isEmpty() && term.id().length() <= 100)
                .toList();
    }
}
