package com.messageai.leadgen.job;

import com.messageai.leadgen.lifecycle.Chore;
import com.messageai.leadgen.store.Rows;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the archive's days ahead of time, and drops those that have been kept long enough. */
@Component
class ArchiveUpkeep implements Chore {

    private static final int DAYS_AHEAD = 7;

    private final DatabaseClient database;
    private final RetentionProperties retention;

    ArchiveUpkeep(DatabaseClient database, RetentionProperties retention) {
        this.database = database;
        this.retention = retention;
    }

    @Override
    public String name() {
        return "job-archive-days";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public Mono<Long> run() {
        return database.sql("SELECT made + dropped AS days FROM keep_days('job_archive', :ahead, :keep)")
                .bind("ahead", DAYS_AHEAD)
                .bind("keep", retention.days())
                .map(row -> (long) Rows.required(row, "days", Integer.class))
                .one();
    }
}
