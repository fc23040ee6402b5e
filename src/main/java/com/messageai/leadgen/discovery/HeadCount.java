package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Range;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A number of employees, from and to inclusive; {@link Integer#MAX_VALUE} is an open end. */
record HeadCount(int from, int to) {

    /** {@code 50-200}, {@code 1000+}, {@code 10,001+ employees}, {@code 120}; null where it is none. */
    static @Nullable HeadCount parse(@Nullable String text) {
        Optional<Range> range =
                text == null ? Optional.empty() : Range.parse(text.strip().replaceAll("(?i)\\s*employees$", ""));
        return range.map(one -> new HeadCount(number(one.low()), number(one.high())))
                .orElse(null);
    }

    /** How many numbers both have. */
    long common(HeadCount other) {
        return Math.max(0L, (long) Math.min(to, other.to) - Math.max(from, other.from) + 1);
    }

    boolean within(HeadCount other) {
        return other.from <= from && to <= other.to;
    }

    @Override
    public String toString() {
        return to == Integer.MAX_VALUE ? from + "+" : from == to ? Integer.toString(from) : from + "-" + to;
    }

    private static int number(@Nullable Long number) {
        return number == null ? Integer.MAX_VALUE : (int) Math.min(number, Integer.MAX_VALUE);
    }
}
