package com.messageai.leadgen.lead;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that was done with a lead, as clients read it. */
record LeadActivityView(
        UUID id,
        UUID leadId,
        ActivityType type,
        String text,
        JsonNode data,
        @Nullable UUID actorId,
        Instant createdAt) {

    static LeadActivityView of(LeadActivity activity) {
        return new LeadActivityView(
                activity.id(),
                activity.lead().value(),
                activity.type(),
                activity.text(),
                activity.data(),
                activity.actor() == null ? null : activity.actor().value(),
                activity.at());
    }
}
