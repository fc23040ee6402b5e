package com.messageai.leadgen.sandbox.people;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words of a title with the abbreviations spelled out, so that {@code VP Eng} and {@code Vice President, Engineering} are
 * the same. What merely contains a title ({@code Assistant to the CTO}) contains its words too, as in any such search.
 */
public final class TitleWords {

    private static final Map<String, String> LONG = Map.ofEntries(
            Map.entry("cto", "chief technology officer"),
            Map.entry("ceo", "chief executive officer"),
            Map.entry("cfo", "chief financial officer"),
            Map.entry("coo", "chief operating officer"),
            Map.entry("cio", "chief information officer"),
            Map.entry("cmo", "chief marketing officer"),
            Map.entry("ciso", "chief information security officer"),
            Map.entry("chro", "chief human resources officer"),
            Map.entry("hr", "human resources"),
            Map.entry("vp", "vice president"),
            Map.entry("svp", "senior vice president"),
            Map.entry("evp", "executive vice president"),
            Map.entry("eng", "engineering"),
            Map.entry("sr", "senior"),
            Map.entry("mgr", "manager"),
            Map.entry("dir", "director"),
            Map.entry("ecommerce", "e commerce"));
    private static final Set<String> FILLERS =
            Set.of("of", "the", "and", "for", "to", "at", "in", "a", "der", "de", "des");

    private TitleWords() {}

    public static Set<String> of(String title) {
        String plain = title.toLowerCase(Locale.ROOT)
                .replace("c.t.o.", "cto")
                .replace("v.p.", "vp")
                .replace("chief technical officer", "chief technology officer");
        Set<String> words = new HashSet<>();
        for (String word : plain.split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty() && !FILLERS.contains(word)) {
                words.addAll(Set.of(LONG.getOrDefault(word, word).split(" ")));
            }
        }
        return words;
    }
}
