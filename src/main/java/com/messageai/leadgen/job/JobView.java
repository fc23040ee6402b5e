package com.messageai.leadgen.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job, live or settled.
 *
 * @param attempt how often the work has failed since it was made or retried by hand
 * @param stalls how often a worker was lost with it since its last progress; null once it is settled
 * @param runAt when it is or was due; null once it is settled
 * @param delayReason why it is not worked on now: {@code rate-limit}, {@code PAUSED}
 * @param settledAt null while it is live
 * @param attempts all failures that are kept, oldest first; left out of lists
 */
public record JobView(
        UUID id,
        Queue queue,
        String type,
        @Nullable UUID campaignId,
        JobStatus status,
        int attempt,
        @Nullable Integer stalls,
        @Nullable Instant runAt,
        @Nullable String delayReason,
        @Nullable String lastError,
        @Nullable String errorClass,
        @Nullable String correlationId,
        Instant createdAt,
        @Nullable Instant settledAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Attempt> attempts) {}
