package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClients;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks up Meta's targeting ids by their names, on Meta's own API. What it does not answer is never a failure here. */
@Component
class FacebookTargeting {

    private static final String ENDPOINT = "targeting";
    private static final int MOST = 10;
    private static final int MOST_SEGMENTS = 50;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Graph graph;
    private final KnownTerms known = new KnownTerms();

    FacebookTargeting(ProviderClients clients) {
        this.graph = new Graph(clients.api(FacebookGateway.PROVIDER));
    }

    boolean configured() {
        return graph.configured();
    }

    /**
     * What Meta offers for these words.
     *
     * @param type {@code adworkposition}, {@code adinterest}, {@code adTargetingCategory&class=industries}
     */
    Mono<Offer> find(String type, String words, Patience patience) {
        return asked(
                type,
                words,
                "search?type=" + type + "&q=" + RestLi.value(words) + "&limit=" + MOST,
                one -> true,
                patience);
    }

    /** Towns and regions of that name in a country, by their keys. @param country ISO 3166; @param kind {@code city}, {@code region} */
    Mono<Offer> places(String kind, String name, String country, Patience patience) {
        return asked(
                kind + " " + country,
                name,
                "search?type=adgeolocation&location_types=" + RestLi.value("[\"" + kind + "\"]") + "&country_code="
                        + country + "&q=" + RestLi.value(name) + "&limit=" + MOST,
                one -> one.path("type").asString("").equals(kind)
                        && one.path("country_code").asString("").equalsIgnoreCase(country),
                patience);
    }

    /** Behaviours, among them Meta's segments for businesses: {@code Business decision makers}. */
    Mono<Offer> segments(String words, Patience patience) {
        return asked(
                "segments",
                words,
                graph.account() + "/targetingsearch?q=" + RestLi.value(words) + "&limit_type=behaviors&limit="
                        + MOST_SEGMENTS,
                one -> one.path("type").asString("behaviors").equals("behaviors"),
                patience);
    }

    /** Those interests that Meta still has under their id; all where it can't be asked: Meta merges interests now and then. */
    Mono<List<Term>> valid(Collection<Term> interests, Patience patience) {
        if (interests.isEmpty()) {
            return Mono.just(List.of());
        }
        List<String> ids = interests.stream().map(Term::id).toList();
        return asked(
                        "valid",
                        String.join(" ", ids),
                        "search?type=adinterestvalid&interest_fbid_list=" + RestLi.value(JSON.writeValueAsString(ids))
                                + "&limit=" + ids.size(),
                        one -> one.path("valid").asBoolean(false),
                        patience)
                .map(offer -> {
                    Set<String> still = offer.terms().stream().map(Term::id).collect(Collectors.toSet());
                    return interests.stream()
                            .filter(term -> !offer.asked() || still.contains(term.id()))
                            .toList();
                });
    }

    private Mono<Offer> asked(String kind, String words, String path, Predicate<JsonNode> wanted, Patience patience) {
        return graph.configured()
                ? known.find(kind, words, graph.get(ENDPOINT, path, answer -> terms(answer, wanted)), patience)
                : Mono.just(Offer.NOT_ASKED);
    }

    private static List<Term> terms(ProviderAnswer answer, Predicate<JsonNode> wanted) {
        return answer.json()
                .required("data")
                .valueStream()
                .limit(MOST_SEGMENTS)
                .filter(wanted)
                .map(one -> new Term(
                        // Places have a key, all else an id.
                        one.path("id").asString(one.path("key").asString("")),
                        one.path("name").asString("")))
                .filter(term -> term.id().matches("[A-Za-z0-9:_-]{1,100}"))
                .filter(term -> term.name().length() <= 300)
                .toList();
    }

    /** The number of employees that a segment names, {@code Company size: 10-200 employees}; null where it names none. */
    static @Nullable HeadCount size(Term segment) {
        String name = segment.name().toLowerCase(Locale.ROOT);
        int colon = name.indexOf(':');
        return name.startsWith("company size") && colon > 0
                ? HeadCount.parse(name.substring(colon + 1).strip())
                : null;
    }
}
