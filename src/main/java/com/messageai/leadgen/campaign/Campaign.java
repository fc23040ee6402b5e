package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A campaign as it stands.
 *
 * @param icpVersion which content of the ICP it goes by: the newest one while it is a draft, pinned by its start
 * @param statusReason why it stands where it does, UPPER_SNAKE_CASE ({@code BUDGET_SPENT}); null when there is nothing to say
 * @param averageScore mean of all scored prospects in basis points, rounded; null until one is scored
 * @param spent what was paid for enrichment; @param reserved what is held for calls that are being made
 * @param sources one per platform whose search has begun
 * @param version grows with every change of settings or status, from 0; counts and money move without it, so that
 *     an edit of a running campaign is not refused because a prospect was found meanwhile
 */
public record Campaign(
        TeamId team,
        CampaignId id,
        CampaignSettings settings,
        int icpVersion,
        CampaignStatus status,
        @Nullable String statusReason,
        CampaignCounts counts,
        @Nullable Integer averageScore,
        Money spent,
        Money reserved,
        List<CampaignSource> sources,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    public String name() {
        return settings.name();
    }

    public IcpId icp() {
        return settings.icp();
    }

    public List<Platform> platforms() {
        return settings.platforms();
    }

    public Map<Platform, JsonNode> searchCriteria() {
        return settings.searchCriteria();
    }

    public Thresholds thresholds() {
        return settings.thresholds();
    }
}
