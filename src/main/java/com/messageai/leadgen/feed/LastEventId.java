package com.messageai.leadgen.feed;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a client says that it stopped reading. */
sealed interface LastEventId {

    Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** It comes for the first time. */
    record None() implements LastEventId {}

    /** It has read all up to this number. */
    record After(long number) implements LastEventId {}

    /** It names an id that cannot be one of ours. */
    record Unknown() implements LastEventId {}

    /** @param header what a client sends by itself when it comes back @param parameter for its first attempt */
    static LastEventId of(@Nullable String header, @Nullable String parameter) {
        String text = header == null || header.isBlank() ? parameter : header;
        if (text == null || text.isBlank()) {
            return new None();
        }
        String id = text.strip();
        return NUMBER.matcher(id).matches() ? new After(Long.parseLong(id)) : new Unknown();
    }
}
