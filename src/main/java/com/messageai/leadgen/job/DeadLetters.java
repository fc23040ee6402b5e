package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Binds;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Keyset;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.store.SortKey;
import com.messageai.leadgen.team.TeamId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Jobs that were given up. What is decided about one is decided once: whoever comes second finds none any more. Rows are
 * locked in the order of their ids.
 */
@Component
public class DeadLetters {

    private static final Keyset LETTERS =
            Keyset.of("job d", "d.id").sort("createdAt", "d.id", SortKey.ID).sort("diedAt", "d.died_at", SortKey.TIME);

    private final DatabaseClient database;
    private final Attempts attempts;

    DeadLetters(DatabaseClient database, Attempts attempts) {
        this.database = database;
        this.attempts = attempts;
    }

    /** Where a letter belongs. */
    public record Reference(UUID id, @Nullable UUID campaign) {}

    public Mono<Page<DeadLetter>> page(TeamId team, DeadLetterFilter filter, PageRequest request) {
        return LETTERS.select("d.*")
                .where("d.team_id = :team", "team", team.value())
                .where("d.status = 'DEAD'")
                .whereIf("d.queue = :queue", "queue", filter.queue())
                .whereIf("d.error_class = :class", "class", filter.errorClass())
                .whereIf("d.campaign_id = :campaign", "campaign", filter.campaignId())
                .page(database, request, this::letter);
    }

    /** Empty when the team has no dead letter of that id, or no longer. */
    public Mono<DeadLetter> find(TeamId team, UUID id) {
        return database.sql("SELECT * FROM job WHERE team_id = :team AND id = :id AND status = 'DEAD'")
                .bind("team", team.value())
                .bind("id", id)
                .map(this::letter)
                .one();
    }

    /** At most {@code limit} that match, in the order of their ids. @param ids null for any */
    public Mono<List<Reference>> after(
            @Nullable UUID last, TeamId team, DeadLetterFilter filter, @Nullable Collection<UUID> ids, int limit) {
        return database.sql("""
                        SELECT id, campaign_id FROM job
                        WHERE team_id = :team AND status = 'DEAD' AND (:last::uuid IS NULL OR id > :last)
                          AND (:queue::text IS NULL OR queue = :queue)
                          AND (:class::text IS NULL OR error_class = :class)
                          AND (:campaign::uuid IS NULL OR campaign_id = :campaign)
                          AND (:ids::uuid[] IS NULL OR id = ANY(:ids::uuid[]))
                        ORDER BY id LIMIT :limit
                        """)
                .bind("team", team.value())
                .bind("last", Binds.orNull(last, UUID.class))
                .bind(
                        "queue",
                        Binds.orNull(
                                filter.queue() == null ? null : filter.queue().name(), String.class))
                .bind("class", Binds.orNull(filter.errorClass(), String.class))
                .bind("campaign", Binds.orNull(filter.campaignId(), UUID.class))
                .bind("ids", Binds.orNull(ids == null ? null : ids.toArray(UUID[]::new), UUID[].class))
                .bind("limit", limit)
                .map(row -> new Reference(Rows.required(row, "id", UUID.class), row.get("campaign_id", UUID.class)))
                .all()
                .collectList();
    }

    /**
     * Those of the letters that are still there are due again, as if they had never failed; what happened to them stays
     * written. Their rows are locked until the transaction ends, and nobody's claim is on them.
     */
    public Flux<Job> revive(TeamId team, Collection<UUID> ids) {
        return database.sql("""
                        UPDATE job j SET status = 'READY', attempt = 0, stalls = 0, run_at = now(), claim = NULL,
                               lease_until = NULL, delay_reason = NULL, died_at = NULL
                        FROM (SELECT id FROM job WHERE team_id = :team AND id = ANY(:ids) AND status = 'DEAD'
                              ORDER BY id FOR UPDATE) d
                        WHERE j.team_id = :team AND j.id = d.id
                        RETURNING j.team_id, j.id, queue, type, payload_version, campaign_id, payload::text AS payload,
                                  attempt, stalls, CAST(:claim AS uuid) AS claim, correlation_id
                        """)
                .bind("team", team.value())
                .bind("ids", ids.toArray(UUID[]::new))
                // A claim that no row has: nothing can be settled with it.
                .bind("claim", Ids.next())
                .map(JobRows::job)
                .all();
    }

    /** Jobs that were revived in this transaction wait for the resume of their campaign. */
    public Mono<Void> park(TeamId team, Collection<UUID> ids, String reason) {
        return database.sql("""
                        UPDATE job SET status = 'PARKED', delay_reason = :reason
                        WHERE team_id = :team AND id = ANY(:ids) AND status = 'READY'
                        """)
                .bind("reason", reason)
                .bind("team", team.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Those of the letters that are still there go to the archive with all that happened; the number that went. */
    public Mono<Long> discard(TeamId team, Collection<UUID> ids) {
        return database.sql("""
                        WITH dead AS (
                            SELECT id FROM job WHERE team_id = :team AND id = ANY(:ids) AND status = 'DEAD'
                            ORDER BY id FOR UPDATE),
                        gone AS (
                            DELETE FROM job j USING dead WHERE j.team_id = :team AND j.id = dead.id RETURNING j.*
                        """ + JobRows.ARCHIVED)
                .bind("status", "DISCARDED")
                .bind("team", team.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }

    private DeadLetter letter(Readable row) {
        return new DeadLetter(
                Rows.required(row, "id", UUID.class),
                Queue.valueOf(Rows.required(row, "queue", String.class)),
                Rows.required(row, "type", String.class),
                row.get("campaign_id", UUID.class),
                row.get("error_class", String.class),
                row.get("last_error", String.class),
                attempts.read(Rows.required(row, "attempts", String.class)),
                Rows.required(row, "stalls", Integer.class),
                row.get("correlation_id", String.class),
                Rows.required(row, "created_at", Instant.class),
                Rows.required(row, "died_at", Instant.class));
    }
}
