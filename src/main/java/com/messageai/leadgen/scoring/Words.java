package com.messageai.leadgen.scoring;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as lists of plain words: lower case, no accents, no punctuation but what belongs to a name (C++, C#, .NET). */
final class Words {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_OF_WORDS = Pattern.compile("[^\\p{L}\\p{N}+#]+");
    private static final int SHORTEST_STEM = 3;

    private Words() {}

    static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("ł", "l");
        return ACCENTS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD))
                .replaceAll("");
    }

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        for (String word : NOT_OF_WORDS.split(plain(text))) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** The same key for texts that differ in case, accents, punctuation and spaces only. */
    static String key(String text) {
        return String.join(" ", of(text));
    }

    static List<String> stems(String text) {
        return of(text).stream().map(Words::stem).toList();
    }

    /** As {@link #key}, also the same for singular and plural, scale and scaling. */
    static String stemmedKey(String text) {
        return String.join(" ", stems(text));
    }

    /** Whether the phrase stands in the text, word by word. */
    static boolean contains(List<String> text, List<String> phrase) {
        return !phrase.isEmpty() && Collections.indexOfSubList(text, phrase) >= 0;
    }

    /** A light stemmer: enough that scale, scaling and scaled meet, gentle enough that words of different sense don't. */
    static String stem(String word) {
        // British and American: optimisation, optimization.
        String stem = word.replace("isation", "ization");
        for (String ending : List.of("'s", "ings", "ing", "ies", "ied", "ed", "es", "s", "y", "e")) {
            if (stem.endsWith(ending)
                    && stem.length() - ending.length() >= SHORTEST_STEM
                    && !(ending.equals("s") && stem.endsWith("ss"))) {
                stem = stem.substring(0, stem.length() - ending.length());
                break;
            }
        }
        int end = stem.length() - 1;
        boolean doubled = end >= SHORTEST_STEM
                && stem.charAt(end) == stem.charAt(end - 1)
                && "bdgmnprt".indexOf(stem.charAt(end)) >= 0;
        return doubled ? stem.substring(0, end) : stem;
    }
}
