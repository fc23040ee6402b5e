package com.messageai.leadgen.prospect;

import com.messageai.leadgen.team.TeamId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Why prospects have their scores, as it was stored with them. */
@Component
public class Explanations {

    private final DatabaseClient database;

    Explanations(DatabaseClient database) {
        this.database = database;
    }

    /** @param outcome of the last decision @param score the score as JSON, in basis points; null while there is none */
    public record Explanation(
            @Nullable String outcome,
            @Nullable String score,
            @Nullable Instant scoredAt) {}

    /** Empty where the team has no such prospect. */
    public Mono<Explanation> find(TeamId team, ProspectId id) {
        return database.sql("""
                        SELECT p.outcome, s.explanation, s.scored_at FROM prospect p
                        LEFT JOIN prospect_score s ON s.team_id = p.team_id AND s.prospect_id = p.id
                        WHERE p.team_id = :team AND p.id = :id
                        """)
                .bind("team", team.value())
                .bind("id", id.value())
                .map(row -> new Explanation(
                        row.get("outcome", String.class),
                        row.get("explanation", String.class),
                        row.get("scored_at", Instant.class)))
                .one();
    }
}
