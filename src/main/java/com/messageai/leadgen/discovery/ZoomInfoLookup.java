package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.ProviderAnswer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** ZoomInfo's own lists of industries, states and the like: a search takes their ids, not their names. */
@Component
class ZoomInfoLookup {

    /** Those of technologies are long. */
    private static final int MOST_TERMS = 50_000;

    private static final Duration LIFE = Duration.ofDays(7);

    private final ZoomInfo api;
    private final KnownTerms known = new KnownTerms(LIFE);

    ZoomInfoLookup(ZoomInfo api) {
        this.api = api;
    }

    boolean configured() {
        return api.configured();
    }

    /** The whole list. @param field {@code industries} */
    Mono<Offer> list(String field, Patience patience) {
        return configured() ? known.find(field, "", ask(field), patience) : Mono.just(Offer.NOT_ASKED);
    }

    /** The whole list; fails where ZoomInfo can't be asked now. */
    Mono<List<Term>> listOrFail(String field) {
        return known.findOrFail(field, "", ask(field));
    }

    /** The name of a term; empty where it is not known. */
    Mono<String> name(String field, @Nullable String id) {
        return id == null
                ? Mono.empty()
                : list(field, new Patience())
                        .flatMapIterable(Offer::terms)
                        .filter(term -> term.id().equals(id))
                        .map(Term::name)
                        .next();
    }

    private Mono<List<Term>> ask(String field) {
        return api.lookup(field, ZoomInfoLookup::terms);
    }

    private static List<Term> terms(ProviderAnswer answer) {
        JsonNode data = answer.json().required("data");
        if (!data.isArray()) {
            throw new IllegalArgumentException("data is no list");
        }
        return data.valueStream()
                .limit(MOST_TERMS)
                .map(ZoomInfoLookup::term)
                // An id with a comma would be two in a search.
                .filter(term -> !term.id().isEmpty()
                        && term.id().length() <= 200
                        && !term.id().contains(","))
                .toList();
    }

    private static Term term(JsonNode row) {
        String id = Texts.line(row.path("id"));
        String name = Texts.line(row.path("attributes").path("name"));
        return new Term(id == null ? "" : id, name == null ? String.valueOf(id) : name);
    }
}
