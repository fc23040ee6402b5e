package com.messageai.leadgen.store;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import org.jspecify.annotations.Nullable;

/** Values for named parameters that may be null: {@code .bind("title", Binds.orNull(title, String.class))}. */
public final class Binds {

    private Binds() {}

    public static <T> Parameter orNull(@Nullable T value, Class<T> type) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }
}
