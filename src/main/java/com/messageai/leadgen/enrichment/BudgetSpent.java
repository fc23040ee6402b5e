package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.campaign.CampaignId;

/** The campaign's budget does not allow the next paid call. Nothing was called; a larger budget and resume go on. */
public class BudgetSpent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CampaignId campaign;

    BudgetSpent(CampaignId campaign) {
        super("The budget of campaign " + campaign + " is spent", null, false, false);
        this.campaign = campaign;
    }

    public CampaignId campaign() {
        return campaign;
    }
}
