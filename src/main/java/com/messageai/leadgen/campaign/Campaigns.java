package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.Binds;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Keyset;
import com.messageai.leadgen.store.Like;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.store.SortKey;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.UserId;
import com.messageai.leadgen.web.Problem;
import com.messageai.leadgen.web.Problems;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The campaigns of each team.
 *
 * <p>A draft goes by the newest content of its ICP: {@code icp_version} of its row is what it was when the row was last
 * written, and counts only from the start on, which pins it.
 */
@Component
public class Campaigns {

    private static final String FROM = "prospecting_campaign c JOIN icp i ON i.team_id = c.team_id AND i.id = c.icp_id";

    private static final Keyset BY_KEY = Keyset.of(FROM, "c.id")
            .sort("createdAt", "c.created_at", SortKey.TIME)
            .sort("name", "c.name", SortKey.TEXT)
            .nullableSort("startedAt", "c.started_at", SortKey.TIME);

    private static final String SETTINGS = """
            icp_id = :icp, name = :name, platforms = CAST(:platforms AS text[]),
            search_criteria = CAST(:criteria AS jsonb), max_prospects = :maxProspects, budget = :budget,
            currency = COALESCE(:currency, currency), qualify_threshold = :qualify, review_threshold = :review
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final CampaignRows rows;
    private final JsonMapper json;

    Campaigns(DatabaseClient database, Transactions transactions, JsonMapper json) {
        this.database = database;
        this.transactions = transactions;
        this.rows = new CampaignRows(json);
        this.json = json;
    }

    /** Empty where the team has no such campaign. */
    public Mono<Campaign> find(TeamId team, CampaignId id) {
        return select("", team, id);
    }

    /** Keeps a draft, whose settings must be within the rules; 422 where the team has no such ICP. */
    public Mono<Campaign> create(TeamId team, @Nullable UserId creator, CampaignSettings settings) {
        return bind(database.sql("""
                        WITH c AS (
                            INSERT INTO prospecting_campaign (team_id, id, icp_id, icp_version, name, platforms,
                                search_criteria, max_prospects, budget, currency, qualify_threshold, review_threshold,
                                created_by)
                            SELECT :team, :id, i.id, i.content_version, :name, CAST(:platforms AS text[]),
                                CAST(:criteria AS jsonb), :maxProspects, :budget, COALESCE(:currency, 'USD'), :qualify,
                                :review, :creator
                            FROM icp i WHERE i.team_id = :team AND i.id = :icp
                            RETURNING *)
                        SELECT %s FROM c JOIN icp i ON i.team_id = c.team_id AND i.id = c.icp_id
                        """.formatted(CampaignRows.COLUMNS)), team, new CampaignId(Ids.next()), settings)
                .bind("creator", Binds.orNull(creator == null ? null : creator.value(), UUID.class))
                .map(rows::campaign)
                .one()
                .onErrorMap(DataIntegrityViolationException.class, gone -> unknownIcp())
                .switchIfEmpty(Mono.error(Campaigns::unknownIcp));
    }

    Mono<Page<Campaign>> list(TeamId team, CampaignFilter filter, PageRequest page) {
        return BY_KEY.select(CampaignRows.COLUMNS)
                .where("c.team_id = :team", "team", team.value())
                .whereIf("c.status = :status", "status", filter.status())
                .whereIf("c.icp_id = :icp", "icp", filter.icpId())
                .whereIf("CAST(:platform AS text) = ANY (c.platforms)", "platform", filter.platform())
                .whereIf("c.name ILIKE :q", "q", Like.containing(filter.q()))
                .page(database, page, rows::campaign);
    }

    /** Keeps what {@code edit} makes of the settings, as far as the status allows. Empty where there is none. */
    Mono<Campaign> change(TeamId team, CampaignId id, Function<Campaign, CampaignSettings> edit) {
        return transactions.run(select(" FOR NO KEY UPDATE OF c", team, id).flatMap(campaign -> {
            CampaignSettings settings = edit.apply(campaign);
            if (settings.sameAs(campaign.settings())) {
                return Mono.just(campaign);
            }
            CampaignRules.change(campaign, settings);
            return update(team, id, settings);
        }));
    }

    /** What is deleted, with its prospects; its leads stay. Empty where there is none. @param check may refuse it */
    Mono<Campaign> delete(TeamId team, CampaignId id, Consumer<Campaign> check) {
        return transactions.run(select(" FOR UPDATE OF c", team, id)
                .doOnNext(check)
                .flatMap(campaign -> {
                    if (campaign.status() == CampaignStatus.RUNNING) {
                        return Mono.error(new CampaignRunning());
                    }
                    return database.sql("DELETE FROM prospecting_campaign WHERE team_id = :team AND id = :id")
                            .bind("team", team.value())
                            .bind("id", id.value())
                            .fetch()
                            .rowsUpdated()
                            .thenReturn(campaign);
                }));
    }

    private Mono<Campaign> update(TeamId team, CampaignId id, CampaignSettings settings) {
        return bind(database.sql("""
                        UPDATE prospecting_campaign c SET %s,
                            icp_version = CASE WHEN c.status = 'DRAFT' THEN i.content_version ELSE c.icp_version END,
                            version = c.version + 1, updated_at = now()
                        FROM icp i
                        WHERE c.team_id = :team AND c.id = :id AND i.team_id = :team AND i.id = :icp
                        RETURNING %s
                        """.formatted(SETTINGS, CampaignRows.COLUMNS)), team, id, settings)
                .map(rows::campaign)
                .one()
                .onErrorMap(DataIntegrityViolationException.class, gone -> unknownIcp())
                .switchIfEmpty(Mono.error(Campaigns::unknownIcp));
    }

    private Mono<Campaign> select(String lock, TeamId team, CampaignId id) {
        return database.sql("SELECT " + CampaignRows.COLUMNS + " FROM " + FROM
                        + " WHERE c.team_id = :team AND c.id = :id" + lock)
                .bind("team", team.value())
                .bind("id", id.value())
                .map(rows::campaign)
                .one();
    }

    private DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement, TeamId team, CampaignId id, CampaignSettings settings) {
        Money budget = settings.budget();
        return statement
                .bind("team", team.value())
                .bind("id", id.value())
                .bind("icp", settings.icp().value())
                .bind("name", settings.name())
                .bind(
                        "platforms",
                        settings.platforms().stream().map(Platform::name).toArray(String[]::new))
                .bind("criteria", json.writeValueAsString(settings.searchCriteria()))
                .bind("maxProspects", Binds.orNull(settings.maxProspects(), Integer.class))
                .bind("budget", Binds.orNull(budget == null ? null : budget.amount(), BigDecimal.class))
                .bind("currency", Binds.orNull(budget == null ? null : budget.currency(), String.class))
                .bind("qualify", settings.thresholds().qualify())
                .bind("review", settings.thresholds().review());
    }

    private static Problem unknownIcp() {
        return Problems.invalid("icpId", "must be an ICP of the team");
    }
}
