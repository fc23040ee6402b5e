package com.messageai.leadgen.store;

import org.jspecify.annotations.Nullable;

/** Patterns for {@code LIKE}: what a person typed means itself, never a wildcard. */
public final class Like {

    private Like() {}

    /** Matches texts with {@code part} somewhere inside; null where nothing was typed. */
    public static @Nullable String containing(@Nullable String part) {
        return part == null || part.isBlank()
                ? null
                : "%" + part.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
