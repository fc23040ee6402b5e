package com.messageai.leadgen.scoring;

import com.messageai.leadgen.embedding.Calibration;
import com.messageai.leadgen.embedding.Vectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How near texts are in meaning, in basis points: the calibrated cosine of vectors that are at hand. */
final class Meaning {

    static final Meaning NONE = new Meaning("none", new Calibration("none", 0, 1), Map.of());

    private final String model;
    private final Calibration calibration;
    private final Map<String, float[]> vectors;
    private final Map<String, Map<String, Integer>> known = new HashMap<>();

    Meaning(String model, Calibration calibration, Map<String, float[]> vectors) {
        this.model = model;
        this.calibration = calibration;
        this.vectors = vectors;
    }

    String model() {
        return model;
    }

    /** 0 where a text has no vector: what was not looked at is not near. */
    int similarity(String first, String second) {
        return known.computeIfAbsent(first, text -> new HashMap<>())
                .computeIfAbsent(second, text -> measured(first, second));
    }

    /** The mean, over what is asked, of the nearest of what is said; null where either has no vector. */
    @Nullable Integer similarity(List<List<String>> asked, List<String> said) {
        List<String> known = said.stream().filter(vectors::containsKey).toList();
        if (asked.isEmpty() || known.isEmpty()) {
            return null;
        }
        long sum = 0;
        for (List<String> alternatives : asked) {
            int nearest = 0;
            for (String one : alternatives) {
                for (String text : known) {
                    nearest = Math.max(nearest, similarity(one, text));
                }
            }
            sum += nearest;
        }
        return Math.toIntExact((2 * sum + asked.size()) / (2L * asked.size()));
    }

    private int measured(String first, String second) {
        float[] one = vectors.get(first);
        float[] other = vectors.get(second);
        return one == null || other == null ? 0 : calibration.similarity(Vectors.cosine(one, other));
    }
}
