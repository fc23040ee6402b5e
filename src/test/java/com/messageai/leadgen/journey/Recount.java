package com.messageai.leadgen.journey;

import com.messageai.leadgen.team.TeamId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** What must be true of a campaign at rest, asked of the tables themselves. */
public final class Recount {

    private Recount() {}

    /** Each counter of the campaign beside a count of its rows; both must be the same text. */
    public static Map<String, String> of(DatabaseClient database, TeamId team, String campaign) {
        return database.sql("""
                        SELECT format('%s %s %s %s %s %s %s %s %s %s', discovered_count, scored_count, qualified_count,
                                      review_count, archived_count, enriched_count, lead_count, failed_count, failed_unscored_count,
                                      score_sum)
                                 AS counted,
                               (SELECT format('%s %s %s %s %s %s %s %s %s %s', count(*), count(icp_match_score),
                                      count(*) FILTER (WHERE outcome = 'QUALIFIED'),
                                      count(*) FILTER (WHERE status = 'IN_REVIEW'),
                                      count(*) FILTER (WHERE status = 'ARCHIVED'), count(enriched_at),
                                      count(*) FILTER (WHERE status = 'CONVERTED'),
                                      count(*) FILTER (WHERE status = 'FAILED'),
                                      count(*) FILTER (WHERE status = 'FAILED' AND icp_match_score IS NULL), coalesce(sum(icp_match_score), 0))
                                FROM prospect p WHERE p.team_id = c.team_id AND p.campaign_id = c.id) AS recounted
                        FROM prospecting_campaign c WHERE team_id = :team AND id = :id
                        """)
                .bind("team", team.value())
                .bind("id", UUID.fromString(campaign))
                .map(row -> Map.of(
                        "counted", Objects.requireNonNull(row.get("counted", String.class)),
                        "recounted", Objects.requireNonNull(row.get("recounted", String.class))))
                .one()
                .block(Visitor.PATIENCE);
    }

    /** How many rows a query finds that should find none. */
    public static long offences(DatabaseClient database, TeamId team, String query) {
        return Objects.requireNonNull(database.sql("SELECT count(*) AS count FROM (" + query + ") offences")
                .bind("team", team.value())
                .map(row -> Objects.requireNonNull(row.get("count", Long.class)))
                .one()
                .block(Visitor.PATIENCE));
    }

    public static final String TWO_OPEN_LEADS = """
            SELECT person_id FROM lead WHERE team_id = :team
              AND status IN ('NEW', 'CONTACTED', 'ENGAGED', 'QUALIFIED', 'NURTURE')
            GROUP BY person_id HAVING count(*) > 1
            """;

    public static final String GAPS_IN_THE_JOURNAL = """
            SELECT number FROM (SELECT number, row_number() OVER (ORDER BY number) AS expected
                                FROM campaign_event WHERE team_id = :team) n WHERE number <> expected
            """;

    public static final String OPEN_JOBS = "SELECT id FROM job WHERE team_id = :team";
}
