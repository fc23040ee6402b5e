package com.messageai.leadgen.provider;

import com.messageai.leadgen.lifecycle.Bites;
import com.messageai.leadgen.lifecycle.Chore;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets the calls of credentials that nobody uses any more; those in use forget their own. */
@Component
class UsageUpkeep implements Chore {

    private final DatabaseClient database;

    UsageUpkeep(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "provider-usage";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public Mono<Long> run() {
        return Bites.of(database.sql("""
                DELETE FROM provider_usage WHERE ctid = ANY (ARRAY (
                    SELECT ctid FROM provider_usage WHERE minute < now() - interval '2 days' LIMIT :bite))
                """));
    }
}
