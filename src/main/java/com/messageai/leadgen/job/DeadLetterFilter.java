package com.messageai.leadgen.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which dead letters are wanted; null means any. */
public record DeadLetterFilter(
        @Nullable Queue queue,
        @Nullable String errorClass,
        @Nullable UUID campaignId) {}
