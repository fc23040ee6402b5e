package com.messageai.leadgen.discovery;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The text of one record, and its cells. */
final class CsvText {

    /** What spreadsheets on Windows write where they do not write UTF-8. */
    private static final Charset OTHERWISE = Charset.forName("windows-1252");

    private CsvText() {}

    /** UTF-8; a record that is not well-formed as such is read as Windows-1252, where every sequence means something. */
    static String decode(byte[] record) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(record, OTHERWISE);
        }
    }

    static List<String> cells(String record, char delimiter) {
        List<String> cells = new ArrayList<>();
        var cell = new StringBuilder();
        boolean quoted = false;
        boolean blank = true;
        for (int at = 0; at < record.length(); at++) {
            char one = record.charAt(at);
            if (quoted) {
                if (one != '"') {
                    cell.append(one);
                } else if (at + 1 < record.length() && record.charAt(at + 1) == '"') {
                    cell.append(one);
                    at++;
                } else {
                    quoted = false;
                }
            } else if (one == delimiter) {
                cells.add(cell.toString());
                cell.setLength(0);
                blank = true;
            } else if (one == '"' && blank) {
                cell.setLength(0);
                quoted = true;
                blank = false;
            } else {
                blank &= one == ' ';
                cell.append(one);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
