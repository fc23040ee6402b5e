package com.messageai.leadgen.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that was given up and waits for somebody to decide.
 *
 * @param errorClass the kind of the last failure
 * @param error the last failure, for people
 * @param attempts all failures that are kept, oldest first, those before earlier retries too
 * @param stalls how often a worker was lost with it since its last progress
 */
public record DeadLetter(
        UUID id,
        Queue queue,
        String type,
        @Nullable UUID campaignId,
        @Nullable String errorClass,
        @Nullable String error,
        List<Attempt> attempts,
        int stalls,
        @Nullable String correlationId,
        Instant createdAt,
        Instant diedAt) {}
