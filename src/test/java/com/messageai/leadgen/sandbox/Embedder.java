package com.messageai.leadgen.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Pseudo-embeddings: each word, its stem, its pieces and the theme it belongs to add a few signed marks at places that its
 * hash gives, so that texts with common words, or words of a common theme, come out similar. Unit length, and the same in
 * every process.
 */
final class Embedder {

    private static final int MARKS = 12;
    private static final Set<String> EMPTY = Set.of(
            "a",
            "an",
            "the",
            "of",
            "to",
            "and",
            "or",
            "in",
            "on",
            "at",
            "for",
            "with",
            "is",
            "are",
            "was",
            "i",
            "we",
            "my",
            "our",
            "that",
            "this",
            "it",
            "be",
            "by",
            "as",
            "from",
            "now",
            "all",
            "so",
            "than",
            "what",
            "who",
            "and/or",
            "target",
            "title",
            "titles",
            "company",
            "interests",
            "signals");
    private static final Map<String, String> THEMES = themes();

    private static Map<String, String> themes() {
        Map<String, String> themes = new HashMap<>();
        List.of(
                        "cloud devops kubernetes infrastructure platform sre reliability deployment terraform aws azure docker"
                                + " observability microservice release scalability scale load cluster incident",
                        "cost bill spend budget saving finops margin price expense cash",
                        "cto chief officer executive head vice president vp director leader leadership",
                        "engineer engineering developer software technology technical architect programmer code",
                        "marketing brand campaign advertising seo social content growth acquisition attribution customer",
                        "commerce retail shop store shopify cart checkout merchant consumer ecommerce",
                        "hr human people personnel recruit recruiting hiring talent employee retention workforce staff personal",
                        "manufacturing production plant factory industrial machine lean shift supply logistics",
                        "sales seller revenue pipeline prospect account quota deal crm",
                        "security compliance audit risk privacy trust threat",
                        "data analytics machine learning model intelligence ai warehouse dashboard",
                        "finance financial accounting controller treasury tax invoice cfo",
                        "saas software b2b startup subscription product",
                        "health clinical patient medical hospital physician trial",
                        "usa states america texas california york francisco austin boston seattle",
                        "germany deutschland berlin münchen hamburg stuttgart dach austria switzerland zürich wien")
                .forEach(theme -> {
                    String name = "theme:" + theme.substring(0, theme.indexOf(' '));
                    for (String word : theme.split(" ")) {
                        themes.putIfAbsent(stem(word), name);
                    }
                });
        return themes;
    }

    private Embedder() {}

    static float[] embed(String text, int dimensions) {
        double[] sum = new double[dimensions];
        mark(sum, "bias", 0.35);
        String before = "";
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}+#]+")) {
            if (word.isEmpty() || EMPTY.contains(word)) {
                continue;
            }
            String stem = stem(word);
            mark(sum, stem, 1);
            if (!before.isEmpty()) {
                mark(sum, before + " " + stem, 0.4);
            }
            for (int i = 0; i + 4 <= stem.length(); i++) {
                mark(sum, "~" + stem.substring(i, i + 4), 0.35);
            }
            String theme = THEMES.get(stem);
            if (theme != null) {
                mark(sum, theme, 0.8);
            }
            before = stem;
        }
        return unit(sum);
    }

    private static String stem(String word) {
        for (String ending : List.of("ations", "ation", "ings", "ing", "ers", "ies", "ed", "er", "es", "s", "e")) {
            if (word.length() - ending.length() >= 4 && word.endsWith(ending)) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }

    private static void mark(double[] sum, String feature, double weight) {
        long state = 0xcbf29ce484222325L;
        for (int i = 0; i < feature.length(); i++) {
            state = (state ^ feature.charAt(i)) * 0x100000001b3L;
        }
        for (int i = 0; i < MARKS; i++) {
            state += 0x9E3779B97F4A7C15L;
            long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            mixed ^= mixed >>> 31;
            sum[(int) Long.remainderUnsigned(mixed, sum.length)] += (mixed & (1L << 40)) == 0 ? weight : -weight;
        }
    }

    private static float[] unit(double[] sum) {
        double square = 0;
        for (double value : sum) {
            square += value * value;
        }
        double length = square == 0 ? 1 : Math.sqrt(square);
        float[] unit = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            unit[i] = (float) (sum[i] / length);
        }
        return unit;
    }
}
