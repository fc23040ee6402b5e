package com.messageai.leadgen.feed;

import com.messageai.leadgen.campaign.CampaignCounts;
import com.messageai.leadgen.campaign.CampaignStatus;
import com.messageai.leadgen.campaign.Money;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads where campaigns stand, each time together with the journal's number in one statement. */
@Component
class Standings {

    private static final String SELECT = """
            SELECT coalesce(f.last_number, 0) AS number, now() AS at, c.*
            FROM (SELECT 1) AS one
            LEFT JOIN team_feed f ON f.team_id = :team
            LEFT JOIN (
                SELECT id, status, status_reason, discovered_count, scored_count, qualified_count, review_count,
                       archived_count, enriched_count, lead_count, failed_count, spent, reserved, currency,
                       round(score_sum::numeric / nullif(scored_count, 0))::int AS average_score
                FROM prospecting_campaign
                WHERE team_id = :team AND %s
                ORDER BY status IN ('COMPLETED', 'FAILED', 'CANCELLED'), created_at DESC, id DESC
                LIMIT :limit) AS c ON TRUE
            """;
    private static final String ONE = SELECT.formatted("id = :campaign");
    private static final String SOME = SELECT.formatted("id = ANY(CAST(:campaigns AS uuid[]))");
    private static final String ALL = SELECT.formatted("TRUE");
    private static final String CHANGED = SELECT.formatted("""
            EXISTS (SELECT 1 FROM campaign_feed f
                    WHERE f.team_id = :team AND f.campaign_id = prospecting_campaign.id AND f.last_number > :after)
            """);

    private record Row(long number, Instant at, @Nullable CampaignState campaign) {}

    private final DatabaseClient database;

    Standings(DatabaseClient database) {
        this.database = database;
    }

    /** A standing without the campaign where the team has no such. */
    Mono<Standing> one(TeamId team, UUID campaign) {
        return read(database.sql(ONE).bind("campaign", campaign), team, 1);
    }

    /** Those of the campaigns that there still are. */
    Mono<Standing> some(TeamId team, Collection<UUID> campaigns) {
        return read(
                database.sql(SOME).bind("campaigns", campaigns.toArray(UUID[]::new)),
                team,
                Math.max(1, campaigns.size()));
    }

    /** The team's campaigns: those that have not ended first, then the newest, at most {@code limit}. */
    Mono<Standing> all(TeamId team, int limit) {
        return read(database.sql(ALL), team, limit);
    }

    /** Those in which something happened after {@code number}, at most {@code limit}. */
    Mono<Standing> changedAfter(TeamId team, long number, int limit) {
        return read(database.sql(CHANGED).bind("after", number), team, limit);
    }

    /** The number of the event with which a campaign ended; empty where the journal has none. */
    Mono<Long> endOf(TeamId team, UUID campaign) {
        return database.sql("""
                        SELECT number FROM campaign_event
                        WHERE team_id = :team AND campaign_id = :campaign AND type = 'campaign.status'
                          AND data ->> 'status' IN ('COMPLETED', 'FAILED', 'CANCELLED')
                        ORDER BY number LIMIT 1
                        """)
                .bind("team", team.value())
                .bind("campaign", campaign)
                .map(row -> Rows.required(row, "number", Long.class))
                .one();
    }

    private static Mono<Standing> read(DatabaseClient.GenericExecuteSpec statement, TeamId team, int limit) {
        return statement
                .bind("team", team.value())
                .bind("limit", limit)
                .map(row -> new Row(
                        Rows.required(row, "number", Long.class),
                        Rows.required(row, "at", Instant.class),
                        campaign(row)))
                .all()
                .collectList()
                .map(rows -> new Standing(
                        rows.getFirst().number(),
                        rows.getFirst().at(),
                        rows.stream()
                                .<CampaignState>mapMulti((row, found) -> {
                                    if (row.campaign() != null) {
                                        found.accept(row.campaign());
                                    }
                                })
                                .toList()));
    }

    private static @Nullable CampaignState campaign(Readable row) {
        UUID id = row.get("id", UUID.class);
        if (id == null) {
            return null;
        }
        String currency = Rows.required(row, "currency", String.class);
        return new CampaignState(
                id,
                CampaignStatus.valueOf(Rows.required(row, "status", String.class)),
                row.get("status_reason", String.class),
                new CampaignCounts(
                        count(row, "discovered_count"),
                        count(row, "scored_count"),
                        count(row, "qualified_count"),
                        count(row, "review_count"),
                        count(row, "archived_count"),
                        count(row, "enriched_count"),
                        count(row, "lead_count"),
                        count(row, "failed_count")),
                new Money(Rows.required(row, "spent", BigDecimal.class), currency),
                new Money(Rows.required(row, "reserved", BigDecimal.class), currency),
                row.get("average_score", Integer.class));
    }

    private static int count(Readable row, String column) {
        return Rows.required(row, column, Integer.class);
    }
}
