package com.messageai.leadgen.lead;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.PersonId;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.ProspectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prospect that is to become a lead.
 *
 * @param id of the lead, should it be created
 * @param score basis points
 * @param enrichmentData a JSON object by provider
 * @param socialProfiles addresses of public profiles
 */
public record NewLead(
        LeadId id,
        ProspectId prospect,
        PersonId person,
        CampaignId campaign,
        Platform source,
        int score,
        String name,
        @Nullable String title,
        Profile.Company company,
        ContactInfo contactInfo,
        String enrichmentData,
        List<String> socialProfiles) {}
