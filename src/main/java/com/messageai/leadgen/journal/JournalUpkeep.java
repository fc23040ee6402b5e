package com.messageai.leadgen.journal;

import com.messageai.leadgen.lifecycle.Bites;
import com.messageai.leadgen.lifecycle.Chore;
import com.messageai.leadgen.store.Rows;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the journal's days ahead of time, and drops those that have been kept long enough. */
@Component
class JournalUpkeep implements Chore {

    private static final int DAYS_AHEAD = 7;

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
        return days().zipWhen(days -> orphans(), Long::sum);
    }

    private Mono<Long> days() {
        return database.sql("SELECT made + dropped AS days FROM keep_days('campaign_event', :ahead, :keep)")
                .bind("ahead", DAYS_AHEAD)
                .bind("keep", Math.max(1, (int) retention.journal().toDays()))
                .map(row -> (long) Rows.required(row, "days", Integer.class))
                .one();
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
