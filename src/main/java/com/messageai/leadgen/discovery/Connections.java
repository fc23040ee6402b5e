package com.messageai.leadgen.discovery;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.Binds;
import com.messageai.leadgen.store.Keyset;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.store.SortKey;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.UserId;
import com.messageai.leadgen.web.Problems;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The accounts that each team has connected. Writes of a pull belong into its transaction, after its job's fence: a
 * connection that is gone by then makes them fail with {@link Disconnected}, and nothing of the page is kept.
 */
@Component
public class Connections {

    private static final String COLUMNS = """
            team_id, id, platform, account_id, campaign_id, job_id, pulled_until, pulling_until, cursor, found,
            last_pulled_at, next_pull_at, last_error, created_at, updated_at, version, now() AS now
            """;

    private static final String WHERE = " WHERE team_id = :team AND id = :id";

    private static final Keyset BY_KEY = Keyset.of("connection", "id").sort("createdAt", "created_at", SortKey.TIME);

    private final DatabaseClient database;

    Connections(DatabaseClient database) {
        this.database = database;
    }

    /** A team wants an account's answers in a campaign. @param job who will pull */
    public record Claim(ConnectionId id, Platform platform, String accountId, CampaignId campaign, UUID job) {}

    /** Empty where the team has no such connection. */
    public Mono<Connection> find(TeamId team, ConnectionId id) {
        return one(database.sql("SELECT " + COLUMNS + " FROM connection" + WHERE), team, id);
    }

    public Flux<Connection> of(TeamId team, CampaignId campaign) {
        return database.sql("SELECT " + COLUMNS
                        + " FROM connection WHERE team_id = :team AND campaign_id = :campaign ORDER BY id")
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .map(Connections::connection)
                .all();
    }

    /** Those of the prospects who have answered a form. */
    public Flux<UUID> answered(TeamId team, Collection<UUID> prospects) {
        return database.sql("""
                        SELECT DISTINCT prospect_id FROM form_answer
                        WHERE team_id = :team AND prospect_id = ANY(:prospects)
                        """)
                .bind("team", team.value())
                .bind("prospects", prospects.toArray(UUID[]::new))
                .map(row -> Rows.required(row, "prospect_id", UUID.class))
                .all();
    }

    /** @param platform null for any @param campaign null for any */
    public Mono<Page<Connection>> list(
            TeamId team, @Nullable Platform platform, @Nullable UUID campaign, PageRequest page) {
        return BY_KEY.select(COLUMNS)
                .where("team_id = :team", "team", team.value())
                .whereIf("platform = :platform", "platform", platform)
                .whereIf("campaign_id = :campaign", "campaign", campaign)
                .page(database, page, Connections::connection);
    }

    /** Empty where the account is connected already, by whomever; fails where the campaign is not the team's. */
    public Mono<Connection> add(TeamId team, @Nullable UserId creator, Claim claim) {
        return database.sql("""
                        INSERT INTO connection (team_id, id, platform, account_id, campaign_id, job_id, created_by)
                        VALUES (:team, :id, :platform, :account, :campaign, :job, :creator)
                        ON CONFLICT ON CONSTRAINT connection_account DO NOTHING RETURNING\s""" + COLUMNS)
                .bind("team", team.value())
                .bind("id", claim.id().value())
                .bind("platform", claim.platform().name())
                .bind("account", claim.accountId())
                .bind("campaign", claim.campaign().value())
                .bind("job", claim.job())
                .bind("creator", Binds.orNull(creator == null ? null : creator.value(), UUID.class))
                .map(Connections::connection)
                .one()
                .onErrorMap(
                        DataIntegrityViolationException.class,
                        gone -> Problems.invalid("campaignId", "must be a campaign of the team"));
    }

    /** The number that went. */
    public Mono<Long> remove(TeamId team, Collection<ConnectionId> ids) {
        return database.sql("DELETE FROM connection WHERE team_id = :team AND id = ANY(:ids)")
                .bind("team", team.value())
                .bind("ids", ids.stream().map(ConnectionId::value).toArray(UUID[]::new))
                .fetch()
                .rowsUpdated();
    }

    /** Those of the answers that were not taken in yet. */
    public Mono<List<String>> unseen(Connection connection, Collection<String> answers) {
        return database.sql("""
                        SELECT a.id FROM UNNEST(:answers::text[]) AS a(id)
                        WHERE NOT EXISTS (SELECT 1 FROM form_answer f WHERE f.team_id = :team
                                            AND f.connection_id = :connection AND f.answer_id = a.id)
                        """)
                .bind("team", connection.team().value())
                .bind("connection", connection.id().value())
                .bind("answers", answers.toArray(String[]::new))
                .map(row -> Rows.required(row, "id", String.class))
                .all()
                .collectList();
    }

