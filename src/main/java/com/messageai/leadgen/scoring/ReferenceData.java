package com.messageai.leadgen.scoring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What the field knows, kept in tab-separated files beside this class; each names its source in its first lines. */
final class ReferenceData {

    private ReferenceData() {}

    /** Cells that a row leaves out at its end are empty. */
    static List<String[]> rows(String file, int columns) {
        try (InputStream in = Objects.requireNonNull(ReferenceData.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> (line + "\t".repeat(columns)).split("\t", -1))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The entries of a cell that holds several, separated by {@code |}. */
    static List<String> entries(String cell) {
        return Arrays.stream(cell.split("\\|"))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
