package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.Campaigns;
import com.messageai.leadgen.campaign.Money;
import com.messageai.leadgen.enrichment.LedgerPage.Share;
import com.messageai.leadgen.enrichment.LedgerPage.Totals;
import com.messageai.leadgen.store.Keyset;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.store.SortKey;
import com.messageai.leadgen.team.TeamId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The ledger as it is shown. */
@Component
class LedgerReading {

    private static final Keyset LEDGER =
            Keyset.of("ledger_entry l", "l.id").sort("createdAt", "l.created_at", SortKey.TIME);

    private final DatabaseClient database;
    private final Campaigns campaigns;

    LedgerReading(DatabaseClient database, Campaigns campaigns) {
        this.database = database;
        this.campaigns = campaigns;
    }

    /** A page of a campaign's lines with the totals; empty where the team has no such campaign. */
    Mono<LedgerPage> page(TeamId team, CampaignId campaign, PageRequest request) {
        return campaigns
                .find(team, campaign)
                .flatMap(found -> entries(team, campaign, request)
                        .flatMap(page -> shares(team, campaign)
                                .map(shares -> new LedgerPage(
                                        page.items(),
                                        page.nextCursor(),
                                        new Totals(
                                                found.spent(),
                                                found.reserved(),
                                                found.settings().budget(),
                                                shares)))));
    }

    private Mono<Page<LedgerEntry>> entries(TeamId team, CampaignId campaign, PageRequest request) {
        return LEDGER.select("l.*")
                .where("l.team_id = :team", "team", team.value())
                .where("l.campaign_id = :campaign", "campaign", campaign.value())
                .page(database, request, LedgerReading::entry);
    }

    private Mono<List<Share>> shares(TeamId team, CampaignId campaign) {
        return database.sql("""
                        SELECT provider, endpoint, currency, sum(cost) AS cost,
                               count(*) FILTER (WHERE outcome = 'HIT') AS hits,
                               count(*) FILTER (WHERE outcome = 'MISS') AS misses,
                               count(*) FILTER (WHERE outcome = 'ERROR') AS errors,
                               count(*) FILTER (WHERE outcome = 'UNKNOWN') AS unknown,
                               count(*) FILTER (WHERE state IN ('RESERVED', 'SUBMITTED', 'UNKNOWN')) AS open
                        FROM ledger_entry WHERE team_id = :team AND campaign_id = :campaign
                        GROUP BY provider, endpoint, currency ORDER BY provider, endpoint, currency
                        """)
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .map(row -> new Share(
                        required(row, "provider", String.class),
                        required(row, "endpoint", String.class),
                        required(row, "hits", Long.class),
                        required(row, "misses", Long.class),
                        required(row, "errors", Long.class),
                        required(row, "unknown", Long.class),
                        required(row, "open", Long.class),
                        money(row, "cost")))
                .all()
                .collectList();
    }

    private static LedgerEntry entry(Readable row) {
        return new LedgerEntry(
                required(row, "id", UUID.class),
                required(row, "prospect_id", UUID.class),
                required(row, "provider", String.class),
                required(row, "endpoint", String.class),
                required(row, "state", String.class),
                row.get("outcome", String.class),
                money(row, "held"),
                money(row, "cost"),
                required(row, "created_at", Instant.class),
                row.get("settled_at", Instant.class));
    }

    private static Money money(Readable row, String column) {
        return new Money(required(row, column, BigDecimal.class), required(row, "currency", String.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value);
    }
}
