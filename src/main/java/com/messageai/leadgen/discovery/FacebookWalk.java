package com.messageai.leadgen.discovery;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a walk by cursor stands. A cursor that comes again would be a walk without end, so one earlier cursor is kept to
 * compare with, and exchanged at growing distances (Brent): any circle is found, in constant space, across restarts.
 *
 * @param after the cursor of the next page
 * @param seen the earlier cursor
 * @param steps pages since that one
 * @param distance after how many pages it is exchanged
 */
record FacebookWalk(String after, String seen, int steps, int distance) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 3_500;

    static FacebookWalk parse(String cursor) {
        try {
            return JSON.readValue(cursor, FacebookWalk.class);
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("not a cursor of a Facebook search", unreadable);
        }
    }

    String cursor() {
        return JSON.writeValueAsString(this);
    }

    /** Goes on to the cursor that a page named; null where it goes in a circle. */
    static @Nullable FacebookWalk next(@Nullable FacebookWalk walk, String after) {
        if (after.isEmpty() || after.length() > LONGEST) {
            throw new IllegalArgumentException("a cursor without a use");
        }
        if (walk == null) {
            return new FacebookWalk(after, after, 0, 1);
        }
        if (after.equals(walk.seen)) {
            return null;
        }
        int steps = walk.steps + 1;
        return steps < walk.distance
                ? new FacebookWalk(after, walk.seen, steps, walk.distance)
                : new FacebookWalk(after, after, 0, 2 * walk.distance);
    }
}
