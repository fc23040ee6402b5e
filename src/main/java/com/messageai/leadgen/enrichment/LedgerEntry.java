package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.campaign.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger as clients read it.
 *
 * @param outcome HIT, MISS, ERROR, UNKNOWN; null while the call is open
 * @param held what was set aside for the call; {@code cost} is what it came to
 */
record LedgerEntry(
        UUID id,
        UUID prospectId,
        String provider,
        String endpoint,
        String state,
        @Nullable String outcome,
        Money held,
        Money cost,
        Instant createdAt,
        @Nullable Instant settledAt) {}
