package com.messageai.leadgen.job;

import com.messageai.leadgen.lifecycle.Chore;
import com.messageai.leadgen.lifecycle.Days;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the archive's days ahead of time, and drops those that have been kept long enough. */
@Component
class ArchiveUpkeep implements Chore {

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
        return Days.keep(database, "job_archive", retention.jobs());
    }
}
