package com.messageai.leadgen.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ScoreViewTests {

    private static Score score(int total, Score.@Nullable Cap cap) {
        return new Score(
                total,
                5_000,
                9_000,
                8_000,
                List.of(
                        new Score.FactorScore(
                                Score.Factor.DEMOGRAPHICS,
                                3_000,
                                10_000,
                                3_000,
                                10_000,
                                List.of(new Score.Evidence(
                                        "demographics.jobTitles", Score.Verdict.MATCH, "CTO", "Cto", 10_000))),
                        new Score.FactorScore(Score.Factor.ACTIVITY, 7_000, 6_667, 4_667, 6_000, List.of())),
                null,
                "minilm-384",
                2,
                cap);
    }

    private static BigDecimal contributions(ScoreView view) {
        return view.factors().stream().map(ScoreView.FactorView::contribution).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void hasNumbersFromZeroToOneWithFourDecimals() {
        ScoreView view = ScoreView.of(score(7_667, null), "QUALIFIED", Instant.EPOCH);

        assertThat(JsonMapper.builder().build().writeValueAsString(view)).isEqualTo("""
                {"total":0.7667,"low":0.5000,"high":0.9000,"coverage":0.8000,"outcome":"QUALIFIED","factors":[\
                {"factor":"DEMOGRAPHICS","weight":0.3000,"score":1.0000,"contribution":0.3000,"coverage":1.0000,\
                "evidence":[{"criterion":"demographics.jobTitles","verdict":"MATCH","expected":"CTO","found":"Cto",\
                "score":1.0000}]},\
                {"factor":"ACTIVITY","weight":0.7000,"score":0.6667,"contribution":0.4667,"coverage":0.6000,\
                "evidence":[]}],\
                "similarity":null,"model":"minilm-384","icpVersion":2,"scoredAt":"1970-01-01T00:00:00Z"}""");
        assertThat(contributions(view)).isEqualByComparingTo(view.total());
    }

    @Test
    void namesACapAsALineSoThatContributionsStillAddUp() {
        ScoreView view = ScoreView.of(
                score(5_999, new Score.Cap("exclusions.jobTitles", "Recruiter", 5_999)), "ARCHIVED", Instant.EPOCH);

        assertThat(contributions(view)).isEqualByComparingTo(view.total());
        ScoreView.FactorView cap = view.factors().getLast();
        assertThat(cap.factor()).isEqualTo("CAP");
        assertThat(cap.contribution()).isEqualByComparingTo("-0.1668");
        assertThat(cap.evidence().getFirst().criterion()).isEqualTo("exclusions.jobTitles");
    }
}