    /** Notes the answers whose person is in the campaign now; the number of them. */
    public Mono<Long> note(Connection connection, List<FormAnswer> answers) {
        if (answers.isEmpty()) {
            return Mono.just(0L);
        }
        return database.sql("""
                        INSERT INTO form_answer (team_id, connection_id, answer_id, prospect_id, submitted_at)
                        SELECT :team, :connection, a.id, p.id, a.at::timestamptz
                        FROM UNNEST(:answers::text[], :profiles::text[], :times::text[]) AS a(id, profile, at)
                        JOIN prospect p ON p.team_id = :team AND p.campaign_id = :campaign
                                       AND p.platform = :platform AND p.platform_profile_id = a.profile
                        ORDER BY a.id ON CONFLICT DO NOTHING
                        """)
                .bind("team", connection.team().value())
                .bind("connection", connection.id().value())
                .bind("campaign", connection.campaign().value())
                .bind("platform", connection.platform().name())
                .bind("answers", answers.stream().map(FormAnswer::id).toArray(String[]::new))
                .bind(
                        "profiles",
                        answers.stream()
                                .map(answer -> answer.profile().platformProfileId())
                                .toArray(String[]::new))
                .bind("times", answers.stream().map(Connections::time).toArray(String[]::new))
                .fetch()
                .rowsUpdated();
    }

    /** A page was kept, and the pull goes on at {@code cursor}. */
    public Mono<Connection> advance(Connection connection, Instant until, @Nullable String cursor, int found) {
        return written(
                change("pulling_until = :until, cursor = :cursor, found = found + :found, next_pull_at = now()")
                        .bind("until", until)
                        .bind("cursor", Binds.orNull(cursor, String.class))
                        .bind("found", found),
                connection);
    }

    /** The last page was kept: what was submitted until then is here. @param remark what may be missing */
    public Mono<Connection> finish(
            Connection connection, Instant until, int found, Duration next, @Nullable String remark) {
        return written(
                change("""
                        pulled_until = :until, pulling_until = NULL, cursor = NULL, found = found + :found,
                        last_pulled_at = now(), next_pull_at = now() + make_interval(secs => :next), last_error = :remark
                        """)
                        .bind("until", until)
                        .bind("found", found)
                        .bind("next", next.toMillis() / 1000.0)
                        .bind("remark", Binds.orNull(remark, String.class)),
                connection);
    }

    /**
     * A pull waits.
     *
     * @param delay null where it waits for somebody's decision
     * @param error why, where somebody may want to know
     */
    public Mono<Connection> wait(Connection connection, @Nullable Duration delay, @Nullable String error) {
        return written(
                change(
                                "next_pull_at = now() + make_interval(secs => :delay::float8), last_error = coalesce(:error, last_error)")
                        .bind("delay", Binds.orNull(delay == null ? null : delay.toMillis() / 1000.0, Double.class))
                        .bind("error", Binds.orNull(error, String.class)),
                connection);
    }

    private static @Nullable String time(FormAnswer answer) {
        Instant at = answer.submittedAt();
        return at == null ? null : at.toString();
    }

    private DatabaseClient.GenericExecuteSpec change(String assignments) {
        return database.sql("UPDATE connection SET " + assignments + ", updated_at = now(), version = version + 1"
                + WHERE + " RETURNING " + COLUMNS);
    }

    private static Mono<Connection> written(DatabaseClient.GenericExecuteSpec statement, Connection connection) {
        return one(statement, connection.team(), connection.id()).switchIfEmpty(Mono.error(Disconnected::new));
    }

    private static Mono<Connection> one(DatabaseClient.GenericExecuteSpec statement, TeamId team, ConnectionId id) {
        return statement
                .bind("team", team.value())
                .bind("id", id.value())
                .map(Connections::connection)
                .one();
    }

    private static Connection connection(Readable row) {
        return new Connection(
                new TeamId(Rows.required(row, "team_id", UUID.class)),
                new ConnectionId(Rows.required(row, "id", UUID.class)),
                Platform.valueOf(Rows.required(row, "platform", String.class)),
                Rows.required(row, "account_id", String.class),
                new CampaignId(Rows.required(row, "campaign_id", UUID.class)),
                Rows.required(row, "job_id", UUID.class),
                row.get("pulled_until", Instant.class),
                row.get("pulling_until", Instant.class),
                row.get("cursor", String.class),
                Rows.required(row, "found", Integer.class),
                row.get("last_pulled_at", Instant.class),
                row.get("next_pull_at", Instant.class),
                row.get("last_error", String.class),
                Rows.required(row, "created_at", Instant.class),
                Rows.required(row, "updated_at", Instant.class),
                Rows.required(row, "version", Integer.class),
                Rows.required(row, "now", Instant.class));
    }
}
