package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks up LinkedIn's URNs of titles, industries and places by their names, on LinkedIn's own API. */
@Component
class LinkedInTypeahead {

    private static final String ENDPOINT = "typeahead";
    private static final int MOST = 10;

    private final ProviderClient client;
    private final LinkedInFailures failures = new LinkedInFailures(Clock.systemUTC());
    private final KnownTerms known = new KnownTerms();

    LinkedInTypeahead(ProviderClients clients) {
        this.client = clients.api(LinkedInGateway.PROVIDER);
    }

    boolean configured() {
        return client.configured();
    }

    /**
     * The terms that the platform offers for these words, best first. Empty where it can't be asked now: a search by words is
     * always possible.
     *
     * @param facet {@code titles}, {@code industries}, {@code locations}
     */
    Mono<List<Term>> find(String facet, String words) {
        return configured() ? known.find(facet, words, ask(facet, words)) : Mono.just(List.of());
    }

    private Mono<List<Term>> ask(String facet, String words) {
        URI uri = URI.create(
                client.baseUrl() + "/rest/adTargetingEntities?q=typeahead&queryVersion=QUERY_USES_URNS&facet="
                        + RestLi.value("urn:li:adTargetingFacet:" + facet) + "&query=" + RestLi.value(words) + "&count="
                        + MOST);
        return client.call(
                ENDPOINT,
                CallKind.FREE,
                LinkedInHeaders.on(client.web().get().uri(uri), client.settings()),
                failures,
                LinkedInTypeahead::terms);
    }

    private static List<Term> terms(ProviderAnswer answer) {
        return answer.json()
                .required("elements")
                .valueStream()
                .limit(MOST)
                .map(element -> new Term(
                        element.path("urn").asString(""), element.path("name").asString("")))
                .filter(term -> term.id().startsWith("urn:li:") && term.id().length() <= 200)
                .toList();
    }
}
