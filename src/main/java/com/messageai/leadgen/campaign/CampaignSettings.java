package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.SameJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What people decide of a campaign.
 *
 * @param platforms at least one, each once
 * @param searchCriteria JSON objects in the platforms' own terms, in place of what the ICP would be translated to
 * @param maxProspects how many may be discovered in all; null for no limit
 * @param budget what enrichment may cost in all; null for no limit
 */
public record CampaignSettings(
        IcpId icp,
        String name,
        List<Platform> platforms,
        Map<Platform, JsonNode> searchCriteria,
        @Nullable Integer maxProspects,
        @Nullable Money budget,
        Thresholds thresholds) {

    /** Whether the same people would be searched and judged in the same way. */
    boolean seeksTheSameAs(CampaignSettings other) {
        return icp.equals(other.icp)
                && platforms.equals(other.platforms)
                && sameCriteria(other)
                && thresholds.equals(other.thresholds);
    }

    boolean sameAs(CampaignSettings other) {
        return seeksTheSameAs(other)
                && name.equals(other.name)
                && Objects.equals(maxProspects, other.maxProspects)
                && Objects.equals(budget, other.budget);
    }

    private boolean sameCriteria(CampaignSettings other) {
        return searchCriteria.keySet().equals(other.searchCriteria.keySet())
                && searchCriteria.entrySet().stream()
                        .allMatch(mine -> SameJson.as(
                                mine.getValue(), Objects.requireNonNull(other.searchCriteria.get(mine.getKey()))));
    }
}
