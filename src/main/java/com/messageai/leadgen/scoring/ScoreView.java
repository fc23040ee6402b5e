package com.messageai.leadgen.scoring;

import com.messageai.leadgen.web.Scores;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A score as clients read it: numbers from 0 to 1 with four decimals. The contributions of the factors add up to the
 * total; where a required criterion missed or an exclusion hit, a factor {@code CAP} takes away what was too much.
 */
record ScoreView(
        BigDecimal total,
        BigDecimal low,
        BigDecimal high,
        BigDecimal coverage,
        @Nullable String outcome,
        List<FactorView> factors,
        @Nullable BigDecimal similarity,
        String model,
        int icpVersion,
        Instant scoredAt) {

    private static final String CAP = "CAP";

    /** One line of the explanation. @param score of a cap: what the total may not exceed */
    record FactorView(
            String factor,
            BigDecimal weight,
            BigDecimal score,
            BigDecimal contribution,
            BigDecimal coverage,
            List<EvidenceView> evidence) {}

    /** What became of one criterion. */
    record EvidenceView(
            String criterion,
            Score.Verdict verdict,
            @Nullable String expected,
            @Nullable String found,
            @Nullable BigDecimal score) {}

    static ScoreView of(Score score, @Nullable String outcome, Instant scoredAt) {
        int sum = score.factors().stream()
                .mapToInt(Score.FactorScore::contribution)
                .sum();
        Stream<FactorView> factors = score.factors().stream().map(ScoreView::factor);
        return new ScoreView(
                number(score.total()),
                number(score.low()),
                number(score.high()),
                number(score.coverage()),
                outcome,
                Stream.concat(factors, cap(score.cap(), score.total() - sum)).toList(),
                Scores.fromBasisPoints(score.similarity()),
                score.model(),
                score.icpVersion(),
                scoredAt);
    }

    private static FactorView factor(Score.FactorScore factor) {
        return new FactorView(
                factor.factor().name(),
                number(factor.weight()),
                number(factor.score()),
                number(factor.contribution()),
                number(factor.coverage()),
                factor.evidence().stream()
                        .map(evidence -> new EvidenceView(
                                evidence.criterion(),
                                evidence.verdict(),
                                evidence.expected(),
                                evidence.found(),
                                Scores.fromBasisPoints(evidence.score())))
                        .toList());
    }

    private static Stream<FactorView> cap(Score.@Nullable Cap cap, int cut) {
        return cap == null
                ? Stream.empty()
                : Stream.of(new FactorView(
                        CAP,
                        number(0),
                        number(cap.limit()),
                        number(cut),
                        number(10_000),
                        List.of(new EvidenceView(cap.criterion(), Score.Verdict.MISS, null, cap.reason(), number(0)))));
    }

    private static BigDecimal number(int points) {
        return Objects.requireNonNull(Scores.fromBasisPoints(points));
    }
}
