package com.messageai.leadgen.lifecycle;

import com.messageai.leadgen.store.Rows;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Tables that are divided by day: days are made ahead of time, and dropped when they have been kept long enough. */
public final class Days {

    private static final int AHEAD = 7;

    private Days() {}

    /** How many whole days a retention is; one at least. */
    public static int of(Duration retention) {
        return Math.max(1, (int) retention.toDays());
    }

    /** @return how many days were made and dropped */
    public static Mono<Long> keep(DatabaseClient database, String table, Duration retention) {
        return database.sql("SELECT made + dropped AS days FROM keep_days(:table, :ahead, :keep)")
                .bind("table", table)
                .bind("ahead", AHEAD)
                .bind("keep", of(retention))
                .map(row -> (long) Rows.required(row, "days", Integer.class))
                .one();
    }
}
