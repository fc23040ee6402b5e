package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.campaign.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a campaign's ledger, with the sums over all of it. */
record LedgerPage(List<LedgerEntry> items, @Nullable String nextCursor, Totals totals) {

    /** What the campaign's row says, and where it went. */
    record Totals(Money spent, Money reserved, @Nullable Money budget, List<Share> byEndpoint) {}

    /** @param open calls whose outcome is not settled, unknown ones included */
    record Share(
            String provider,
            String endpoint,
            long hits,
            long misses,
            long errors,
            long unknown,
            long open,
            Money cost) {}
}
