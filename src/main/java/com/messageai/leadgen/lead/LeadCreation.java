package com.messageai.leadgen.lead;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.lead.Lead.Content;
import com.messageai.leadgen.web.Violations;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A lead as clients create it by hand: what they may change later, and what it is born with.
 *
 * @param source {@code MANUAL}, which it is by default, or {@code API}
 * @param score from 0 to 1, where the other system has one
 */
record LeadCreation(
        @Nullable LeadSource source,
        @Nullable UUID campaignId,
        @Nullable BigDecimal score,
        @Nullable JsonNode enrichmentData,
        @Nullable LeadStatus status,
        @Nullable StatusReason statusReason,
        @Nullable String name,
        @Nullable String title,
        @Nullable ContactInput contactInfo,
        @Nullable JsonNode companyInfo,
        @Nullable List<String> socialProfiles,
        @Nullable UUID assigneeId,
        @Nullable List<String> tags,
        @Nullable String notes) {

    private static final int LONGEST_ENRICHMENT = 32_000;

    /** A lead that is to be; its person is not known yet. */
    record Draft(
            LeadSource source,
            @Nullable CampaignId campaign,
            @Nullable Integer score,
            JsonNode enrichmentData,
            Content content) {}

    /** What may be kept; a 422 that names every broken rule. */
    Draft checked() {
        Violations violations = new Violations();
        LeadSource from = source == null ? LeadSource.MANUAL : source;
        violations.require(from.byHand(), "source", "must be MANUAL or API");
        violations.require(status == null || status == LeadStatus.NEW, "status", "must be NEW at the beginning");
        violations.require(statusReason == null, "statusReason", "must be given for LOST and DISQUALIFIED only");
        JsonNode learned = enrichmentData == null || enrichmentData.isNull()
                ? JsonNodeFactory.instance.objectNode()
                : enrichmentData;
        violations.object("enrichmentData", learned, LONGEST_ENRICHMENT);
        Draft draft = new Draft(
                from,
                campaignId == null ? null : new CampaignId(campaignId),
                score == null ? null : violations.fraction("score", score),
                learned,
                new LeadInput(
                                null,
                                null,
                                name,
                                title,
                                contactInfo,
                                companyInfo,
                                socialProfiles,
                                assigneeId,
                                tags,
                                notes)
                        .checked(LeadStatus.NEW, violations));
        violations.refuse();
        return draft;
    }
}
