package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** The figures of a team's queues, counted where all instances write: in PostgreSQL. */
@Component
class QueueOverview {

    // Days that are over have been counted once; what was settled after the last of them is counted here. A team has a
    // row for every such day on which any of its jobs was settled, so the newest row tells where to begin.
    private static final String FIGURES = """
            WITH live AS (
                SELECT queue,
                       count(*) FILTER (WHERE status = 'READY' AND run_at <= now()) AS waiting,
                       count(*) FILTER (WHERE status = 'READY' AND run_at > now()) AS delayed,
                       count(*) FILTER (WHERE status = 'ACTIVE') AS active,
                       count(*) FILTER (WHERE status = 'PARKED') AS parked,
                       count(*) FILTER (WHERE status = 'DEAD') AS dead,
                       min(run_at) FILTER (WHERE status = 'READY' AND run_at <= now()) AS oldest
                FROM job WHERE team_id = :team GROUP BY queue),
            past AS (
                SELECT queue, sum(jobs)::bigint AS completed
                FROM job_day WHERE team_id = :team AND status = 'COMPLETED' GROUP BY queue),
            fresh AS (
                SELECT queue, count(*) AS completed FROM job_archive
                WHERE team_id = :team AND status = 'COMPLETED'
                  AND settled_at >= coalesce((
                        SELECT (max(day) + 1)::timestamp AT TIME ZONE 'UTC' FROM job_day WHERE team_id = :team),
                        '-infinity')
                GROUP BY queue)
            SELECT q.name, p.paused_at, coalesce(live.waiting, 0) AS waiting, coalesce(live.delayed, 0) AS delayed,
                   coalesce(live.active, 0) AS active, coalesce(live.parked, 0) AS parked,
                   coalesce(live.dead, 0) AS dead,
                   coalesce(past.completed, 0) + coalesce(fresh.completed, 0) AS completed,
                   coalesce(extract(epoch FROM now() - live.oldest)::bigint, 0) AS oldest
            FROM UNNEST(:queues::text[]) WITH ORDINALITY AS q(name, ord)
            LEFT JOIN live ON live.queue = q.name
            LEFT JOIN past ON past.queue = q.name
            LEFT JOIN fresh ON fresh.queue = q.name
            LEFT JOIN queue_pause p ON p.team_id = :team AND p.queue = q.name
            ORDER BY q.ord
            """;

    private final DatabaseClient database;
    private final QueueProperties settings;

    QueueOverview(DatabaseClient database, QueueProperties settings) {
        this.database = database;
        this.settings = settings;
    }

    /** All queues, in order of priority. */
    Flux<QueueView> of(TeamId team) {
        return database.sql(FIGURES)
                .bind("team", team.value())
                .bind("queues", Arrays.stream(Queue.values()).map(Queue::name).toArray(String[]::new))
                .map(this::view)
                .all();
    }

    private QueueView view(Readable row) {
        Queue queue = Queue.valueOf(Rows.required(row, "name", String.class));
        Instant pausedAt = row.get("paused_at", Instant.class);
        return new QueueView(
                queue,
                queue.priority(),
                settings.concurrency(queue),
                pausedAt != null,
                pausedAt,
                count(row, "waiting"),
                count(row, "delayed"),
                count(row, "active"),
                count(row, "parked"),
                count(row, "completed"),
                count(row, "dead"),
                count(row, "oldest"));
    }

    private static long count(Readable row, String column) {
        return Rows.required(row, column, Long.class);
    }
}
