package com.messageai.leadgen.lead;

import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.web.Problems;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which leads are wanted; null means any.
 *
 * @param assigneeId a user's id, or {@code me}
 * @param minScore from 0 to 1; leads without a score have less
 * @param tag one that the lead has, as it is written
 * @param q a part of name, title or company, in any case
 */
record LeadFilter(
        @Nullable LeadStatus status,
        @Nullable String assigneeId,
        @Nullable UUID campaignId,
        @Nullable LeadSource source,
        @Nullable BigDecimal minScore,
        @Nullable String tag,
        @Nullable String q,
        @Nullable Instant createdAfter) {

    private static final int LONGEST_TEXT = 200;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** 400 where a value can't be one. */
    void check() {
        if (minScore != null && (minScore.signum() < 0 || minScore.compareTo(BigDecimal.ONE) > 0)) {
            throw Problems.badParameter("minScore", "must be from 0 to 1");
        }
        if (createdAfter != null && (createdAfter.isBefore(EARLIEST) || createdAfter.isAfter(LATEST))) {
            throw Problems.badParameter("createdAfter", "must be in the years 0001 to 9999");
        }
        if (q != null && q.length() > LONGEST_TEXT) {
            throw Problems.badParameter("q", "must have at most " + LONGEST_TEXT + " characters");
        }
        if (tag != null && tag.length() > LONGEST_TEXT) {
            throw Problems.badParameter("tag", "must have at most " + LONGEST_TEXT + " characters");
        }
    }

    @Nullable UUID assignee(Caller caller) {
        if (assigneeId == null || assigneeId.isEmpty()) {
            return null;
        }
        if (assigneeId.equals("me")) {
            return caller.user().value();
        }
        try {
            return UUID.fromString(assigneeId);
        } catch (IllegalArgumentException e) {
            throw Problems.badParameter("assigneeId", "must be a UUID or 'me'");
        }
    }

    /** In basis points. */
    @Nullable Integer leastScore() {
        return minScore == null
                ? null
                : minScore.setScale(4, RoundingMode.CEILING).unscaledValue().intValueExact();
    }
}
