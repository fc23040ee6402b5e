package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.Campaign;
import com.messageai.leadgen.campaign.Money;
import com.messageai.leadgen.discovery.AudienceEstimate;
import com.messageai.leadgen.icp.Platform;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign would find, and what it may cost.
 *
 * @param maximumCost what enrichment can cost at most, from the campaign's first prospect to its last: the dearest way
 *     through the waterfall ({@link com.messageai.leadgen.enrichment.Enrichment#dearestWay}) for as many people as the
 *     platforms may have (the upper end of a range; no bound where one can't say), at most {@code maxProspects} and at
 *     most the budget. Searching and scoring cost nothing. A budget in another currency than that of the prices buys
 *     nothing, so it is 0. Null where nothing bounds it
 */
record CampaignEstimate(List<Found> platforms, @Nullable BigDecimal maximumCost, String currency) {

    /**
     * One platform of it.
     *
     * @param people null where the platform could not say; of a range its middle
     * @param ready whether the platform said
     * @param basis what was counted, and what was left out of it
     * @param reason why it could not say
     */
    record Found(
            Platform platform,
            @Nullable Long people,
            @Nullable Long low,
            @Nullable Long high,
            boolean ready,
            @Nullable String basis,
            @Nullable String reason) {

        static Found of(Platform platform, AudienceEstimate estimate) {
            return new Found(
                    platform,
                    estimate.people(),
                    estimate.low(),
                    estimate.high(),
                    estimate.ready(),
                    estimate.basis(),
                    estimate.reason());
        }

        private @Nullable Long most() {
            return high == null ? people : high;
        }
    }

    static CampaignEstimate of(Campaign campaign, List<Found> platforms, Money dearestWay) {
        Money budget = campaign.settings().budget();
        Long most = most(platforms, campaign.settings().maxProspects());
        BigDecimal cost = dearestWay.amount().signum() == 0
                ? BigDecimal.ZERO
                : most == null ? null : dearestWay.amount().multiply(BigDecimal.valueOf(most));
        if (budget == null) {
            return with(platforms, cost, dearestWay.currency());
        }
        if (!budget.currency().equals(dearestWay.currency())) {
            return with(platforms, BigDecimal.ZERO, budget.currency());
        }
        return with(platforms, cost == null ? budget.amount() : cost.min(budget.amount()), budget.currency());
    }

    private static CampaignEstimate with(List<Found> platforms, @Nullable BigDecimal cost, String currency) {
        return new CampaignEstimate(platforms, cost == null ? null : new Money(cost, currency).amount(), currency);
    }

    /** How many prospects there can be; null where nothing says. */
    private static @Nullable Long most(List<Found> platforms, @Nullable Integer maxProspects) {
        long sum = 0;
        for (Found platform : platforms) {
            Long most = platform.most();
            if (most == null) {
                return maxProspects == null ? null : Long.valueOf(maxProspects);
            }
            sum += most;
        }
        return maxProspects == null ? sum : Math.min(sum, maxProspects);
    }
}
