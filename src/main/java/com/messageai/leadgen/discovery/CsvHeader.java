package com.messageai.leadgen.discovery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a file are.
 *
 * @param columns in their order, null for one of no use
 * @param repeated names that stand there twice, of which the first counts
 */
record CsvHeader(char delimiter, List<@Nullable CsvColumn> columns, List<String> cells, List<String> repeated) {

    /** The header that this text is, with whatever delimiter makes most sense of it; null where it is none. */
    static @Nullable CsvHeader of(String text) {
        return Stream.of(',', ';', '\t')
                .map(delimiter -> read(text, delimiter))
                .filter(CsvHeader::namesPeople)
                .max(Comparator.comparing(CsvHeader::understood))
                .orElse(null);
    }

    /** Whether a row is the header once more, as where files were put together. */
    boolean isAgain(List<String> row) {
        return row.stream().map(CsvColumn::plain).toList().equals(cells);
    }

    private static CsvHeader read(String text, char delimiter) {
        List<@Nullable CsvColumn> columns = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String cell : CsvText.cells(text, delimiter)) {
            String plain = CsvColumn.plain(cell);
            CsvColumn column = CsvColumn.named(cell);
            boolean again = !plain.isEmpty() && !seen.add(plain);
            if (again && column != null) {
                repeated.add(String.valueOf(Texts.line(cell)));
            }
            columns.add(again ? null : column);
            cells.add(plain);
        }
        return new CsvHeader(delimiter, Collections.unmodifiableList(columns), List.copyOf(cells), repeated);
    }

    private boolean namesPeople() {
        return columns.contains(CsvColumn.NAME)
                || columns.contains(CsvColumn.FIRST_NAME)
                || columns.contains(CsvColumn.LAST_NAME);
    }

    private long understood() {
        return columns.stream().filter(Objects::nonNull).count();
    }
}
