package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.lifecycle.Bites;
import com.messageai.leadgen.lifecycle.Chore;
import com.messageai.leadgen.store.Rows;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes away answers that expired a month ago. Objections do not expire. */
@Component
class ResultsUpkeep implements Chore {

    private final DatabaseClient database;

    ResultsUpkeep(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "enrichment-results";
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public Mono<Long> run() {
        return database.sql("SELECT id FROM team")
                .map(row -> Rows.required(row, "id", UUID.class))
                .all()
                .collectList()
                .flatMapIterable(teams -> teams)
                .concatMap(this::expired)
                .reduce(0L, Long::sum);
    }

    private Mono<Long> expired(UUID team) {
        return Bites.of(database.sql("""
                        DELETE FROM enrichment_result WHERE team_id = :team AND ctid = ANY (ARRAY (
                            SELECT ctid FROM enrichment_result
                            WHERE team_id = :team AND expires_at < now() - interval '30 days' AND outcome <> 'OPTED_OUT'
                            LIMIT :bite))
                        """).bind("team", team));
    }
}
