package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.lifecycle.Chore;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Closes the holds to which nobody came back, so that no budget stays reserved for ever. */
@Component
class LedgerUpkeep implements Chore {

    private final DatabaseClient database;
    private final Enrichment enrichment;
    private final EnrichmentProperties settings;

    LedgerUpkeep(DatabaseClient database, Enrichment enrichment, EnrichmentProperties settings) {
        this.database = database;
        this.enrichment = enrichment;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "open-holds";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(30);
    }

    @Override
    public Mono<Long> run() {
        return database.sql("""
                        SELECT DISTINCT team_id FROM ledger_entry
                        WHERE state IN ('RESERVED', 'SUBMITTED', 'UNKNOWN')
                          AND touched_at < now() - :age * interval '1 millisecond'
                        """)
                .bind("age", settings.unknownAfter().toMillis())
                .map(row -> new TeamId(Rows.required(row, "team_id", UUID.class)))
                .all()
                .collectList()
                .flatMapIterable(teams -> teams)
                .concatMap(this::reconciled)
                .reduce(0L, Long::sum);
    }

    private Mono<Long> reconciled(TeamId team) {
        return enrichment
                .reconcile(team)
                .repeat()
                .takeUntil(closed -> closed < Ledger.RECONCILED_AT_ONCE)
                .reduce(0L, Long::sum);
    }
}
