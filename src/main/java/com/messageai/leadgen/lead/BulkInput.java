package com.messageai.leadgen.lead;

import com.messageai.leadgen.lead.Lead.Content;
import com.messageai.leadgen.team.UserId;
import com.messageai.leadgen.web.Problems;
import com.messageai.leadgen.web.Violations;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One change of many leads. */
record BulkInput(@Nullable List<UUID> ids, @Nullable Change change) {

    private static final int MOST = 200;

    /** What is to be different afterwards; null leaves it as it is. */
    record Change(
            @Nullable LeadStatus status,
            @Nullable StatusReason statusReason,
            @Nullable UUID assigneeId,
            @Nullable List<String> addTags,
            @Nullable List<String> removeTags) {

        private static final int MOST_TAGS = 100;

        private Change checked(Violations violations) {
            violations.require(
                    Stream.of(status, statusReason, assigneeId, addTags, removeTags)
                            .anyMatch(Objects::nonNull),
                    "change",
                    "must change something");
            return new Change(
                    status,
                    statusReason,
                    assigneeId,
                    violations.names("change.addTags", addTags, MOST_TAGS, 200),
                    violations.names("change.removeTags", removeTags, MOST_TAGS, 200));
        }

        /** What this makes of one lead. */
        Content of(Content lead) {
            LeadStatus to = status == null ? lead.status() : status;
            StatusReason reason = statusReason == null && to == lead.status() ? lead.statusReason() : statusReason;
            Content moved = lead.moved(to, reason).tagged(tags(lead.tags()));
            return assigneeId == null ? moved : moved.assigned(new UserId(assigneeId));
        }

        private List<String> tags(List<String> before) {
            Set<String> tags = new LinkedHashSet<>(before);
            if (addTags != null) {
                tags.addAll(addTags);
            }
            if (removeTags != null) {
                removeTags.forEach(tags::remove);
            }
            if (tags.size() > Math.max(MOST_TAGS, before.size())) {
                throw Problems.invalid("tags", "must have at most " + MOST_TAGS + " entries");
            }
            return List.copyOf(tags);
        }
    }

    /** What may be tried; a 422 that names every broken rule. */
    BulkInput checked() {
        Violations violations = new Violations();
        List<UUID> leads = ids == null ? List.of() : ids;
        violations.require(!leads.isEmpty() && leads.size() <= MOST, "ids", "must have 1 to " + MOST + " entries");
        violations.require(new HashSet<>(leads).size() == leads.size(), "ids", "must not name a lead twice");
        violations.require(change != null, "change", "must be given");
        Change checked = change == null ? null : change.checked(violations);
        violations.refuse();
        return new BulkInput(leads, checked);
    }
}
