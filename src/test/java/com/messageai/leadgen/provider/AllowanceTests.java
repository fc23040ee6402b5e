package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void sayNothingWhereAHeaderSaysNothing() {
        assertThat(Allowance.read("hour", null, MINUTE)).isNull();
        assertThat(Allowance.read("hour", "7", null)).isNull();
        // A provider's word for "I don't know".
        assertThat(Allowance.read("hour", "-1", MINUTE)).isNull();
        assertThat(Allowance.read("hour", "many", MINUTE)).isNull();
        assertThat(Allowance.read("hour", "9".repeat(400), MINUTE)).isNull();
        assertThat(Allowance.all(null, Allowance.read("hour", " 7 ", MINUTE), null))
                .containsExactly(new Allowance("hour", 7, MINUTE));
    }

    @Test
    void stayWithinReasonWhateverAClockSays() {
        assertThat(new Allowance("hour", 7, Duration.ofDays(-9)).reset()).isZero();
        assertThat(new Allowance("hour", 7, Duration.ofDays(9)).reset()).isEqualTo(Duration.ofDays(1));
        assertThat(new Allowance("hour", Long.MAX_VALUE, MINUTE).remaining()).isEqualTo(Integer.MAX_VALUE);
    }
}
