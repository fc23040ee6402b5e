package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The job table. Times are PostgreSQL's own: no instance's clock decides a lease or a delay. */
@Component
class JobRows {

    private final DatabaseClient database;
    private final Duration lease;

    JobRows(DatabaseClient database, JobProperties properties) {
        this.database = database;
        this.lease = properties.lease();
    }

    /** Up to {@code limit} due jobs of one team, now in our hands. */
    Flux<Job> claim(Queue queue, TeamId team, int limit, UUID claim) {
        return database.sql("""
                        UPDATE job SET status = 'ACTIVE', claim = :claim, delay_reason = NULL,
                               lease_until = now() + make_interval(secs => :lease)
                        WHERE team_id = :team AND id IN (
                            SELECT id FROM job
                            WHERE queue = :queue AND team_id = :team AND status = 'READY' AND run_at <= now()
                              AND NOT EXISTS (SELECT 1 FROM queue_pause p WHERE p.team_id = :team AND p.queue = :queue)
                            ORDER BY run_at, id LIMIT :limit FOR UPDATE SKIP LOCKED)
                        RETURNING team_id, id, queue, type, payload_version, campaign_id, payload::text AS payload,
                                  attempt, stalls, claim, correlation_id
                        """)
                .bind("claim", claim)
                .bind("lease", seconds(lease))
                .bind("team", team.value())
                .bind("queue", queue.name())
                .bind("limit", limit)
                .map(JobRows::job)
                .all();
    }

