package com.messageai.leadgen.job;

import com.messageai.leadgen.lifecycle.Bites;
import com.messageai.leadgen.lifecycle.Chore;
import com.messageai.leadgen.lifecycle.Days;
import com.messageai.leadgen.store.Rows;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts the archive's days that are over, once, and forgets the counts with the days. */
@Component
class ArchiveCounts implements Chore {

    // Days are counted in order, a team's whole day in one statement: of the newest day that anybody has, some teams
    // may be missing, of those before it none is. Ten minutes after its end, every transaction of a day has ended.
    private static final String UNCOUNTED = """
            SELECT t.id, d.day::date AS day
            FROM (SELECT (now() AT TIME ZONE 'UTC' - interval '10 minutes')::date - 1 AS last) AS l
            CROSS JOIN generate_series(
                coalesce((SELECT max(day) FROM job_day), l.last - CAST(:keep AS int))::timestamp, l.last::timestamp,
                interval '1 day') AS d (day)
            CROSS JOIN team t
            WHERE NOT EXISTS (SELECT 1 FROM job_day c WHERE c.team_id = t.id AND c.day = d.day::date)
              AND EXISTS (SELECT 1 FROM job_archive a
                          WHERE a.team_id = t.id AND a.settled_at >= d.day AT TIME ZONE 'UTC'
                            AND a.settled_at < (d.day + interval '1 day') AT TIME ZONE 'UTC')
            ORDER BY d.day, t.id
            """;

    private static final String COUNT = """
            INSERT INTO job_day (team_id, queue, status, day, jobs)
            SELECT team_id, queue, status, CAST(:day AS date), count(*) FROM job_archive
            WHERE team_id = :team AND settled_at >= CAST(:day AS date)::timestamp AT TIME ZONE 'UTC'
              AND settled_at < (CAST(:day AS date) + 1)::timestamp AT TIME ZONE 'UTC'
            GROUP BY team_id, queue, status
            ON CONFLICT (team_id, queue, status, day) DO UPDATE SET jobs = EXCLUDED.jobs
            """;

    private static final String FORGET = """
            DELETE FROM job_day WHERE ctid = ANY (ARRAY (
                SELECT ctid FROM job_day WHERE day < (now() AT TIME ZONE 'UTC')::date - CAST(:keep AS int) LIMIT :bite))
            """;

    private record TeamDay(UUID team, LocalDate day) {}

    private final DatabaseClient database;
    private final RetentionProperties retention;

    ArchiveCounts(DatabaseClient database, RetentionProperties retention) {
        this.database = database;
        this.retention = retention;
    }

    @Override
    public String name() {
        return "job-archive-counts";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public Mono<Long> run() {
        return uncounted()
                .collectList()
                .flatMapIterable(days -> days)
                .concatMap(this::count)
                .reduce(0L, Long::sum)
                .zipWhen(counted -> forget(), Long::sum);
    }

    private Flux<TeamDay> uncounted() {
        return database.sql(UNCOUNTED)
                .bind("keep", Days.of(retention.jobs()))
                .map(row ->
                        new TeamDay(Rows.required(row, "id", UUID.class), Rows.required(row, "day", LocalDate.class)))
                .all();
    }

    private Mono<Long> count(TeamDay one) {
        return database.sql(COUNT)
                .bind("team", one.team())
                .bind("day", one.day())
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> forget() {
        return Bites.of(database.sql(FORGET).bind("keep", Days.of(retention.jobs())));
    }
}
