package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Keyset;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.store.SortKey;
import com.messageai.leadgen.team.TeamId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Jobs as people look at them, live and settled ones in one list. A job keeps its id when it is settled, so a walk meets
 * it once though it moves meanwhile. Ids are in order of creation, and each table has an index by them: a page reads no
 * more rows than it shows, and those that a filter leaves out on the way.
 */
@Component
public class JobList {

    private static final String LIVE = """
            SELECT team_id, id, queue, type, campaign_id,
                   CASE WHEN status <> 'READY' THEN status WHEN run_at <= now() THEN 'WAITING' ELSE 'DELAYED' END
                     AS status,
                   attempt, stalls, run_at, delay_reason, last_error, error_class, correlation_id, created_at,
                   NULL::timestamptz AS settled_at, attempts
            FROM\s""";
    private static final String SETTLED = """
            SELECT team_id, id, queue, type, campaign_id, status, attempt, NULL::int AS stalls,
                   NULL::timestamptz AS run_at, NULL::text AS delay_reason, attempts -> -1 ->> 'error' AS last_error,
                   error_class, correlation_id, created_at, settled_at, attempts
            FROM\s""";
    /** Live and settled jobs. */
    static final String ALL = LIVE + "job UNION ALL " + SETTLED + "job_archive";

    private static final Keyset JOBS = list(ALL);
    private static final Map<JobStatus, Keyset> BY_STATUS = Arrays.stream(JobStatus.values())
            .collect(Collectors.toMap(
                    Function.identity(), status -> list((status.settled() ? SETTLED : LIVE) + status.rows())));

    private final DatabaseClient database;
    private final Attempts attempts;

    JobList(DatabaseClient database, Attempts attempts) {
        this.database = database;
        this.attempts = attempts;
    }

    private static Keyset list(String rows) {
        return Keyset.of("(" + rows + ") j", "j.id").sort("createdAt", "j.id", SortKey.ID);
    }

    Mono<Page<JobView>> page(TeamId team, JobFilter filter, PageRequest request) {
        JobStatus status = filter.status();
        return (status == null ? JOBS : BY_STATUS.getOrDefault(status, JOBS))
                .select("j.*")
                .where("j.team_id = :team", "team", team.value())
                .whereIf("j.queue = :queue", "queue", filter.queue())
                .whereIf("j.campaign_id = :campaign", "campaign", filter.campaignId())
                .page(database, request, row -> view(row, null));
    }

    /** One job with its attempts; empty when the team has none of that id. */
    public Mono<JobView> find(TeamId team, UUID id) {
        return database.sql("SELECT * FROM (" + ALL + ") j WHERE team_id = :team AND id = :id")
                .bind("team", team.value())
                .bind("id", id)
                .map(row -> view(row, attempts.read(Rows.required(row, "attempts", String.class))))
                .one();
    }

    private static JobView view(Readable row, @Nullable List<Attempt> attempts) {
        return new JobView(
                Rows.required(row, "id", UUID.class),
                Queue.valueOf(Rows.required(row, "queue", String.class)),
                Rows.required(row, "type", String.class),
                row.get("campaign_id", UUID.class),
                JobStatus.valueOf(Rows.required(row, "status", String.class)),
                Rows.required(row, "attempt", Integer.class),
                row.get("stalls", Integer.class),
                row.get("run_at", Instant.class),
                row.get("delay_reason", String.class),
                row.get("last_error", String.class),
                row.get("error_class", String.class),
                row.get("correlation_id", String.class),
                Rows.required(row, "created_at", Instant.class),
                row.get("settled_at", Instant.class),
                attempts);
    }
}
