package com.messageai.leadgen.campaign;

import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.team.TeamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stages need to know of a campaign while it runs.
 *
 * @param searchCriteria the campaign's own criteria by platform, a JSON object
 * @param maxProspects null for no bound
 * @param failedUnscored prospects that were given up before they had a score
 */
public record CampaignRun(
        TeamId team,
        CampaignId id,
        CampaignStatus status,
        @Nullable String statusReason,
        IcpId icp,
        int icpVersion,
        List<Platform> platforms,
        String searchCriteria,
        @Nullable Integer maxProspects,
        Thresholds thresholds,
        int discovered,
        int scored,
        int failedUnscored,
        int openJobs,
        int openSources) {

    /** Prospects that were found and still wait for their score: whoever was given up before waits for none. */
    public int unscored() {
        return discovered - scored - failedUnscored;
    }
}
