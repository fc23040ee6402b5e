package com.messageai.leadgen.discovery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number of employees, from and to inclusive; {@link Integer#MAX_VALUE} is an open end. */
record HeadCount(int from, int to) {

    private static final Pattern RANGE =
            Pattern.compile("(\\d{1,9})(?:\\s*(?:-|–|—|to)\\s*(\\d{1,9})|\\s*(\\+))?(?:\\s*employees)?");
    private static final Pattern BELOW = Pattern.compile("(?:<|under|up to)\\s*(\\d{1,9})");

    /** {@code 50-200}, {@code 1000+}, {@code 10,001+}, {@code 120}, {@code <50}; null where it is none. */
    static @Nullable HeadCount parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String plain = text.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("(?<=\\d)[,.'](?=\\d{3})", "");
        Matcher range = RANGE.matcher(plain);
        if (range.matches()) {
            int from = Integer.parseInt(range.group(1));
            int to = range.group(3) != null
                    ? Integer.MAX_VALUE
                    : range.group(2) != null ? Integer.parseInt(range.group(2)) : from;
            return from <= to ? new HeadCount(from, to) : null;
        }
        Matcher below = BELOW.matcher(plain);
        return below.matches() ? new HeadCount(1, Math.max(1, Integer.parseInt(below.group(1)))) : null;
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
}
