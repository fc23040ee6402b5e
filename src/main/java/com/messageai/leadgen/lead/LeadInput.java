package com.messageai.leadgen.lead;

import com.messageai.leadgen.lead.Lead.Content;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.team.UserId;
import com.messageai.leadgen.web.Violations;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What clients may change of a lead. */
record LeadInput(
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

    private static final int LONGEST_NOTES = 20_000;
    private static final int LONGEST_COMPANY = 8_000;

    /** What may be kept; a 422 that names every broken rule. @param now where the lead stands if nothing is said of it */
    Content checked(LeadStatus now) {
        Violations violations = new Violations();
        Content content = checked(now, violations);
        violations.refuse();
        return content;
    }

    Content checked(LeadStatus now, Violations violations) {
        return new Content(
                status == null ? now : status,
                statusReason,
                violations.name("name", name, 200),
                violations.optional("title", title, 300),
                contactInfo == null ? ContactInfo.NONE : contactInfo.checked(violations),
                company(violations),
                violations.names("socialProfiles", socialProfiles, 20, 500),
                assigneeId == null ? null : new UserId(assigneeId),
                violations.names("tags", tags, 100, 200).stream().distinct().toList(),
                violations.text("notes", notes, LONGEST_NOTES));
    }

    private JsonNode company(Violations violations) {
        if (companyInfo == null || companyInfo.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        violations.object("companyInfo", companyInfo, LONGEST_COMPANY);
        JsonNode company = companyInfo.path("name");
        violations.require(
                company.isMissingNode()
                        || company.isNull()
                        || company.isString() && company.stringValue().length() <= 300,
                "companyInfo.name",
                "must be a text of at most 300 characters");
        return companyInfo;
    }
}
