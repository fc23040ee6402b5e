package com.messageai.leadgen.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which jobs are wanted; null means any. */
record JobFilter(
        @Nullable Queue queue,
        @Nullable JobStatus status,
        @Nullable UUID campaignId) {}
