package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Campaigns as the stages move them: status and counters. Belongs into the transaction of the stage. */
@Component
public class CampaignRuns {

    private static final String COLUMNS = """
            team_id, id, status, status_reason, icp_id, icp_version, platforms, search_criteria::text AS search_criteria,
            max_prospects, qualify_threshold, review_threshold, discovered_count, scored_count, failed_unscored_count,
            open_jobs, open_sources
            """;

    private final DatabaseClient database;

    CampaignRuns(DatabaseClient database) {
        this.database = database;
    }

    /** A change of a campaign's row. @param was the status before */
    public record Advance(CampaignStatus was, CampaignRun run) {

        public boolean statusChanged() {
            return was != run.status();
        }
    }

    public Mono<CampaignRun> find(TeamId team, CampaignId id) {
        return database.sql("SELECT " + COLUMNS + " FROM prospecting_campaign WHERE team_id = :team AND id = :id")
                .bind("team", team.value())
                .bind("id", id.value())
                .map(CampaignRuns::run)
                .one();
    }

    /** The campaign, locked until the end of the transaction. */
    public Mono<CampaignRun> lock(TeamId team, CampaignId id) {
        return database.sql("SELECT " + COLUMNS
                        + " FROM prospecting_campaign WHERE team_id = :team AND id = :id FOR NO KEY UPDATE")
                .bind("team", team.value())
                .bind("id", id.value())
                .map(CampaignRuns::run)
                .one();
    }

    /**
     * A campaign beside its team's others.
     *
     * @param teamUnscored prospects of all running campaigns of the team that wait for their score
     */
    public record InTeam(CampaignRun run, int teamUnscored) {}

    public Mono<InTeam> inTeam(TeamId team, CampaignId id) {
        return database.sql("SELECT " + COLUMNS + """
                        , (SELECT coalesce(sum(r.discovered_count - r.scored_count - r.failed_unscored_count), 0)::int
                           FROM prospecting_campaign r WHERE r.team_id = :team AND r.status = 'RUNNING') AS team_unscored
                        FROM prospecting_campaign WHERE team_id = :team AND id = :id
                        """)
                .bind("team", team.value())
                .bind("id", id.value())
                .map(row -> new InTeam(run(row), Rows.required(row, "team_unscored", Integer.class)))
                .one();
    }

