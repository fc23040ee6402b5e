package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How far each platform's search of a campaign has come. The job that searches a platform
 * writes its row; pulls of lead forms only add to what it has found. */
@Component
public class CampaignSources {

    /** Why a source runs and finds nobody: its people come as a file, which nobody has sent yet. */
    public static final String WAITING_FOR_FILE = "WAITING_FOR_FILE";

    /** How a source stands; {@code RUNNING} until its end. */
    public enum Outcome {
        RUNNING,
        EXHAUSTED,
        LIMIT_REACHED,
        TRUNCATED,
        FAILED
    }

    /**
     * One platform of a campaign.
     *
     * @param found prospects that came from it
     * @param criteria what is asked for, a JSON object in the platform's terms; null until it was translated
     * @param cursor where the next page begins, null at the start
     */
    public record Source(
            Platform platform,
            Outcome outcome,
            @Nullable String reason,
            int found,
            int pages,
            @Nullable String criteria,
            @Nullable String cursor) {}

    private final DatabaseClient database;

    CampaignSources(DatabaseClient database) {
        this.database = database;
    }

    public Flux<Source> of(TeamId team, CampaignId campaign) {
        return database.sql("""
                        SELECT platform, outcome, reason, found, pages, nullif(criteria, '{}')::text AS criteria, cursor
                        FROM campaign_source WHERE team_id = :team AND campaign_id = :campaign ORDER BY platform
                        """)
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .map(CampaignSources::source)
                .all();
    }

    /** Opens sources; those that are there stay as they are. The number that were opened. */
    public Mono<Long> open(TeamId team, CampaignId campaign, Collection<Platform> platforms) {
        return database.sql("""
                        INSERT INTO campaign_source (team_id, campaign_id, platform, reason)
                        SELECT :team, :campaign, p, CASE WHEN p = 'CSV' THEN :waiting END
                        FROM UNNEST(:platforms::text[]) AS p ON CONFLICT DO NOTHING
                        """)
                .bind("waiting", WAITING_FOR_FILE)
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .bind("platforms", platforms.stream().map(Platform::name).toArray(String[]::new))
                .fetch()
                .rowsUpdated();
    }

    /** Opens a source that may be there already, running or ended; the number that were opened. */
    public Mono<Integer> reopen(TeamId team, CampaignId campaign, Platform platform) {
        return database.sql("""
                        INSERT INTO campaign_source AS s (team_id, campaign_id, platform)
                        VALUES (:team, :campaign, :platform)
                        ON CONFLICT (team_id, campaign_id, platform) DO UPDATE
                           SET outcome = 'RUNNING', reason = NULL, updated_at = now()
                        RETURNING (old.outcome IS DISTINCT FROM 'RUNNING')::int AS opened
                        """)
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .bind("platform", platform.name())
                .map(row -> Rows.required(row, "opened", Integer.class))
                .one();
    }

    /** Says why a source that runs finds nobody at the moment. */
    public Mono<Void> waits(TeamId team, CampaignId campaign, Platform platform, String reason) {
        return database.sql("""
                        UPDATE campaign_source SET reason = :reason, updated_at = now()
                        WHERE team_id = :team AND campaign_id = :campaign AND platform = :platform
                          AND outcome = 'RUNNING'
                        """)
                .bind("reason", reason)
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .bind("platform", platform.name())
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Lets a source that had failed go on from where it was; empty when it had not failed. */
    public Mono<Source> restart(TeamId team, CampaignId campaign, Platform platform) {
        return database.sql("""
                        UPDATE campaign_source SET outcome = 'RUNNING', reason = NULL, updated_at = now()
                        WHERE team_id = :team AND campaign_id = :campaign AND platform = :platform
                          AND outcome = 'FAILED'
                        RETURNING platform, outcome, reason, found, pages, criteria::text AS criteria, cursor
                        """)
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .bind("platform", platform.name())
                .map(CampaignSources::source)
                .one();
    }

    /** Ends all sources that were running. */
    public Mono<Long> endAll(TeamId team, CampaignId campaign, String reason) {
        return database.sql("""
                        UPDATE campaign_source SET outcome = 'FAILED', reason = :reason, updated_at = now()
                        WHERE team_id = :team AND campaign_id = :campaign AND outcome = 'RUNNING'
                        """)
                .bind("reason", reason)
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .fetch()
                .rowsUpdated();
    }

    public Mono<Void> ask(TeamId team, CampaignId campaign, Platform platform, String criteria) {
        return database.sql("""
                        UPDATE campaign_source SET criteria = :criteria::jsonb, updated_at = now()
                        WHERE team_id = :team AND campaign_id = :campaign AND platform = :platform
                        """)
                .bind("criteria", criteria)
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .bind("platform", platform.name())
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** Counts a page; a source that was ended meanwhile stays so. */
    public Mono<Source> advance(
            TeamId team, CampaignId campaign, Platform platform, int found, @Nullable String cursor, Outcome outcome) {
        var statement = database.sql("""
                        UPDATE campaign_source SET found = found + :found, pages = pages + 1, cursor = :cursor,
                               outcome = CASE WHEN outcome = 'RUNNING' THEN :outcome ELSE outcome END, updated_at = now()
                        WHERE team_id = :team AND campaign_id = :campaign AND platform = :platform
                        RETURNING platform, outcome, reason, found, pages, criteria::text AS criteria, cursor
                        """)
                .bind("found", found)
                .bind("outcome", outcome.name())
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .bind("platform", platform.name());
        statement = cursor == null ? statement.bindNull("cursor", String.class) : statement.bind("cursor", cursor);
        return statement.map(CampaignSources::source).one();
    }

    /**
     * Counts people who came by themselves, on a platform that is searched or not: neither its cursor nor its outcome is
     * touched.
     */
    public Mono<Source> count(TeamId team, CampaignId campaign, Platform platform, int found) {
        return database.sql("""
                        INSERT INTO campaign_source AS s (team_id, campaign_id, platform, outcome, found, pages)
                        VALUES (:team, :campaign, :platform, 'EXHAUSTED', :found, 1)
                        ON CONFLICT (team_id, campaign_id, platform) DO UPDATE
                           SET found = s.found + :found, pages = s.pages + 1, updated_at = now()
                        RETURNING platform, outcome, reason, found, pages, criteria::text AS criteria, cursor
                        """)
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .bind("platform", platform.name())
                .bind("found", found)
                .map(CampaignSources::source)
                .one();
    }

    /** Ends a source that was running; the number that were. */
    public Mono<Long> end(
            TeamId team, CampaignId campaign, Platform platform, Outcome outcome, @Nullable String reason) {
        var statement = database.sql("""
                        UPDATE campaign_source SET outcome = :outcome, reason = :reason, updated_at = now()
                        WHERE team_id = :team AND campaign_id = :campaign AND platform = :platform
                          AND outcome = 'RUNNING'
                        """)
                .bind("outcome", outcome.name())
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .bind("platform", platform.name());
        statement = reason == null ? statement.bindNull("reason", String.class) : statement.bind("reason", reason);
        return statement.fetch().rowsUpdated();
    }

    private static Source source(Readable row) {
        return new Source(
                Platform.valueOf(Rows.required(row, "platform", String.class)),
                Outcome.valueOf(Rows.required(row, "outcome", String.class)),
                row.get("reason", String.class),
                Rows.required(row, "found", Integer.class),
                Rows.required(row, "pages", Integer.class),
                row.get("criteria", String.class),
                row.get("cursor", String.class));
    }
}
