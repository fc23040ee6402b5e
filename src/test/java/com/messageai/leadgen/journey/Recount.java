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

    /** Those who wait for their profile to be read, or for the score after it, without the job that does it. */
    public static final String WAITING_FOR_NOBODY = """
            SELECT p.id FROM prospect p WHERE p.team_id = :team AND p.status = 'SCORED' AND NOT EXISTS (
                SELECT 1 FROM job j WHERE j.team_id = p.team_id AND j.campaign_id = p.campaign_id AND j.status <> 'DEAD'
                  AND j.type = CASE WHEN p.profile_read_at IS NULL THEN 'READ_PROFILE' ELSE 'SCORE' END
                  AND jsonb_exists(j.payload -> 'prospects', p.id::text))
            """;

    /** Those about whom something else was said than that more is to be learned, or nothing else, while they wait. */
    public static final String DECIDED_AND_WAITING = """
            SELECT id FROM prospect WHERE team_id = :team
              AND (status = 'SCORED' AND outcome <> 'ENRICH' OR outcome = 'ENRICH' AND status NOT IN ('SCORED', 'FAILED'))
            """;

    /** Those who were archived by a row that says little, though what is unknown could have brought them into review. */
    public static final String ARCHIVED_UNREAD = """
            SELECT p.id FROM prospect p
            JOIN prospect_score s ON s.team_id = p.team_id AND s.prospect_id = p.id
            JOIN prospecting_campaign c ON c.team_id = p.team_id AND c.id = p.campaign_id
            WHERE p.team_id = :team AND p.platform = 'LINKEDIN' AND p.status = 'ARCHIVED' AND p.profile_read_at IS NULL
              AND p.enriched_at IS NULL AND (s.explanation ->> 'high')::int >= c.review_threshold
              AND (p.profile -> 'skills' = '[]' OR coalesce(p.profile ->> 'bio', '') = '')
              AND NOT EXISTS (SELECT 1 FROM form_answer f WHERE f.team_id = p.team_id AND f.prospect_id = p.id)
            """;

    public static final String OPEN_JOBS = "SELECT id FROM job WHERE team_id = :team";
}
