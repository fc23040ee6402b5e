package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Binds;
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

    /** What went is kept for a while, with all that happened to it: the end of a statement whose {@code gone} went. */
    static final String ARCHIVED = """
            )
            INSERT INTO job_archive (team_id, id, queue, type, campaign_id, status, attempt, attempts, error_class,
                                     correlation_id, created_at)
            SELECT team_id, id, queue, type, campaign_id, :status, attempt, attempts, error_class, correlation_id,
                   created_at
            FROM gone
            """;

    // The newest attempts; a search may lose many workers on its long way.
    private static final String ATTEMPTS =
            "CASE WHEN jsonb_array_length(attempts) < 20 THEN attempts ELSE attempts - 0 END || ";

    /** From so many lost workers on, a job is suspected of killing them; written out where an index knows the number. */
    private static final int SUSPECT = 2;

    private final DatabaseClient database;
    private final Duration lease;

    JobRows(DatabaseClient database, JobProperties properties) {
        this.database = database;
        this.lease = properties.lease();
    }

    /**
     * Up to {@code limit} due jobs of one team, now in our hands, oldest first. A job that has lost two workers since its
     * last progress is suspected of killing them: it is claimed alone, so that it takes nobody along in its batch, and
     * while another one of its queue is in hand it waits; two claims at the very same moment may not see each other.
     *
     * @param instance whose presence tells that the claim is alive; null where only the lease does
     */
    Flux<Claimed> claim(
            Queue queue, TeamId team, Collection<JobKind> kinds, int limit, UUID claim, @Nullable Integer instance) {
        List<JobKind> known = List.copyOf(kinds);
        return database.sql("""
                        WITH due AS (
                            SELECT id, stalls, run_at FROM job j
                            WHERE queue = :queue AND team_id = :team AND status = 'READY' AND run_at <= now()
                              AND EXISTS (SELECT 1 FROM UNNEST(:types::text[], :oldest::int[], :newest::int[])
                                                        AS k(type, oldest, newest)
                                          WHERE k.type = j.type AND j.payload_version BETWEEN k.oldest AND k.newest)
                              AND (stalls < :suspect OR NOT EXISTS (
                                      SELECT 1 FROM job s
                                      WHERE s.queue = :queue AND s.status = 'ACTIVE' AND s.stalls >= 2))
                              AND NOT EXISTS (SELECT 1 FROM queue_pause p WHERE p.team_id = :team AND p.queue = :queue)
                            ORDER BY run_at, id LIMIT :limit FOR UPDATE SKIP LOCKED),
                        first AS (SELECT id, stalls FROM due ORDER BY run_at, id LIMIT 1)
                        UPDATE job SET status = 'ACTIVE', claim = :claim, instance = :instance, delay_reason = NULL,
                               lease_until = now() + make_interval(secs => :lease)
                        FROM due, first
                        WHERE job.team_id = :team AND job.id = due.id
                          AND CASE WHEN first.stalls >= :suspect THEN due.id = first.id ELSE due.stalls < :suspect END
                        RETURNING job.team_id, job.id, queue, type, payload_version, campaign_id,
                                  payload::text AS payload, attempt, job.stalls, claim, correlation_id,
                                  extract(epoch FROM now() - due.run_at)::float8 AS waited
                        """)
                .bind("queue", queue.name())
                .bind("team", team.value())
                .bind("types", known.stream().map(JobKind::type).toArray(String[]::new))
                .bind("oldest", known.stream().map(JobKind::oldest).toArray(Integer[]::new))
                .bind("newest", known.stream().map(JobKind::version).toArray(Integer[]::new))
                .bind("suspect", SUSPECT)
                .bind("limit", limit)
                .bind("claim", claim)
                .bind("lease", seconds(lease))
                .bind("instance", Binds.orNull(instance, Integer.class))
                .map(row -> new Claimed(job(row), Rows.required(row, "waited", Double.class)))
                .all();
    }

    /** Makes claims hold longer; those that still do, once for each of their jobs. */
    Flux<UUID> renew(Collection<UUID> claims) {
        return database.sql("""
                        UPDATE job SET lease_until = now() + make_interval(secs => :lease)
                        WHERE claim = ANY(:claims) AND status = 'ACTIVE' RETURNING claim
                        """)
                .bind("lease", seconds(lease))
                .bind("claims", claims.toArray(UUID[]::new))
                .map(row -> Rows.required(row, "claim", UUID.class))
                .all();
    }

    /** Gives back what an instance holds when it stops: no worker was lost, so it is no stall. */
    Mono<Long> handBack(Collection<UUID> claims) {
        return database.sql("""
                        UPDATE job SET status = 'READY', claim = NULL, instance = NULL, lease_until = NULL,
                               run_at = now()
                        WHERE claim = ANY(:claims) AND status = 'ACTIVE'
                        """)
                .bind("claims", claims.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }

    /**
     * Makes jobs due again whose worker was lost, and finds every queue and team that has a due job and no pause. One
     * statement, as it runs all the time; it steps from pair to pair, however many jobs there are.
     *
     * <p>A worker was lost when its lease has run out, or when the lock of its instance is free. Just after PostgreSQL
     * itself was started, no instance holds its lock yet.
     */
    Flux<Swept> sweep() {
        return database.sql("""
                        WITH RECURSIVE gone AS (
                            SELECT DISTINCT instance FROM job WHERE status = 'ACTIVE' AND instance IS NOT NULL
                            EXCEPT
                            SELECT objid::int FROM pg_locks
                            WHERE locktype = 'advisory' AND classid = :locks AND granted
                              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())),
                        lost AS (
                            UPDATE job SET status = 'READY', stalls = stalls + 1, claim = NULL, instance = NULL,
                                   lease_until = NULL, run_at = now(),
                                   attempts =
                        """ + ATTEMPTS + """
                                   jsonb_build_object('at', now(), 'error', 'the worker was lost',
                                                      'errorClass', 'WorkerLost')
                            WHERE status = 'ACTIVE'
                              AND (lease_until < now()
                                   OR instance IN (SELECT instance FROM gone)
                                      AND pg_postmaster_start_time() < now() - interval '15 seconds')
                            RETURNING queue, team_id),
                        pair AS (
                            (SELECT queue, team_id FROM job WHERE status = 'READY' ORDER BY queue, team_id LIMIT 1)
                            UNION ALL
                            SELECT n.queue, n.team_id FROM pair, LATERAL (
                                SELECT queue, team_id FROM job
                                WHERE status = 'READY' AND (queue, team_id) > (pair.queue, pair.team_id)
                                ORDER BY queue, team_id LIMIT 1) n)
                        SELECT queue, team_id, 0::bigint AS lost FROM pair
                        WHERE EXISTS (SELECT 1 FROM job j WHERE j.queue = pair.queue AND j.team_id = pair.team_id
                                        AND j.status = 'READY' AND j.run_at <= now())
                          AND NOT EXISTS (SELECT 1 FROM queue_pause p
                                          WHERE p.team_id = pair.team_id AND p.queue = pair.queue)
                        UNION ALL
                        -- The other half does not see yet what this statement itself changes.
                        SELECT queue, team_id, count(*) FROM lost GROUP BY queue, team_id
                        """)
                .bind("locks", Presence.LOCKS)
                .map(row -> new Swept(
                        new Ring(
                                Queue.valueOf(Rows.required(row, "queue", String.class)),
                                new TeamId(Rows.required(row, "team_id", UUID.class))),
                        Rows.required(row, "lost", Long.class)))
                .all();
    }

    Mono<Long> insert(Collection<NewJob> jobs, @Nullable String correlationId) {
        List<NewJob> rows = List.copyOf(jobs);
        return database.sql("""
                        INSERT INTO job (team_id, id, queue, type, payload_version, campaign_id, payload, correlation_id)
                        SELECT t, i, q, y, v, c, p::jsonb, :correlation
                        FROM UNNEST(:teams::uuid[], :ids::uuid[], :queues::text[], :types::text[], :versions::int[],
                                    :campaigns::uuid[], :payloads::text[]) AS j(t, i, q, y, v, c, p)
                        """)
                .bind("teams", rows.stream().map(job -> job.team().value()).toArray(UUID[]::new))
                .bind("ids", rows.stream().map(NewJob::id).toArray(UUID[]::new))
                .bind("queues", rows.stream().map(job -> job.queue().name()).toArray(String[]::new))
                .bind("types", rows.stream().map(NewJob::type).toArray(String[]::new))
                .bind("versions", rows.stream().map(job -> job.kind().version()).toArray(Integer[]::new))
                .bind("campaigns", rows.stream().map(NewJob::campaign).toArray(UUID[]::new))
                .bind("payloads", rows.stream().map(NewJob::payload).toArray(String[]::new))
                .bind("correlation", Binds.orNull(correlationId, String.class))
                .fetch()
                .rowsUpdated();
    }

    /** A job that is in our hands from the beginning. */
    Mono<Job> begin(NewJob job, UUID claim, @Nullable Integer instance, @Nullable String correlationId) {
        return database.sql("""
                        INSERT INTO job (team_id, id, queue, type, payload_version, campaign_id, payload, status, claim,
                                         instance, lease_until, correlation_id)
                        VALUES (:team, :id, :queue, :type, :version, :campaign, :payload::jsonb, 'ACTIVE', :claim,
                                :instance, now() + make_interval(secs => :lease), :correlation)
                        RETURNING team_id, id, queue, type, payload_version, campaign_id, payload::text AS payload,
                                  attempt, stalls, claim, correlation_id
                        """)
                .bind("team", job.team().value())
                .bind("id", job.id())
                .bind("queue", job.queue().name())
                .bind("type", job.type())
                .bind("version", job.kind().version())
                .bind("payload", job.payload())
                .bind("claim", claim)
                .bind("lease", seconds(lease))
                .bind("instance", Binds.orNull(instance, Integer.class))
                .bind("campaign", Binds.orNull(job.campaign(), UUID.class))
                .bind("correlation", Binds.orNull(correlationId, String.class))
                .map(JobRows::job)
                .one();
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
                        WITH gone AS (
                            DELETE FROM job WHERE team_id = :team AND id = ANY(:ids) AND claim = :claim RETURNING *
                        """ + ARCHIVED)
                .bind("team", team.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("claim", claim)
                .bind("status", status)
                .fetch()
                .rowsUpdated();
    }

    /** Keeps progress of a job that goes on in our hands. */
    Mono<Long> progress(Job job) {
        return database.sql("""
                        UPDATE job SET stalls = 0, attempt = 0,
                               lease_until = now() + make_interval(secs => :lease)
                        WHERE team_id = :team AND id = :id AND claim = :claim
                        """)
                .bind("lease", seconds(lease))
                .bind("team", job.team().value())
                .bind("id", job.id())
                .bind("claim", job.claim())
                .fetch()
                .rowsUpdated();
    }

    /** Puts a job back, to be done later; neither a failure nor a stall. */
    Mono<Long> delay(Job job, Duration delay, String reason, String status) {
        return database.sql("""
                        UPDATE job SET status = :status, claim = NULL, instance = NULL, lease_until = NULL,
                               delay_reason = :reason, run_at = now() + make_interval(secs => :delay)
                        WHERE team_id = :team AND id = :id AND claim = :claim
                        """)
                .bind("status", status)
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
        return database.sql("""
                        UPDATE job SET attempt = attempt + 1, claim = NULL, instance = NULL, lease_until = NULL,
                               last_error = :error, error_class = :class,
                               attempts =
                        """ + ATTEMPTS + """
                               jsonb_build_object('at', now(), 'error', :error::text, 'errorClass', :class::text),
                               status = CASE WHEN :delay::float8 IS NULL THEN 'DEAD' ELSE 'READY' END,
                               run_at = now() + make_interval(secs => coalesce(:delay::float8, 0)),
                               died_at = CASE WHEN :delay::float8 IS NULL THEN now() END
                        WHERE team_id = :team AND id = :id AND claim = :claim
                        """)
                .bind("error", error)
                .bind("class", errorClass)
                .bind("team", job.team().value())
                .bind("id", job.id())
                .bind("claim", job.claim())
                .bind("delay", Binds.orNull(delay == null ? null : seconds(delay), Double.class))
                .fetch()
                .rowsUpdated();
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
                                              AND status IN ('READY', 'PARKED') RETURNING *
                        """ + ARCHIVED)
                .bind("status", "CANCELLED")
                .bind("team", team.value())
                .bind("campaign", campaign)
                .fetch()
                .rowsUpdated();
    }

    /** Jobs that nobody works on go to the archive; the number that went. */
    Mono<Long> withdraw(TeamId team, Collection<UUID> ids) {
        return database.sql("""
                        WITH gone AS (
                            DELETE FROM job WHERE team_id = :team AND id = ANY(:ids)
                                              AND status IN ('READY', 'PARKED', 'DEAD') RETURNING *
                        """ + ARCHIVED)
                .bind("status", "CANCELLED")
                .bind("team", team.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }

    /** Jobs that wait for their time are due now. */
    Mono<Long> wake(TeamId team, Collection<UUID> ids) {
        return database.sql("""
                        UPDATE job SET run_at = now()
                        WHERE team_id = :team AND id = ANY(:ids) AND status = 'READY' AND run_at > now()
                        """)
                .bind("team", team.value())
                .bind("ids", ids.toArray(UUID[]::new))
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

    /** A team whose turn it may be in a queue. @param lost how many of its jobs there have just lost their worker */
    record Swept(Ring ring, long lost) {}

    /** @param waited seconds since the job was due */
    record Claimed(Job job, double waited) {}

    static Job job(Readable row) {
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
