package com.messageai.leadgen.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Pairs of texts of which it is known whether they mean the same: what a model's scale is measured on.
 *
 * @param unrelated of different fields @param near of one field, but about different things
 * @param version changes when the file does: a scale that was measured on other pairs is measured again
 */
record ReferencePairs(List<Pair> unrelated, List<Pair> near, List<Pair> paraphrased, int version) {

    record Pair(String first, String second) {}

    static ReferencePairs read() {
        try (InputStream file = Objects.requireNonNull(
                ReferencePairs.class.getResourceAsStream("calibration-pairs.tsv"), "calibration-pairs.tsv")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            List<String[]> rows = text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
            return new ReferencePairs(
                    pairs(rows, "unrelated"), pairs(rows, "near"), pairs(rows, "paraphrase"), text.hashCode());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Pair> pairs(List<String[]> rows, String kind) {
        return rows.stream()
                .filter(row -> row[0].equals(kind))
                .map(row -> new Pair(row[2], row[3]))
                .toList();
    }

    /** All texts, each once. */
    List<String> texts() {
        return Stream.of(unrelated, near, paraphrased)
                .flatMap(List::stream)
                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                .distinct()
                .toList();
    }
}
