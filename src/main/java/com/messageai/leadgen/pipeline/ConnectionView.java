package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.discovery.Connection;
import com.messageai.leadgen.icp.Platform;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection as clients read it.
 *
 * @param found people who came by it and were new to the campaign
 * @param nextPullAt null where the pull was given up: its dead letter waits for a decision
 */
record ConnectionView(
        UUID id,
        Platform platform,
        String accountId,
        UUID campaignId,
        @Nullable Instant lastPulledAt,
        @Nullable Instant nextPullAt,
        int found,
        @Nullable String lastError,
        Instant createdAt,
        Instant updatedAt,
        int version) {

    static ConnectionView of(Connection connection) {
        return new ConnectionView(
                connection.id().value(),
                connection.platform(),
                connection.accountId(),
                connection.campaign().value(),
                connection.lastPulledAt(),
                connection.nextPullAt(),
                connection.found(),
                connection.lastError(),
                connection.createdAt(),
                connection.updatedAt(),
                connection.version());
    }
}
