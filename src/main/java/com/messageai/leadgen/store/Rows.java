package com.messageai.leadgen.store;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Reading columns that are never null. */
public final class Rows {

    private Rows() {}

    /** The value of a column that the schema says is not null. */
    public static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
