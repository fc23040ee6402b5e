package com.messageai.leadgen.qualification;

import com.messageai.leadgen.campaign.Thresholds;
import com.messageai.leadgen.scoring.Score;

/** Who qualifies, by score and coverage alone. */
public final class Qualification {

    public static final String SCORE = "SCORE";
    public static final String LOW_COVERAGE = "LOW_COVERAGE";
    public static final String NOTHING_KNOWN = "NOTHING_KNOWN";

    private Qualification() {}

    /**
     * Edges belong to the upper band.
     *
     * @param minCoverage in basis points: who would qualify on less than that is reviewed
     */
    public static Decision decide(Score score, Thresholds thresholds, int minCoverage) {
        if (score.coverage() == 0) {
            // Nothing counted: whatever the edges are, there is nothing to decide by.
            return new Decision.Archived(NOTHING_KNOWN);
        }
        if (score.total() >= thresholds.qualify()) {
            return score.coverage() < minCoverage ? new Decision.InReview(LOW_COVERAGE) : new Decision.Qualified();
        }
        return score.total() >= thresholds.review()
                ? new Decision.InReview(reason(score, thresholds.qualify()))
                : new Decision.Archived(reason(score, thresholds.review()));
    }

    /**
     * Whether knowing more could still change the decision: somebody who would be archived, or reviewed only because too
     * little is known, and who reaches the review queue if what is unknown turns out well.
     */
    public static boolean isOpen(Decision decision, Score score, Thresholds thresholds) {
        boolean settled = switch (decision) {
            case Decision.Qualified ignored -> true;
            case Decision.InReview review -> !review.reason().equals(LOW_COVERAGE);
            case Decision.Archived ignored -> false;
        };
        return !settled && score.high() >= thresholds.review();
    }

    /** A cap is the reason only where the sum alone would have reached the edge that was missed. */
    private static String reason(Score score, int edge) {
        int sum = score.factors().stream()
                .mapToInt(Score.FactorScore::contribution)
                .sum();
        return score.cap() != null && sum >= edge ? score.cap().reason() : SCORE;
    }
}
