package com.messageai.leadgen.discovery;

import org.jspecify.annotations.Nullable;

/**
 * Tells when pages come again, which would be a walk without end: one earlier page's mark is kept to compare with, and
 * exchanged at growing distances (Brent), so that any circle is found, in constant space, across restarts.
 *
 * @param seen the earlier mark
 * @param steps pages since that one
 * @param distance after how many pages it is exchanged
 * @param pages all that were walked
 */
record Lap(@Nullable String seen, int steps, int distance, int pages) {

    static final Lap START = new Lap(null, 0, 1, 0);

    /** A million answers: whoever has more gives them in several stretches of time. */
    private static final int MOST_PAGES = 10_000;

    /** Goes on to the page of that mark; null where it goes in a circle, or has no end. */
    @Nullable Lap next(String mark) {
        if (mark.equals(seen) || pages >= MOST_PAGES) {
            return null;
        }
        return seen == null || steps + 1 >= distance
                ? new Lap(mark, 0, seen == null ? 1 : 2 * distance, pages + 1)
                : new Lap(seen, steps + 1, distance, pages + 1);
    }
}
