package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.PersonId;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.team.TeamId;

/**
 * One prospect of whom more is to be learned.
 *
 * @param campaign whose budget pays
 * @param profile as its source gave it
 * @param contactInfo what is known so far
 */
public record EnrichmentRequest(
        TeamId team,
        CampaignId campaign,
        ProspectId prospect,
        PersonId person,
        Profile profile,
        ContactInfo contactInfo,
        Scope scope) {

    /** How much may be spent. */
    public enum Scope {
        /** Company facts and contact data: for those who qualify. */
        FULL,
        /** At most one company lookup: for those who could still change their band. */
        COMPANY_ONLY
    }
}
