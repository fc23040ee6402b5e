package com.messageai.leadgen.lifecycle;

import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Rows taken away a thousand at a time, so that no statement is long and no lock is held for long. */
public final class Bites {

    private static final int BITE = 1_000;

    private Bites() {}

    /**
     * Again and again until there is less than a bite.
     *
     * @param statement changes at most {@code :bite} rows
     * @return how many rows were changed in all
     */
    public static Mono<Long> of(DatabaseClient.GenericExecuteSpec statement) {
        return statement
                .bind("bite", BITE)
                .fetch()
                .rowsUpdated()
                .repeat()
                .takeUntil(rows -> rows < BITE)
                .reduce(0L, Long::sum);
    }
}
