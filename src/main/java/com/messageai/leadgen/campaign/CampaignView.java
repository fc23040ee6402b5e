package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.web.Scores;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A campaign as clients read it. */
public record CampaignView(
        UUID id,
        UUID icpId,
        int icpVersion,
        String name,
        List<Platform> platforms,
        Map<Platform, JsonNode> searchCriteria,
        @Nullable Integer maxProspects,
        @Nullable Money budget,
        ThresholdsView thresholds,
        CampaignStatus status,
        @Nullable String statusReason,
        int discoveredCount,
        int scoredCount,
        int qualifiedCount,
        int reviewCount,
        int archivedCount,
        int enrichedCount,
        int leadCount,
        int failedCount,
        Money spent,
        Money reserved,
        @Nullable BigDecimal averageScore,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        List<CampaignSource> sources,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    /** The edges of the bands, from 0 to 1. */
    public record ThresholdsView(
            @Nullable BigDecimal qualify, @Nullable BigDecimal review) {}

    public static CampaignView of(Campaign campaign) {
        CampaignCounts counts = campaign.counts();
        Thresholds thresholds = campaign.thresholds();
        return new CampaignView(
                campaign.id().value(),
                campaign.icp().value(),
                campaign.icpVersion(),
                campaign.name(),
                campaign.platforms(),
                campaign.searchCriteria(),
                campaign.settings().maxProspects(),
                campaign.settings().budget(),
                new ThresholdsView(
                        Scores.fromBasisPoints(thresholds.qualify()), Scores.fromBasisPoints(thresholds.review())),
                campaign.status(),
                campaign.statusReason(),
                counts.discovered(),
                counts.scored(),
                counts.qualified(),
                counts.review(),
                counts.archived(),
                counts.enriched(),
                counts.leads(),
                counts.failed(),
                campaign.spent(),
                campaign.reserved(),
                Scores.fromBasisPoints(campaign.averageScore()),
                campaign.startedAt(),
                campaign.completedAt(),
                campaign.sources(),
                campaign.createdAt(),
                campaign.updatedAt(),
                campaign.version());
    }
}
