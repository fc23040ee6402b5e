package com.messageai.leadgen.prospect;

import com.messageai.leadgen.campaign.Tally;
import org.jspecify.annotations.Nullable;

/** A prospect's row that really changed, with what the campaign counts of it before and after. */
public record ProspectChange(ProspectId id, State before, State after) {

    /** @param score basis points, null before the first score @param outcome of the last decision */
    public record State(
            ProspectStatus status,
            @Nullable String outcome,
            @Nullable Integer score,
            boolean enriched) {

        private boolean failedUnscored() {
            return status == ProspectStatus.FAILED && score == null;
        }
    }

    /** What this change does to the campaign's counters. */
    public Tally tally() {
        return new Tally(
                0,
                count(after.score != null) - count(before.score != null),
                count("QUALIFIED".equals(after.outcome)) - count("QUALIFIED".equals(before.outcome)),
                in(ProspectStatus.IN_REVIEW),
                in(ProspectStatus.ARCHIVED),
                count(after.enriched) - count(before.enriched),
                in(ProspectStatus.CONVERTED),
                in(ProspectStatus.FAILED),
                count(after.failedUnscored()) - count(before.failedUnscored()),
                (after.score == null ? 0 : after.score) - (before.score == null ? 0 : before.score),
                0,
                0,
                0);
    }

    private int in(ProspectStatus status) {
        return count(after.status == status) - count(before.status == status);
    }

    private static int count(boolean holds) {
        return holds ? 1 : 0;
    }
}
