package com.messageai.leadgen.prospect;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.web.Problems;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which prospects are wanted; null means any.
 *
 * @param minScore from 0 to 1, itself included; those without a score are left out @param maxScore likewise
 * @param q a part of the name, title or company, in any case
 */
record ProspectFilter(
        @Nullable UUID campaignId,
        @Nullable Platform platform,
        @Nullable ProspectStatus status,
        @Nullable BigDecimal minScore,
        @Nullable BigDecimal maxScore,
        @Nullable String q) {

    private static final int LONGEST_SEARCH = 200;

    static ProspectFilter inReview(@Nullable UUID campaign) {
        return new ProspectFilter(campaign, null, ProspectStatus.IN_REVIEW, null, null, null);
    }

    /** 400 where a value is none. */
    ProspectFilter checked() {
        check("minScore", minScore);
        check("maxScore", maxScore);
        if (q != null && q.length() > LONGEST_SEARCH) {
            throw Problems.badParameter("q", "must have at most " + LONGEST_SEARCH + " characters");
        }
        return this;
    }

    private static void check(String name, @Nullable BigDecimal score) {
        if (score != null && (score.signum() < 0 || score.compareTo(BigDecimal.ONE) > 0)) {
            throw Problems.badParameter(name, "must be a number from 0 to 1");
        }
    }

    /** In basis points. */
    @Nullable Integer least() {
        return points(minScore, RoundingMode.CEILING);
    }

    /** In basis points. */
    @Nullable Integer most() {
        return points(maxScore, RoundingMode.FLOOR);
    }

    private static @Nullable Integer points(@Nullable BigDecimal score, RoundingMode rounding) {
        return score == null
                ? null
                : score.setScale(4, rounding).movePointRight(4).intValueExact();
    }
}
