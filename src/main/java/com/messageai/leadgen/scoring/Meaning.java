package com.messageai.leadgen.scoring;

import com.messageai.leadgen.embedding.Calibration;
import com.messageai.leadgen.embedding.Vectors;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** Of two collections of texts as wholes: the cosine of their vectors' means. Null where one has none. */
    @Nullable Integer similarity(Collection<String> first, Collection<String> second) {
        float[] one = mean(first);
        float[] other = mean(second);
        return one == null || other == null ? null : calibration.similarity(Vectors.cosine(one, other));
    }

    private float @Nullable [] mean(Collection<String> texts) {
        List<float[]> known =
                texts.stream().map(vectors::get).filter(Objects::nonNull).toList();
        return known.isEmpty() ? null : Vectors.mean(known);
    }

    private int measured(String first, String second) {
        float[] one = vectors.get(first);
        float[] other = vectors.get(second);
        return one == null || other == null ? 0 : calibration.similarity(Vectors.cosine(one, other));
    }
}
