package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * LinkedIn's vocabulary of targeting, on LinkedIn's own API: the URNs of titles, industries, places, interests by their
 * names, its closed lists, and the names of URNs. What it does not answer is never a failure here: a search by words, or by
 * the tables, is always possible.
 */
@Component
class LinkedInTypeahead {

    static final String FACET = "urn:li:adTargetingFacet:";

    private static final String TYPEAHEAD = "typeahead";
    private static final String FACETS = "facets";
    private static final int MOST = 10;
    private static final int MOST_OF_A_LIST = 100;
    private static final int BATCH = 50;

    private final ProviderClient client;
    private final LinkedInFailures failures = new LinkedInFailures(Clock.systemUTC());
    private final KnownTerms known = new KnownTerms();

    LinkedInTypeahead(ProviderClients clients) {
        this.client = clients.api(LinkedInGateway.PROVIDER);
    }

    boolean configured() {
        return client.configured();
    }

    /** What LinkedIn offers for these words. @param facet {@code titles}, {@code industries}, {@code locations}, … */
    Mono<Offer> find(String facet, String words, Patience patience) {
        String query = "q=typeahead&queryVersion=QUERY_USES_URNS&facet=" + RestLi.value(FACET + facet) + "&query="
                + RestLi.value(words) + "&count=" + MOST;
        return asked(facet, words, entities(TYPEAHEAD, query, MOST), patience);
    }

    /** A closed list as a whole: {@code seniorities}, {@code jobFunctions}, {@code staffCountRanges}. */
    Mono<Offer> all(String facet, Patience patience) {
        String query = "q=adTargetingFacet&queryVersion=QUERY_USES_URNS&facet=" + RestLi.value(FACET + facet)
                + "&count=" + MOST_OF_A_LIST;
        return asked("all " + facet, "", entities(FACETS, query, MOST_OF_A_LIST), patience);
    }

    /** The facets by which an audience can be targeted now, by their names: {@code profileLocations}. */
    Mono<Offer> facets(Patience patience) {
        Mono<List<Term>> ask = Mono.defer(() -> client.call(
                FACETS,
                CallKind.FREE,
                LinkedInHeaders.get(
                        client.web(),
                        client.baseUrl() + "/rest/adTargetingFacets",
                        "start=0&count=" + MOST_OF_A_LIST,
                        client.settings()),
                failures,
                answer -> answer.json()
                        .required("elements")
                        .valueStream()
                        .limit(MOST_OF_A_LIST)
                        .map(one -> new Term(
                                one.path("adTargetingFacetUrn").asString(""),
                                one.path("facetName").asString("")))
                        .filter(LinkedInTypeahead::isTerm)
                        .toList()));
        return asked("facets", "", ask, patience);
    }

    /** The names that LinkedIn has for these URNs; without those that it does not know. Empty where it can't be asked. */
    Mono<Map<String, String>> names(Collection<String> urns, Patience patience) {
        List<String> all = List.copyOf(urns);
        return Flux.fromStream(IntStream.iterate(0, from -> from < all.size(), from -> from + BATCH)
                        .mapToObj(from -> all.subList(from, Math.min(from + BATCH, all.size()))))
                .concatMap(batch -> asked(
                        "urns",
                        String.join(" ", batch),
                        entities(FACETS, "q=urns&queryVersion=QUERY_USES_URNS&urns=" + RestLi.list(batch), BATCH),
                        patience))
                .reduce(new LinkedHashMap<>(), (names, offer) -> {
                    offer.terms().forEach(term -> names.put(term.id(), term.name()));
                    return names;
                });
    }

    private Mono<Offer> asked(String kind, String words, Mono<List<Term>> ask, Patience patience) {
        return configured() ? known.find(kind, words, ask, patience) : Mono.just(Offer.NOT_ASKED);
    }

    private Mono<List<Term>> entities(String endpoint, String query, int most) {
        return Mono.defer(() -> client.call(
                endpoint,
                CallKind.FREE,
                LinkedInHeaders.get(
                        client.web(), client.baseUrl() + "/rest/adTargetingEntities", query, client.settings()),
                failures,
                answer -> terms(answer, most)));
    }

    private static List<Term> terms(ProviderAnswer answer, int most) {
        return answer.json()
                .required("elements")
                .valueStream()
                .limit(most)
                .map(element -> new Term(
                        element.path("urn").asString(""), element.path("name").asString("")))
                .filter(LinkedInTypeahead::isTerm)
                .toList();
    }

    private static boolean isTerm(Term term) {
        return term.id().startsWith("urn:li:")
                && term.id().length() <= 200
                && term.name().length() <= 300;
    }
}
