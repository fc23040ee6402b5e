package com.messageai.leadgen.embedding;

import com.messageai.leadgen.provider.ProviderAnswer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a server's answers hold that are none of the {@link OpenAiFailures}. */
final class OpenAiAnswers {

    private final @Nullable Integer dimensions;

    /** @param dimensions that every vector must have; null where any length will do, as long as it is the same */
    OpenAiAnswers(@Nullable Integer dimensions) {
        this.dimensions = dimensions;
    }

    sealed interface Answer {

        /** Vectors of unit length, in the order of the inputs. */
        record Made(List<float[]> vectors) implements Answer {}

        /** One of the inputs, or all of them together. */
        record TooLong() implements Answer {}
    }

    /** @throws RuntimeException where the answer is not what was asked for */
    Answer read(ProviderAnswer answer, int inputs) {
        if (!answer.successful()) {
            return new Answer.TooLong();
        }
        JsonNode data = answer.json().path("data");
        if (data.size() != inputs) {
            throw new IllegalStateException("vectors are missing");
        }
        float[][] vectors = new float[inputs][];
        for (int i = 0; i < inputs; i++) {
            // Servers that give no index give them in order.
            int index = data.path(i).path("index").asInt(i);
            if (vectors[index] != null) {
                throw new IllegalStateException("an index stands twice");
            }
            vectors[index] = vector(data.path(i).path("embedding"));
        }
        int length = dimensions == null ? vectors[0].length : dimensions;
        if (Arrays.stream(vectors).anyMatch(vector -> vector.length != length)) {
            throw new IllegalStateException("vectors of another length than asked for");
        }
        return new Answer.Made(Stream.of(vectors).map(Vectors::normalized).toList());
    }

    private static float[] vector(JsonNode embedding) {
        float[] vector = embedding.isString()
                ? Vectors.floats(Base64.getDecoder().decode(embedding.stringValue()))
                : numbers(embedding);
        if (vector.length == 0) {
            throw new IllegalStateException("an empty vector");
        }
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException("a number that is none");
            }
        }
        return vector;
    }

    private static float[] numbers(JsonNode embedding) {
        float[] vector = new float[embedding.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) embedding.path(i).doubleValue();
        }
        return vector;
    }
}
