package com.messageai.leadgen.discovery;

import com.messageai.leadgen.discovery.CsvRecords.Raw;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file on its way in: finds the header behind any preamble, then takes the rows apart. Not for several threads at once. */
final class CsvTable {

    private static final int LONGEST_PREAMBLE = 20;

    private final CsvPeople people;
    private final CsvRecords records = new CsvRecords();
    private @Nullable CsvHeader header;
    private int preamble;
    private boolean refused;

    CsvTable(CsvPeople people) {
        this.people = people;
    }

    List<CsvRow> read(byte[] part) {
        return rows(records.read(part));
    }

    List<CsvRow> end() {
        List<CsvRow> rows = new ArrayList<>(rows(records.end()));
        if (header == null && !refused) {
            rows.add(refusal("there is no header with a column for names"));
        }
        return rows;
    }

    /** Whether nothing more will come of this file. */
    boolean refused() {
        return refused || records.givenUp();
    }

    private List<CsvRow> rows(List<Raw> found) {
        List<CsvRow> rows = new ArrayList<>();
        for (Raw raw : found) {
            if (refused) {
                break;
            }
            if (raw.problem() != null) {
                rows.add(new CsvRow.Rejected(raw.line(), raw.problem()));
            } else if (header == null) {
                rows.addAll(beforeHeader(raw));
            } else {
                CsvRow row = row(header, raw);
                if (row != null) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private List<CsvRow> beforeHeader(Raw raw) {
        if (preamble == 0 && isUtf16(raw.bytes())) {
            return List.of(refusal("the file is UTF-16, save it as UTF-8"));
        }
        String text = CsvText.decode(raw.bytes());
        CsvHeader found = CsvHeader.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (found != null) {
            header = found;
            return found.repeated().stream()
                    .<CsvRow>map(name -> new CsvRow.Rejected(
                            raw.line(), "the column \"" + name + "\" is there twice, the first one counts"))
                    .toList();
        }
        return ++preamble < LONGEST_PREAMBLE
                ? List.of()
                : List.of(refusal("there is no header with a column for names"));
    }

    private @Nullable CsvRow row(CsvHeader columns, Raw raw) {
        List<String> cells = CsvText.cells(CsvText.decode(raw.bytes()), columns.delimiter());
        if (cells.stream().allMatch(String::isBlank)) {
            return null;
        }
        if (columns.isAgain(cells)) {
            return new CsvRow.Rejected(raw.line(), "is the header once more");
        }
        if (cells.stream().skip(columns.columns().size()).anyMatch(cell -> !cell.isBlank())) {
            return new CsvRow.Rejected(raw.line(), "has more columns than the header");
        }
        return people.row(raw.line(), columns, cells);
    }

    private CsvRow refusal(String reason) {
        refused = true;
        return new CsvRow.Rejected(1, reason);
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length > 1
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
    }
}
