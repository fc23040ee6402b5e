package com.messageai.leadgen.discovery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Places as ZoomInfo's search takes them: countries by name, states and metropolitan regions by the ids of its lists
 * ({@code usa.california.sanfrancisco}). The three are criteria of their own, and criteria are AND: a search has one of them.
 */
final class ZoomInfoPlaces {

    private static final Map<String, String> SQUASHED = squashed();

    private final List<Term> countries;
    private final List<Term> states;
    private final List<Term> metros;

    private ZoomInfoPlaces(List<Term> countries, List<Term> states, List<Term> metros) {
        this.countries = countries;
        this.states = states;
        this.metros = metros;
    }

    /** Reads the names of all countries, as loading this class does. */
    static void load() {}

    static Mono<ZoomInfoPlaces> by(ZoomInfoLookup lookup, Patience patience) {
        return Flux.just("countries", "states", "metro-regions")
                .concatMap(list -> lookup.list(list, patience))
                .map(Offer::terms)
                .collectList()
                .map(lists -> new ZoomInfoPlaces(lists.get(0), lists.get(1), lists.get(2)));
    }

    /**
     * A place of an ICP.
     *
     * @param countries ISO 3166 codes of the countries that it is, or lies in
     * @param state and {@code metro} the id of ZoomInfo's, where the place is one
     */
    record Spot(
            String name,
            List<String> countries,
            boolean isCountry,
            @Nullable Term state,
            @Nullable Term metro) {}

    Spot find(String place) {
        String code = Countries.code(place);
        if (code != null) {
            return new Spot(place, List.of(code), true, null, null);
        }
        List<String> known = LinkedInVocabulary.GEOS.countries(LinkedInVocabulary.GEOS.urns(place));
        if (known.size() > 1) {
            return new Spot(place, known, true, null, null);
        }
        List<String> parts = Arrays.stream(place.split(",")).map(String::strip).toList();
        List<String> around = Stream.of(
                        parts.stream().skip(1).map(Countries::code).filter(Objects::nonNull),
                        known.stream(),
                        LinkedInVocabulary.GEOS.countries(LinkedInVocabulary.GEOS.around(place)).stream())
                .flatMap(codes -> codes)
                .limit(1)
                .toList();
        Term metro = named(metros, parts.getFirst(), around).orElse(null);
        Term state = parts.stream()
                .flatMap(part -> named(states, part, around).stream())
                .findFirst()
                .orElse(null);
        return new Spot(place, around.isEmpty() ? countryOf(state, metro) : around, false, state, metro);
    }

    /** As ZoomInfo calls the country; in English where it has not said. */
    String country(String code) {
        return countries.stream()
                .map(Term::name)
                .filter(name -> code.equals(Countries.code(name)) && !name.contains(","))
                .findFirst()
                .orElseGet(() -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH));
    }

    /** The ids of all states of a country, always in the same order. */
    static List<String> statesOf(String country, List<Term> states) {
        String code = Countries.code(country);
        return states.stream()
                .map(Term::id)
                .filter(id -> code != null && code.equals(countryOf(id)))
                .sorted()
                .toList();
    }

    private static Optional<Term> named(List<Term> terms, String name, List<String> within) {
        String plain = LinkedInVocabulary.plain(name);
        return terms.stream()
                .filter(term -> LinkedInVocabulary.plain(term.name()).equals(plain))
                // There is a Georgia on either side of the ocean.
                .filter(term -> within.isEmpty() || within.contains(String.valueOf(countryOf(term.id()))))
                .findFirst();
    }

    private static List<String> countryOf(@Nullable Term state, @Nullable Term metro) {
        return Stream.of(Optional.ofNullable(state), Optional.ofNullable(metro))
                .flatMap(Optional::stream)
                .map(term -> countryOf(term.id()))
                .filter(Objects::nonNull)
                .limit(1)
                .toList();
    }

    /** {@code usa.texas} begins with its country, written in one word. */
    private static @Nullable String countryOf(String id) {
        int dot = id.indexOf('.');
        String country = dot < 0 ? id : id.substring(0, dot);
        String code = Countries.code(country);
        return code != null ? code : SQUASHED.get(country.toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> squashed() {
        Map<String, String> codes = new TreeMap<>();
        for (String code : Locale.getISOCountries()) {
            String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT);
            codes.put(name.replaceAll("[^\\p{L}]", ""), code);
        }
        return codes;
    }
}
