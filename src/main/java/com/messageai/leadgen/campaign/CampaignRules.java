package com.messageai.leadgen.campaign;

import com.messageai.leadgen.web.Problems;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Which settings may change when. */
final class CampaignRules {

    private CampaignRules() {}

    /** Refuses what the campaign's status, or the money that it has spent, forbids; 409 or 422. */
    static void change(Campaign before, CampaignSettings after) {
        CampaignSettings now = before.settings();
        if (before.status().ended()) {
            throw new IllegalCampaignChange("The campaign has ended; nothing of it changes any more.");
        }
        if (before.status() != CampaignStatus.DRAFT) {
            if (!after.seeksTheSameAs(now)) {
                throw new IllegalCampaignChange(
                        "ICP, platforms, criteria and thresholds change only while the campaign is a draft.");
            }
            if (isLess(after.maxProspects(), now.maxProspects())) {
                throw new IllegalCampaignChange("Once the campaign has started, maxProspects can only grow.");
            }
        }
        budget(before, after.budget());
    }

    private static void budget(Campaign before, @Nullable Money budget) {
        BigDecimal used = before.spent().amount().add(before.reserved().amount());
        if (budget == null) {
            return;
        }
        if (budget.amount().compareTo(used) < 0) {
            throw Problems.invalid("budget.amount", "must not be below what is spent and reserved, " + used);
        }
        if (used.signum() > 0 && !budget.currency().equals(before.spent().currency())) {
            throw Problems.invalid(
                    "budget.currency",
                    "must stay what was spent in, " + before.spent().currency());
        }
    }

    private static boolean isLess(@Nullable Integer limit, @Nullable Integer than) {
        return limit != null && (than == null || limit < than);
    }
}
