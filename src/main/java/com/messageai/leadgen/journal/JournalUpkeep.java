package com.messageai.leadgen.journal;

import com.messageai.leadgen.lifecycle.Bites;
import com.messageai.leadgen.lifecycle.Chore;
import com.messageai.leadgen.lifecycle.Days;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the journal's days ahead of time, and drops those that have been kept long enough. */
@Component
class JournalUpkeep implements Chore {

    private final DatabaseClient database;
    private final RetentionProperties retention;

    JournalUpkeep(DatabaseClient database, RetentionProperties retention) {
        this.database = database;
        this.retention = retention;
    }

    @Override
    public String name() {
        return "journal-days";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public Mono<Long> run() {
        return Days.keep(database, "campaign_event", retention.journal()).zipWhen(days -> orphans(), Long::sum);
    }

    /** A campaign's newest number is needed for as long as the campaign is there, whether or not the event still is. */
    private Mono<Long> orphans() {
        return Bites.of(database.sql("""
                DELETE FROM campaign_feed WHERE ctid = ANY (ARRAY (
                    SELECT f.ctid FROM campaign_feed f
                    WHERE NOT EXISTS (SELECT 1 FROM prospecting_campaign c
                                      WHERE c.team_id = f.team_id AND c.id = f.campaign_id)
                    LIMIT :bite))
                """));
    }
}
