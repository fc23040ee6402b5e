package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.Campaign;
import com.messageai.leadgen.campaign.CampaignCounts;
import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignSettings;
import com.messageai.leadgen.campaign.CampaignStatus;
import com.messageai.leadgen.campaign.Money;
import com.messageai.leadgen.campaign.Thresholds;
import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.team.TeamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class CampaignFixtures {

    private static final Money NOTHING = new Money(BigDecimal.ZERO, "USD");

    private CampaignFixtures() {}

    /** With criteria of its own for every platform, so that no ICP is asked for. */
    static Campaign aDraft(List<Platform> platforms, @Nullable Integer maxProspects, @Nullable Money budget) {
        JsonNode criteria = JsonMapper.shared().readTree("{\"keywords\": \"cloud\"}");
        Map<Platform, JsonNode> own =
                platforms.stream().collect(Collectors.toMap(Function.identity(), platform -> criteria));
        return new Campaign(
                new TeamId(Ids.next()),
                new CampaignId(Ids.next()),
                new CampaignSettings(
                        new IcpId(Ids.next()), "Spring", platforms, own, maxProspects, budget, Thresholds.DEFAULT),
                1,
                CampaignStatus.DRAFT,
                null,
                new CampaignCounts(0, 0, 0, 0, 0, 0, 0, 0),
                null,
                NOTHING,
                NOTHING,
                List.of(),
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }
}
