package com.messageai.leadgen.icp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            50-200       | 50         | 200
            51 - 200     | 51         | 200
            51–200       | 51         | 200
            1000+        | 1000       |
            10,001+      | 10001      |
            500          | 500        | 500
            10M-50M      | 10000000   | 50000000
            10-50M       | 10000000   | 50000000
            $1B+         | 1000000000 |
            1.5k-2k      | 1500       | 2000
            """)
    void isReadAsPeopleWriteIt(String text, long low, Long high) {
        assertThat(Range.parse(text)).contains(new Range(low, high));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "200-50", "many", "10-", "-10", "1-2-3", "10X", "99999999999999999999", "1,00+"})
    void isNoRange(String text) {
        assertThat(Range.parse(text)).isEmpty();
    }
}
