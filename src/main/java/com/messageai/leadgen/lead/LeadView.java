package com.messageai.leadgen.lead;

import com.messageai.leadgen.lead.Lead.Content;
import com.messageai.leadgen.lead.Lead.Origin;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.web.Scores;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A lead as clients read it. */
record LeadView(
        UUID id,
        @Nullable UUID prospectId,
        UUID personId,
        @Nullable UUID campaignId,
        LeadSource source,
        LeadStatus status,
        @Nullable StatusReason statusReason,
        @Nullable BigDecimal score,
        String name,
        @Nullable String title,
        ContactInfo contactInfo,
        JsonNode companyInfo,
        JsonNode enrichmentData,
        List<String> socialProfiles,
        @Nullable UUID assigneeId,
        List<String> tags,
        String notes,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    static LeadView of(Lead lead) {
        Origin origin = lead.origin();
        Content content = lead.content();
        return new LeadView(
                lead.id().value(),
                origin.prospect() == null ? null : origin.prospect().value(),
                origin.person().value(),
                origin.campaign() == null ? null : origin.campaign().value(),
                origin.source(),
                content.status(),
                content.statusReason(),
                Scores.fromBasisPoints(origin.score()),
                content.name(),
                content.title(),
                content.contactInfo(),
                content.companyInfo(),
                origin.enrichmentData(),
                content.socialProfiles(),
                content.assignee() == null ? null : content.assignee().value(),
                content.tags(),
                content.notes(),
                lead.createdAt(),
                lead.updatedAt(),
                lead.version());
    }
}
