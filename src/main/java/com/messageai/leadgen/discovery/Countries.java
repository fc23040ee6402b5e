package com.messageai.leadgen.discovery;

import com.messageai.leadgen.prospect.Profile.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Countries by what people call them, and places taken apart. */
final class Countries {

    private static final Map<String, String> CODES = new HashMap<>();

    static {
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            CODES.put(code.toLowerCase(Locale.ROOT), code);
            for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.of("es"), country)) {
                CODES.putIfAbsent(country.getDisplayCountry(language).toLowerCase(Locale.ROOT), code);
            }
        }
        Map.of(
                        "usa", "US",
                        "u.s.", "US",
                        "u.s.a.", "US",
                        "united states of america", "US",
                        "uk", "GB",
                        "great britain", "GB",
                        "england", "GB",
                        "korea", "KR",
                        "hong kong sar", "HK",
                        "uae", "AE")
                .forEach(CODES::put);
        CODES.put("the netherlands", "NL");
        CODES.put("holland", "NL");
        CODES.put("deutschland", "DE");
        CODES.put("österreich", "AT");
        CODES.put("schweiz", "CH");
        CODES.put("españa", "ES");
        CODES.put("italia", "IT");
    }

    private Countries() {}

    /** Reads the names of all countries, as loading this class does. */
    static void load() {}

    /** ISO 3166 alpha-2 of a country's code or name; null where it is none. */
    static @Nullable String code(@Nullable String name) {
        return name == null ? null : CODES.get(name.strip().toLowerCase(Locale.ROOT));
    }

    /** A place from its parts; null where nothing is known. */
    static @Nullable Place place(@Nullable String city, @Nullable String region, @Nullable String country) {
        String text = Texts.line(String.join(
                ", ",
                Arrays.stream(new @Nullable String[] {Texts.line(city), Texts.line(region), Texts.line(country)})
                        .filter(part -> part != null)
                        .toList()));
        return text == null ? null : new Place(text, Texts.line(city), Texts.line(region), code(country));
    }

    /** A place from how it is shown: {@code Austin, Texas, United States}. What is not sure stays unknown. */
    static @Nullable Place place(@Nullable String shown) {
        String text = Texts.line(shown);
        if (text == null) {
            return null;
        }
        List<String> parts = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        // A state's abbreviation is not a country: CA is California here.
        String last = parts.isEmpty() ? "" : parts.getLast();
        String country = parts.size() > 1 && last.length() == 2 ? null : code(last);
        if (country == null) {
            return Place.of(text);
        }
        return new Place(
                text,
                parts.size() > 1 ? parts.getFirst() : null,
                parts.size() > 2 ? parts.get(parts.size() - 2) : null,
                country);
    }
}
