package com.messageai.leadgen.web;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** What PostgreSQL's refusals (SQLSTATE) mean to a caller: its constraints stand behind the rules of the rooms. */
final class Constraints {

    private Constraints() {}

    static Problem of(R2dbcException error, Duration retryAfter) {
        String state = error.getSqlState() == null ? "" : error.getSqlState();
        if (state.equals("23505")) {
            return Problems.duplicate("Something with this name or key is already there.");
        }
        if (state.equals("23503")) {
            return new Problem(
                    HttpStatus.CONFLICT, "conflict", "Something that this refers to is not there, or is still in use.");
        }
        // Text that PostgreSQL cannot keep (NUL, half a surrogate pair), and values out of a column's range.
        if (state.equals("22021") || state.equals("22P05")) {
            return Problems.malformed("A text contains characters that cannot be kept.");
        }
        if (state.equals("22001") || state.equals("22003") || state.equals("22008")) {
            return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid", "A value is too long or too large.");
        }
        boolean passes = error instanceof R2dbcTimeoutException
                || state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("40")
                || state.equals("55P03")
                || state.startsWith("25P0");
        return passes ? Problems.unavailable(retryAfter) : Refusals.bug();
    }
}
