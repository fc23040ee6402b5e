package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a campaign from its row {@code c}, its ICP's row {@code i} and the rows of its sources. */
final class CampaignRows {

    static final String COLUMNS = """
            c.team_id, c.id, c.icp_id, c.name, c.platforms, c.search_criteria, c.max_prospects, c.budget, c.currency,
            c.qualify_threshold, c.review_threshold, c.status, c.status_reason, c.discovered_count, c.scored_count,
            c.qualified_count, c.review_count, c.archived_count, c.enriched_count, c.lead_count, c.failed_count,
            c.score_sum, c.spent, c.reserved, c.started_at, c.completed_at, c.created_at, c.updated_at, c.version,
            CASE WHEN c.status = 'DRAFT' THEN i.content_version ELSE c.icp_version END AS icp_version,
            (SELECT COALESCE(jsonb_agg(jsonb_build_object('platform', s.platform, 'outcome', s.outcome,
                 'found', s.found, 'reason', s.reason) ORDER BY s.platform), '[]')
             FROM campaign_source s WHERE s.team_id = c.team_id AND s.campaign_id = c.id) AS sources
            """;

    private static final TypeReference<Map<Platform, JsonNode>> CRITERIA = new TypeReference<>() {};

    private final JsonMapper json;

    CampaignRows(JsonMapper json) {
        this.json = json;
    }

    Campaign campaign(Readable row) {
        CampaignCounts counts = counts(row);
        String currency = Rows.required(row, "currency", String.class);
        return new Campaign(
                new TeamId(Rows.required(row, "team_id", UUID.class)),
                new CampaignId(Rows.required(row, "id", UUID.class)),
                settings(row, currency),
                number(row, "icp_version"),
                CampaignStatus.valueOf(Rows.required(row, "status", String.class)),
                row.get("status_reason", String.class),
                counts,
                average(Rows.required(row, "score_sum", Long.class), counts.scored()),
                new Money(Rows.required(row, "spent", BigDecimal.class), currency),
                new Money(Rows.required(row, "reserved", BigDecimal.class), currency),
                List.of(json.readValue(Rows.required(row, "sources", String.class), CampaignSource[].class)),
                row.get("started_at", Instant.class),
                row.get("completed_at", Instant.class),
                Rows.required(row, "created_at", Instant.class),
                Rows.required(row, "updated_at", Instant.class),
                number(row, "version"));
    }

    private CampaignSettings settings(Readable row, String currency) {
        BigDecimal budget = row.get("budget", BigDecimal.class);
        return new CampaignSettings(
                new IcpId(Rows.required(row, "icp_id", UUID.class)),
                Rows.required(row, "name", String.class),
                Arrays.stream(Rows.required(row, "platforms", String[].class))
                        .map(Platform::valueOf)
                        .toList(),
                json.readValue(Rows.required(row, "search_criteria", String.class), CRITERIA),
                row.get("max_prospects", Integer.class),
                budget == null ? null : new Money(budget, currency),
                new Thresholds(number(row, "qualify_threshold"), number(row, "review_threshold")));
    }

    private static CampaignCounts counts(Readable row) {
        return new CampaignCounts(
                number(row, "discovered_count"),
                number(row, "scored_count"),
                number(row, "qualified_count"),
                number(row, "review_count"),
                number(row, "archived_count"),
                number(row, "enriched_count"),
                number(row, "lead_count"),
                number(row, "failed_count"));
    }

    private static @Nullable Integer average(long sum, int scored) {
        return scored == 0 ? null : (int) Math.round((double) sum / scored);
    }

    private static int number(Readable row, String column) {
        return Rows.required(row, column, Integer.class);
    }
}
