package com.messageai.leadgen.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeadCsvTests {

    static String[][] cells() {
        return new String[][] {
            {"Ada", "Ada"},
            {"", ""},
            {"Lovelace, Ada", "\"Lovelace, Ada\""},
            {"say \"hi\"", "\"say \"\"hi\"\"\""},
            {"two\nlines", "\"two\nlines\""},
            {"=1+1", "'=1+1"},
            {"+14155550100", "'+14155550100"},
            {"-", "'-"},
            {"@SUM(A1)", "'@SUM(A1)"},
            {"\t=1", "\"'\t=1\""},
            {"=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""},
        };
    }

    @ParameterizedTest
    @MethodSource("cells")
    void isInertInASpreadsheet(String value, String cell) {
        assertThat(LeadCsv.cell(value)).isEqualTo(cell);
    }
}