    /** The ICP's version with which the campaign runs from now on. */
    public Mono<Void> pin(TeamId team, CampaignId id, int icpVersion) {
        return database.sql("UPDATE prospecting_campaign SET icp_version = :version WHERE team_id = :team AND id = :id")
                .bind("version", icpVersion)
                .bind("team", team.value())
                .bind("id", id.value())
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Moves a campaign that the caller has locked and whose transition it has checked. */
    public Mono<CampaignRun> move(TeamId team, CampaignId id, CampaignStatus to, @Nullable String reason) {
        var statement = database.sql("""
                        UPDATE prospecting_campaign SET status = :to, status_reason = :reason, updated_at = now(),
                               version = version + 1,
                               parked_jobs = CASE WHEN :to = 'RUNNING' THEN 0 ELSE parked_jobs END,
                               started_at = CASE WHEN :to = 'RUNNING' THEN coalesce(started_at, now()) ELSE started_at END,
                               completed_at = CASE WHEN :to IN ('COMPLETED', 'FAILED', 'CANCELLED') THEN now() END
                        WHERE team_id = :team AND id = :id
                        RETURNING\s""" + COLUMNS)
                .bind("to", to.name())
                .bind("team", team.value())
                .bind("id", id.value());
        statement = reason == null ? statement.bindNull("reason", String.class) : statement.bind("reason", reason);
        return statement.map(CampaignRuns::run).one();
    }

    /**
     * Counts what a stage did and ends the campaign when nothing is open any more: it is completed; or paused when jobs
     * wait for a larger budget; or failed when every source failed and nothing was found.
     */
    public Mono<Advance> advance(TeamId team, CampaignId id, Tally tally) {
        return database.sql("""
                        UPDATE prospecting_campaign c SET
                            discovered_count = discovered_count + :discovered, scored_count = scored_count + :scored,
                            qualified_count = qualified_count + :qualified, review_count = review_count + :review,
                            archived_count = archived_count + :archived, enriched_count = enriched_count + :enriched,
                            lead_count = lead_count + :leads, failed_count = failed_count + :failed,
                            failed_unscored_count = greatest(0, failed_unscored_count + :failedUnscored),
                            score_sum = score_sum + :scoreSum, open_jobs = open_jobs + :openJobs,
                            open_sources = open_sources + :openSources, parked_jobs = parked_jobs + :parkedJobs,
                            updated_at = now(),
                            status = coalesce(e.next, status), version = version + (e.next IS NOT NULL)::int,
                            status_reason = CASE WHEN e.next IS NULL THEN status_reason ELSE e.reason END,
                            completed_at = CASE WHEN e.next IN ('COMPLETED', 'FAILED') THEN now() ELSE completed_at END
                        FROM (
                            SELECT CASE WHEN NOT over THEN NULL WHEN parked > 0 THEN 'PAUSED'
                                        WHEN fruitless THEN 'FAILED' ELSE 'COMPLETED' END AS next,
                                   CASE WHEN NOT over THEN NULL WHEN parked > 0 THEN 'BUDGET_SPENT'
                                        WHEN fruitless THEN 'NO_SOURCE' END AS reason
                            FROM (
                                SELECT r.status = 'RUNNING' AND r.open_sources + :openSources = 0
                                           AND r.open_jobs + :openJobs <= r.parked_jobs + :parkedJobs AS over,
                                       r.parked_jobs + :parkedJobs AS parked,
                                       r.discovered_count + :discovered = 0 AND NOT EXISTS (
                                           SELECT 1 FROM campaign_source s
                                           WHERE s.team_id = :team AND s.campaign_id = :id AND s.outcome <> 'FAILED')
                                           AS fruitless
                                FROM (SELECT * FROM prospecting_campaign
                                      WHERE team_id = :team AND id = :id FOR NO KEY UPDATE) r) o) e
                        WHERE c.team_id = :team AND c.id = :id
                        RETURNING old.status AS was, c.team_id, c.id, c.status, c.status_reason, icp_id, icp_version,
                                  platforms, search_criteria::text AS search_criteria, max_prospects, qualify_threshold,
                                  review_threshold, discovered_count, scored_count, failed_unscored_count, open_jobs,
                                  open_sources
                        """)
                .bind("discovered", tally.discovered())
                .bind("scored", tally.scored())
                .bind("qualified", tally.qualified())
                .bind("review", tally.review())
                .bind("archived", tally.archived())
                .bind("enriched", tally.enriched())
                .bind("leads", tally.leads())
                .bind("failed", tally.failed())
                .bind("failedUnscored", tally.failedUnscored())
                .bind("scoreSum", tally.scoreSum())
                .bind("openJobs", tally.openJobs())
                .bind("openSources", tally.openSources())
                .bind("parkedJobs", tally.parkedJobs())
                .bind("team", team.value())
                .bind("id", id.value())
                .map(row -> new Advance(CampaignStatus.valueOf(Rows.required(row, "was", String.class)), run(row)))
                .one();
    }

    private static CampaignRun run(Readable row) {
        return new CampaignRun(
                new TeamId(Rows.required(row, "team_id", UUID.class)),
                new CampaignId(Rows.required(row, "id", UUID.class)),
                CampaignStatus.valueOf(Rows.required(row, "status", String.class)),
                row.get("status_reason", String.class),
                new IcpId(Rows.required(row, "icp_id", UUID.class)),
                Rows.required(row, "icp_version", Integer.class),
                Arrays.stream(Rows.required(row, "platforms", String[].class))
                        .map(Platform::valueOf)
                        .toList(),
                Rows.required(row, "search_criteria", String.class),
                row.get("max_prospects", Integer.class),
                new Thresholds(
                        Rows.required(row, "qualify_threshold", Integer.class),
                        Rows.required(row, "review_threshold", Integer.class)),
                Rows.required(row, "discovered_count", Integer.class),
                Rows.required(row, "scored_count", Integer.class),
                Rows.required(row, "failed_unscored_count", Integer.class),
                Rows.required(row, "open_jobs", Integer.class),
                Rows.required(row, "open_sources", Integer.class));
    }
}
