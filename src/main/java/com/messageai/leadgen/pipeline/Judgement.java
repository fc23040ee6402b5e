package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.prospect.ProspectProgress.Decided;
import com.messageai.leadgen.prospect.ProspectStatus;
import com.messageai.leadgen.qualification.Decision;
import com.messageai.leadgen.scoring.Score;
import com.messageai.leadgen.scoring.Score.Factor;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a score and a decision mean for a prospect: its next state and what the feed says. */
final class Judgement {

    /** Why somebody with a score is not decided about yet. */
    static final String READ_PROFILE = "READ_PROFILE";

    private static final String ENRICH = "ENRICH";

    private Judgement() {}

    /** The state of a prospect whose score may still change its band: more is learned first. */
    static Decided open(ProspectId prospect, Score score, String explanation) {
        return new Decided(prospect, score.total(), ENRICH, ProspectStatus.SCORED, READ_PROFILE, explanation);
    }

    /** The state of a prospect that is decided about by its score. */
    static Decided of(ProspectId prospect, Score score, Decision decision, String explanation) {
        return switch (decision) {
            case Decision.Qualified ignored ->
                new Decided(prospect, score.total(), "QUALIFIED", ProspectStatus.QUALIFIED, null, explanation);
            case Decision.InReview review ->
                new Decided(prospect, score.total(), "REVIEW", ProspectStatus.IN_REVIEW, review.reason(), explanation);
            case Decision.Archived archived ->
                new Decided(
                        prospect, score.total(), "ARCHIVED", ProspectStatus.ARCHIVED, archived.reason(), explanation);
        };
    }

    static CampaignEvent.ProspectScored event(UUID prospect, Score score, String outcome, @Nullable String reason) {
        return new CampaignEvent.ProspectScored(
                prospect,
                number(score.total()),
                outcome,
                reason,
                new CampaignEvent.Factors(
                        factor(score, Factor.DEMOGRAPHICS),
                        factor(score, Factor.FIRMOGRAPHICS),
                        factor(score, Factor.PSYCHOGRAPHICS),
                        factor(score, Factor.ACTIVITY)));
    }

    /** Basis points as clients see them: 0 to 1 with four decimals. */
    static BigDecimal number(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 4);
    }

    private static BigDecimal factor(Score score, Factor wanted) {
        return score.factors().stream()
                .filter(factor -> factor.factor() == wanted)
                .findFirst()
                .map(factor -> number(factor.score()))
                .orElse(BigDecimal.ZERO);
    }
}
