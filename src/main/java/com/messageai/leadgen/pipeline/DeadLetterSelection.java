package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.job.DeadLetterFilter;
import com.messageai.leadgen.job.Queue;
import com.messageai.leadgen.web.Problems;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which dead letters something is decided about: those that fit all that is given; an empty one means all. */
record DeadLetterSelection(
        @Nullable Queue queue,
        @Nullable String errorClass,
        @Nullable UUID campaignId,
        @Nullable List<UUID> ids) {

    private static final int MOST = 1_000;

    /** 422 where too many are named, or none. */
    DeadLetterSelection checked() {
        if (ids != null && (ids.isEmpty() || ids.size() > MOST)) {
            throw Problems.invalid("ids", "must have 1 to " + MOST + " entries");
        }
        return this;
    }

    DeadLetterFilter filter() {
        return new DeadLetterFilter(queue, errorClass, campaignId);
    }
}
