package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.Profile.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The country of a place, from its code or from the last part of its text. */
final class Regions {

    private static final Map<String, String> BY_NAME = byName();

    private Regions() {}

    /** To be called at the start: the platform reads the names of countries from files. */
    static void load() {
        of(Place.of(""));
    }

    /** ISO 3166 alpha-2, null where the place does not tell. */
    static @Nullable String of(@Nullable Place place) {
        if (place == null) {
            return null;
        }
        if (place.country() != null && place.country().length() == 2) {
            return place.country().toUpperCase(Locale.ROOT);
        }
        List<String> parts = Arrays.asList(place.text().split(","));
        return BY_NAME.get(parts.getLast().strip().toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> byName() {
        Map<String, String> names = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            names.put(Locale.of("", code).getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
        }
        // Atlanta, Georgia is met far more often than the country.
        names.remove("georgia");
        // Codes by themselves are left out: in "Austin, TX, CA" or "Atlanta, GA" they are states.
        names.putAll(Map.of(
                "usa", "US",
                "us", "US",
                "u.s.", "US",
                "united states of america", "US",
                "uk", "GB",
                "england", "GB",
                "scotland", "GB",
                "the netherlands", "NL",
                "czech republic", "CZ",
                "turkey", "TR"));
        return Map.copyOf(names);
    }
}
