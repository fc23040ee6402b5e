package com.messageai.leadgen.lead;

import com.messageai.leadgen.team.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that was done with a lead.
 *
 * @param data what a change was: {@code {from, to, statusReason}} of a status, {@code {from, to}} of an assignee
 * @param actor who did it, null for the service itself
 */
record LeadActivity(
        UUID id,
        LeadId lead,
        ActivityType type,
        String text,
        JsonNode data,
        @Nullable UserId actor,
        Instant at) {}
