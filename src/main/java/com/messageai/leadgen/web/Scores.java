package com.messageai.leadgen.web;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Scores at the HTTP boundary: numbers from 0 to 1 with four decimals; inside they are basis points, 0 to 10,000. */
public final class Scores {

    private static final int DECIMALS = 4;

    private Scores() {}

    /** {@code 7500} as {@code 0.7500}; null stays null. */
    public static @Nullable BigDecimal fromBasisPoints(@Nullable Integer points) {
        return points == null ? null : BigDecimal.valueOf(points, DECIMALS);
    }

    /** {@code 0.75} as {@code 7500}; a 422 on {@code field} outside [0, 1] or with more than four decimals. */
    public static int toBasisPoints(String field, BigDecimal score) {
        BigDecimal plain = score.signum() == 0 ? BigDecimal.ZERO : score;
        boolean inRange = plain.compareTo(BigDecimal.ZERO) >= 0 && plain.compareTo(BigDecimal.ONE) <= 0;
        if (!inRange || plain.stripTrailingZeros().scale() > DECIMALS) {
            throw Problems.invalid(field, "must be a number from 0 to 1 with at most four decimals");
        }
        return plain.movePointRight(DECIMALS).intValueExact();
    }
}
