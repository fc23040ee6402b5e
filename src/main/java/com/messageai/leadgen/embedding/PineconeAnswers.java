package com.messageai.leadgen.embedding;

import com.messageai.leadgen.provider.ProviderAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads what Pinecone answers where it is no failure; whatever a method here throws means that it can't be read. */
final class PineconeAnswers {

    private static final int LONGEST_ID = 512;

    private PineconeAnswers() {}

    /** How many were written, which must be all that were sent. */
    static int upserted(ProviderAnswer answer, int sent) {
        int count = answer.json().path("upsertedCount").intValue(-1);
        if (count != sent) {
            throw new IllegalStateException(count + " of " + sent + " vectors were taken");
        }
        return count;
    }

    /** An empty object. */
    static boolean deleted(ProviderAnswer answer) {
        if (!answer.json().isObject()) {
            throw new IllegalStateException("no object");
        }
        return true;
    }

    /** @param most no more are taken, whatever comes */
    static List<NearVector> near(ProviderAnswer answer, int most) {
        JsonNode matches = answer.json().path("matches");
        if (!matches.isArray()) {
            throw new IllegalStateException("no matches");
        }
        return matches.valueStream()
                .limit(most)
                .map(match -> new NearVector(id(match), cosine(match.path("score"))))
                .toList();
    }

    private static double cosine(JsonNode score) {
        double cosine = score.isNumber() ? score.doubleValue() : Double.NaN;
        if (!(Math.abs(cosine) <= 1.001)) {
            throw new IllegalStateException("a score that is no cosine");
        }
        return Math.clamp(cosine, -1.0, 1.0);
    }

    static List<VectorEntry> entries(ProviderAnswer answer) {
        JsonNode vectors = answer.json().path("vectors");
        if (!vectors.isObject()) {
            throw new IllegalStateException("no vectors");
        }
        List<VectorEntry> entries = new ArrayList<>();
        for (JsonNode vector : vectors) {
            entries.add(new VectorEntry(id(vector), values(vector.path("values")), metadata(vector.path("metadata"))));
        }
        return entries;
    }

    private static String id(JsonNode of) {
        String id = of.path("id").stringValue("");
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new IllegalStateException("no id");
        }
        return id;
    }

    private static float[] values(JsonNode values) {
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values.path(i).isNumber() ? (float) values.path(i).doubleValue() : Float.NaN;
            if (!Float.isFinite(vector[i])) {
                throw new IllegalStateException("a number that is none");
            }
        }
        return vector;
    }

    /** We write texts only; anything else was not written by us. */
    private static Map<String, String> metadata(JsonNode metadata) {
        Map<String, String> texts = new HashMap<>();
        metadata.properties().stream()
                .filter(entry -> entry.getValue().isString())
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().stringValue()));
        return texts;
    }
}
