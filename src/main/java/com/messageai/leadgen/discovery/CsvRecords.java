package com.messageai.leadgen.discovery;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into the records of RFC 4180: lines, but for line breaks inside of quotes. Delimiters are not known
 * yet here, so a quote opens after any of them. A quote that is never closed would swallow the rest of the file: its line is
 * given up, and reading goes on behind it.
 */
final class CsvRecords {

    private static final int LONGEST = 64 << 10;
    private static final int MOST_LINES = 100;
    private static final int MOST_UNCLOSED = 100;

    /** @param problem null for a record that can be read */
    record Raw(int line, byte[] bytes, @Nullable String problem) {}

    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private List<Raw> found = new ArrayList<>();
    private int line = 1;
    private int begin = 1;
    private boolean quoted;
    private boolean closed;
    private boolean fieldStart = true;
    private boolean skipping;
    private boolean carriageReturn;
    private int unclosed;
    private boolean givenUp;

    /** The records that end in this part. */
    List<Raw> read(byte[] part) {
        for (byte one : part) {
            if (givenUp) {
                break;
            }
            take(one);
        }
        return drained();
    }

    /** What is left when the file ends. */
    List<Raw> end() {
        while (quoted && !givenUp) {
            giveUpLine();
        }
        if (!givenUp && record.size() > 0) {
            finish();
        }
        return drained();
    }

    /** Whether the rest is not worth reading. */
    boolean givenUp() {
        return givenUp;
    }

    private void take(byte one) {
        boolean secondOfPair = carriageReturn && one == '\n';
        carriageReturn = one == '\r';
        if (secondOfPair) {
            if (quoted) {
                record.write(one);
            }
            return;
        }
        boolean lineBreak = one == '\n' || one == '\r';
        if (lineBreak) {
            line++;
        }
        if (skipping) {
            if (lineBreak) {
                restart();
            }
        } else if (lineBreak && !quoted) {
            finish();
        } else {
            boolean misplaced = quote(one);
            record.write(one);
            if (misplaced) {
                giveUpLine();
            } else if (record.size() > LONGEST || (quoted && line - begin > MOST_LINES)) {
                overflow();
            }
        }
    }

    /**
     * Whether what was taken for the end of a quoted field over several lines is none, as text follows it: then a quote before
     * was never closed, and this one opens a field.
     */
    private boolean quote(byte one) {
        boolean delimiter = one == ',' || one == ';' || one == '\t';
        boolean misplaced = closed && line > begin && !delimiter && one != '"' && one != ' ';
        if (one == '"') {
            if (quoted) {
                quoted = false;
                closed = true;
            } else if (fieldStart || closed) {
                // At the start of a field, or the second of two, which stand for one.
                quoted = true;
                closed = false;
            }
            fieldStart = false;
        } else if (!quoted) {
            closed = false;
            fieldStart = delimiter || (fieldStart && one == ' ');
        }
        return misplaced;
    }

    private void overflow() {
        if (quoted) {
            giveUpLine();
        } else {
            found.add(new Raw(begin, new byte[0], "is too long"));
            record.reset();
            skipping = true;
        }
    }

    /** Leaves out the line with the quote, and reads what came behind it once more. */
    private void giveUpLine() {
        byte[] all = record.toByteArray();
        int first = 0;
        while (first < all.length && all[first] != '\n' && all[first] != '\r') {
            first++;
        }
        found.add(new Raw(begin, new byte[0], "has a quote that is not closed"));
        givenUp = ++unclosed > MOST_UNCLOSED;
        if (givenUp) {
            found.add(new Raw(begin, new byte[0], "is where reading ended: too many quotes are not closed"));
            return;
        }
        if (first == all.length) {
            record.reset();
            quoted = false;
            skipping = true;
            return;
        }
        boolean pair = all[first] == '\r' && first + 1 < all.length && all[first + 1] == '\n';
        byte[] rest = Arrays.copyOfRange(all, first + (pair ? 2 : 1), all.length);
        line = begin + 1;
        restart();
        carriageReturn = false;
        for (byte one : rest) {
            if (!givenUp) {
                take(one);
            }
        }
    }

    private void finish() {
        found.add(new Raw(begin, record.toByteArray(), null));
        restart();
    }

    private void restart() {
        record.reset();
        begin = line;
        quoted = false;
        closed = false;
        fieldStart = true;
        skipping = false;
    }

    private List<Raw> drained() {
        List<Raw> drained = found;
        found = new ArrayList<>();
        return drained;
    }
}