    Mono<Long> renew(Collection<UUID> claims) {
        return database.sql("""
                        UPDATE job SET lease_until = now() + make_interval(secs => :lease)
                        WHERE claim = ANY(:claims) AND status = 'ACTIVE'
                        """)
                .bind("lease", seconds(lease))
                .bind("claims", claims.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }

    /** Jobs whose worker was lost are due again. */
    Mono<Long> releaseLost() {
        return database.sql("""
                        UPDATE job SET status = 'READY', stalls = stalls + 1, claim = NULL, lease_until = NULL,
                               run_at = now()
                        WHERE status = 'ACTIVE' AND lease_until < now()
                        """).fetch().rowsUpdated();
    }

    /** Gives back what an instance holds when it stops: no worker was lost, so it is no stall. */
    Mono<Long> handBack(Collection<UUID> claims) {
        return database.sql("""
                        UPDATE job SET status = 'READY', claim = NULL, lease_until = NULL, run_at = now()
                        WHERE claim = ANY(:claims) AND status = 'ACTIVE'
                        """)
                .bind("claims", claims.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }

    /** Every queue and team that has a due job. */
    Flux<Ring> due() {
        return database.sql("""
                        SELECT DISTINCT queue, team_id FROM job WHERE status = 'READY' AND run_at <= now()
                        """)
                .map(row -> new Ring(
                        Queue.valueOf(Rows.required(row, "queue", String.class)),
                        new TeamId(Rows.required(row, "team_id", UUID.class))))
                .all();
    }

    Mono<Long> insert(Collection<NewJob> jobs, @Nullable String correlationId) {
        List<NewJob> rows = List.copyOf(jobs);
        var statement = database.sql("""
                        INSERT INTO job (team_id, id, queue, type, campaign_id, payload, correlation_id)
                        SELECT t, i, q, y, c, p::jsonb, :correlation
                        FROM UNNEST(:teams::uuid[], :ids::uuid[], :queues::text[], :types::text[], :campaigns::uuid[],
                                    :payloads::text[]) AS j(t, i, q, y, c, p)
                        """)
                .bind("teams", rows.stream().map(job -> job.team().value()).toArray(UUID[]::new))
                .bind("ids", rows.stream().map(NewJob::id).toArray(UUID[]::new))
                .bind("queues", rows.stream().map(job -> job.queue().name()).toArray(String[]::new))
                .bind("types", rows.stream().map(NewJob::type).toArray(String[]::new))
                .bind("campaigns", rows.stream().map(NewJob::campaign).toArray(UUID[]::new))
                .bind("payloads", rows.stream().map(NewJob::payload).toArray(String[]::new));
        statement = correlationId == null
                ? statement.bindNull("correlation", String.class)
                : statement.bind("correlation", correlationId);
        return statement.fetch().rowsUpdated();
    }

    /** A job that is in our hands from the beginning. */
    Mono<Job> begin(NewJob job, UUID claim, @Nullable String correlationId) {
        var statement = database.sql("""
                        INSERT INTO job (team_id, id, queue, type, campaign_id, payload, status, claim, lease_until,
                                         correlation_id)
                        VALUES (:team, :id, :queue, :type, :campaign, :payload::jsonb, 'ACTIVE', :claim,
                                now() + make_interval(secs => :lease), :correlation)
                        RETURNING team_id, id, queue, type, payload_version, campaign_id, payload::text AS payload,
                                  attempt, stalls, claim, correlation_id
                        """)
                .bind("team", job.team().value())
                .bind("id", job.id())
                .bind("queue", job.queue().name())
                .bind("type", job.type())
                .bind("payload", job.payload())
                .bind("claim", claim)
                .bind("lease", seconds(lease));
        statement = job.campaign() == null
                ? statement.bindNull("campaign", UUID.class)
                : statement.bind("campaign", job.campaign());
        statement = correlationId == null
                ? statement.bindNull("correlation", String.class)
                : statement.bind("correlation", correlationId);
        return statement.map(JobRows::job).one();
    }

    Mono<Long> count(TeamId team, UUID campaign, String type) {
        return database.sql("""
                        SELECT count(*) AS count FROM job
                        WHERE team_id = :team AND campaign_id = :campaign AND type = :type AND status <> 'DEAD'
                        """)
                .bind("team", team.value())
                .bind("campaign", campaign)
                .bind("type", type)
                .map(row -> Rows.required(row, "count", Long.class))
                .one();
    }

    /** Moves jobs to the archive, if they are still in our hands; the number that were. */
    Mono<Long> archive(TeamId team, Collection<UUID> ids, UUID claim, String status) {
        return database.sql("""
                        WITH settled AS (
                            DELETE FROM job WHERE team_id = :team AND id = ANY(:ids) AND claim = :claim RETURNING *)
                        INSERT INTO job_archive (team_id, id, queue, type, campaign_id, status, attempt, attempts,
                                                 error_class, correlation_id, created_at)
                        SELECT team_id, id, queue, type, campaign_id, :status, attempt, attempts, error_class,
                               correlation_id, created_at
                        FROM settled
                        """)
                .bind("team", team.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("claim", claim)
                .bind("status", status)
                .fetch()
                .rowsUpdated();
    }

    /** Keeps progress of a job that goes on in our hands. */
    Mono<Long> progress(Job job, String payload) {
        return database.sql("""
                        UPDATE job SET payload = :payload::jsonb, stalls = 0, attempt = 0,
                               lease_until = now() + make_interval(secs => :lease)
                        WHERE team_id = :team AND id = :id AND claim = :claim
                        """)
                .bind("payload", payload)
                .bind("lease", seconds(lease))
                .bind("team", job.team().value())
                .bind("id", job.id())
                .bind("claim", job.claim())
                .fetch()
                .rowsUpdated();
    }

    /** Puts a job back, to be done later; neither a failure nor a stall. */
    Mono<Long> delay(Job job, String payload, Duration delay, String reason, String status) {
        return database.sql("""
                        UPDATE job SET status = :status, payload = :payload::jsonb, claim = NULL, lease_until = NULL,
                               delay_reason = :reason, run_at = now() + make_interval(secs => :delay)
                        WHERE team_id = :team AND id = :id AND claim = :claim
                        """)
                .bind("status", status)
                .bind("payload", payload)
                .bind("reason", reason)
                .bind("delay", seconds(delay))
                .bind("team", job.team().value())
                .bind("id", job.id())
                .bind("claim", job.claim())
                .fetch()
                .rowsUpdated();
    }

    /** Counts a failure: due again after {@code delay}, or dead when {@code delay} is null. */
    Mono<Long> fail(Job job, String error, String errorClass, @Nullable Duration delay) {
        var statement = database.sql("""
                        UPDATE job SET attempt = attempt + 1, claim = NULL, lease_until = NULL, last_error = :error,
                               error_class = :class,
                               attempts = attempts || jsonb_build_object('at', now(), 'error', :error::text),
                               status = CASE WHEN :delay::float8 IS NULL THEN 'DEAD' ELSE 'READY' END,
                               run_at = now() + make_interval(secs => coalesce(:delay::float8, 0)),
                               died_at = CASE WHEN :delay::float8 IS NULL THEN now() END
                        WHERE team_id = :team AND id = :id AND claim = :claim
                        """)
                .bind("error", error)
                .bind("class", errorClass)
                .bind("team", job.team().value())
                .bind("id", job.id())
                .bind("claim", job.claim());
        statement = delay == null ? statement.bindNull("delay", Double.class) : statement.bind("delay", seconds(delay));
        return statement.fetch().rowsUpdated();
    }

    /** Waiting jobs of a campaign change their status: {@code READY} to {@code PARKED} and back. */
    Mono<Long> park(TeamId team, UUID campaign, String from, String to) {
        return database.sql("""
                        UPDATE job SET status = :to, run_at = least(run_at, now())
                        WHERE team_id = :team AND campaign_id = :campaign AND status = :from
                        """)
                .bind("to", to)
                .bind("team", team.value())
                .bind("campaign", campaign)
                .bind("from", from)
                .fetch()
                .rowsUpdated();
    }

    /** Waiting jobs of a campaign go to the archive; the number that went. */
    Mono<Long> cancel(TeamId team, UUID campaign) {
        return database.sql("""
                        WITH gone AS (
                            DELETE FROM job WHERE team_id = :team AND campaign_id = :campaign
                                              AND status IN ('READY', 'PARKED') RETURNING *)
                        INSERT INTO job_archive (team_id, id, queue, type, campaign_id, status, attempt, attempts,
                                                 error_class, correlation_id, created_at)
                        SELECT team_id, id, queue, type, campaign_id, 'CANCELLED', attempt, attempts, error_class,
                               correlation_id, created_at
                        FROM gone
                        """)
                .bind("team", team.value())
                .bind("campaign", campaign)
                .fetch()
                .rowsUpdated();
    }

    /** Jobs of a campaign's queue that were put back for this reason are due now. */
    Mono<Long> wake(TeamId team, UUID campaign, Queue queue, String reason) {
        return database.sql("""
                        UPDATE job SET run_at = now()
                        WHERE team_id = :team AND campaign_id = :campaign AND queue = :queue AND status = 'READY'
                          AND delay_reason = :reason AND run_at > now()
                        """)
                .bind("team", team.value())
                .bind("campaign", campaign)
                .bind("queue", queue.name())
                .bind("reason", reason)
                .fetch()
                .rowsUpdated();
    }

    private static Job job(Readable row) {
        return new Job(
                new TeamId(Rows.required(row, "team_id", UUID.class)),
                Rows.required(row, "id", UUID.class),
                Queue.valueOf(Rows.required(row, "queue", String.class)),
                Rows.required(row, "type", String.class),
                Rows.required(row, "payload_version", Integer.class),
                row.get("campaign_id", UUID.class),
                Rows.required(row, "payload", String.class),
                Rows.required(row, "attempt", Integer.class),
                Rows.required(row, "stalls", Integer.class),
                Rows.required(row, "claim", UUID.class),
                row.get("correlation_id", String.class));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
