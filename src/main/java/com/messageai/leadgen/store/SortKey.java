package com.messageai.leadgen.store;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** What kind of value a list is sorted by: how its column is read, kept in a cursor and bound again. */
public enum SortKey {
    TIME("timestamptz", Instant.class) {
        @Override
        Object parse(String text) {
            return Instant.parse(text);
        }
    },
    TEXT("text", String.class) {
        @Override
        Object parse(String text) {
            return text;
        }
    },
    INTEGER("bigint", Long.class) {
        @Override
        Object parse(String text) {
            return Long.valueOf(text);
        }
    },
    DECIMAL("numeric", BigDecimal.class) {
        @Override
        Object parse(String text) {
            return new BigDecimal(text);
        }
    },
    /** For an id that is itself in the wanted order: those of version 7 are in order of creation. */
    ID("uuid", UUID.class) {
        @Override
        Object parse(String text) {
            return UUID.fromString(text);
        }
    };

    private final String sqlType;
    private final Class<?> javaType;

    SortKey(String sqlType, Class<?> javaType) {
        this.sqlType = sqlType;
        this.javaType = javaType;
    }

    String sqlType() {
        return sqlType;
    }

    Class<?> javaType() {
        return javaType;
    }

    abstract Object parse(String text);
}
