package com.messageai.leadgen.lead;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.PersonId;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.store.SameJson;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A person whom the team has decided to work. @param version grows with every change, from 0 */
record Lead(TeamId team, LeadId id, Origin origin, Content content, Instant createdAt, Instant updatedAt, int version) {

    /**
     * What a lead is born with and keeps.
     *
     * @param prospect whom it was made from, null for one made by hand
     * @param score basis points, null where nobody has scored the person
     * @param enrichmentData what was learned of the person, a JSON object by provider
     */
    record Origin(
            @Nullable ProspectId prospect,
            PersonId person,
            @Nullable CampaignId campaign,
            LeadSource source,
            @Nullable Integer score,
            JsonNode enrichmentData) {}

    /**
     * What people change of it.
     *
     * @param companyInfo a JSON object; its {@code name} is searched
     * @param socialProfiles addresses of public profiles
     */
    record Content(
            LeadStatus status,
            @Nullable StatusReason statusReason,
            String name,
            @Nullable String title,
            ContactInfo contactInfo,
            JsonNode companyInfo,
            List<String> socialProfiles,
            @Nullable UserId assignee,
            List<String> tags,
            String notes) {

        boolean sameAs(Content other) {
            return SameJson.as(companyInfo, other.companyInfo) && equals(other.at(companyInfo));
        }

        private Content at(JsonNode company) {
            return new Content(
                    status, statusReason, name, title, contactInfo, company, socialProfiles, assignee, tags, notes);
        }

        Content moved(LeadStatus to, @Nullable StatusReason reason) {
            return new Content(
                    to, reason, name, title, contactInfo, companyInfo, socialProfiles, assignee, tags, notes);
        }

        Content assigned(@Nullable UserId to) {
            return new Content(
                    status, statusReason, name, title, contactInfo, companyInfo, socialProfiles, to, tags, notes);
        }

        Content tagged(List<String> with) {
            return new Content(
                    status, statusReason, name, title, contactInfo, companyInfo, socialProfiles, assignee, with, notes);
        }
    }

    LeadStatus status() {
        return content.status();
    }
}
