package com.messageai.leadgen.store;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted. Controllers take it as an argument; it is read from {@code limit} (1 to 200, default
 * 50), {@code cursor} and {@code sort}, and anything else there is a 400.
 *
 * @param cursor where the last page ended, opaque; null for the first page
 * @param sort the name of a sort, with {@code -} before it for descending; null for the list's default
 */
public record PageRequest(
        int limit, @Nullable String cursor, @Nullable String sort) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /** The first page in the list's own order. */
    public static PageRequest first() {
        return new PageRequest(DEFAULT_LIMIT, null, null);
    }
}
