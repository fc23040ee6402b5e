package com.messageai.leadgen.feed;

import com.messageai.leadgen.campaign.CampaignCounts;
import com.messageai.leadgen.campaign.CampaignStatus;
import com.messageai.leadgen.campaign.Money;
import com.messageai.leadgen.web.Scores;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a campaign stands, with all its counts. @param averageScore basis points, null until one is scored */
record CampaignState(
        UUID campaign,
        CampaignStatus status,
        @Nullable String statusReason,
        CampaignCounts counts,
        Money spent,
        Money reserved,
        @Nullable Integer averageScore) {

    /** The data of {@code campaign.snapshot}. */
    Map<String, @Nullable Object> snapshot(Instant at) {
        Map<String, @Nullable Object> data = begun(at);
        data.put("status", status);
        data.put("statusReason", statusReason);
        putCounts(data);
        return data;
    }

    /** The data of {@code campaign.progress}. */
    Map<String, @Nullable Object> progress(Instant at) {
        Map<String, @Nullable Object> data = begun(at);
        putCounts(data);
        return data;
    }

    private Map<String, @Nullable Object> begun(Instant at) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("campaignId", campaign);
        data.put("at", at);
        return data;
    }

    private void putCounts(Map<String, @Nullable Object> data) {
        data.put("discoveredCount", counts.discovered());
        data.put("scoredCount", counts.scored());
        data.put("qualifiedCount", counts.qualified());
        data.put("reviewCount", counts.review());
        data.put("archivedCount", counts.archived());
        data.put("enrichedCount", counts.enriched());
        data.put("leadCount", counts.leads());
        data.put("failedCount", counts.failed());
        data.put("spent", spent);
        data.put("reserved", reserved);
        data.put("averageScore", Scores.fromBasisPoints(averageScore));
    }
}
