package com.messageai.leadgen.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.Thresholds;
import com.messageai.leadgen.scoring.Score;
import com.messageai.leadgen.scoring.Score.Cap;
import com.messageai.leadgen.scoring.Score.Factor;
import com.messageai.leadgen.scoring.Score.FactorScore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualificationTests {

    private static Score score(int sum, int coverage, Cap cap) {
        int total = cap == null ? sum : Math.min(sum, cap.limit());
        return new Score(
                total,
                0,
                10_000,
                coverage,
                List.of(new FactorScore(Factor.DEMOGRAPHICS, 10_000, sum, sum, coverage, List.of())),
                null,
                "none",
                1,
                cap);
    }

    private static Decision decide(int sum, int coverage, Cap cap) {
        return Qualification.decide(score(sum, coverage, cap), Thresholds.DEFAULT, 5_000);
    }

    @ParameterizedTest
    @CsvSource({
        "10000, Qualified",
        "7501, Qualified",
        "7500, Qualified",
        "7499, InReview",
        "6001, InReview",
        "6000, InReview",
        "5999, Archived",
        "0, Archived",
    })
    void decidesAtTheExactEdges(int total, String decision) {
        assertThat(decide(total, 10_000, null).getClass().getSimpleName()).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({"5000, Qualified", "4999, InReview", "1, InReview"})
    void reviewsWhoWouldQualifyOnTooLittle(int coverage, String decision) {
        Decision made = decide(9_000, coverage, null);
        assertThat(made.getClass().getSimpleName()).isEqualTo(decision);
        if (made instanceof Decision.InReview review) {
            assertThat(review.reason()).isEqualTo("LOW_COVERAGE");
        }
    }

    @Test
    void archivesBelowTheReviewLineHoweverLittleIsKnown() {
        assertThat(decide(5_000, 100, null)).isEqualTo(new Decision.Archived("SCORE"));
        assertThat(decide(0, 0, null)).isEqualTo(new Decision.Archived("NOTHING_KNOWN"));
    }

    @Test
    void namesTheVetoWhereItMadeTheDifference() {
        Cap required = new Cap("demographics.locations", "REQUIRED_MISSED", 7_499);
        Cap excluded = new Cap("exclusions.jobTitles", "EXCLUDED", 5_999);
        assertThat(decide(9_000, 10_000, required)).isEqualTo(new Decision.InReview("REQUIRED_MISSED"));
        assertThat(decide(7_000, 10_000, required)).isEqualTo(new Decision.InReview("SCORE"));
        assertThat(decide(9_000, 10_000, excluded)).isEqualTo(new Decision.Archived("EXCLUDED"));
        assertThat(decide(3_000, 10_000, excluded)).isEqualTo(new Decision.Archived("SCORE"));
    }

    @Test
    void goesByTheEdgesOfTheCampaign() {
        Score score = score(8_000, 10_000, null);
        assertThat(Qualification.decide(score, new Thresholds(8_000, 8_000), 0)).isEqualTo(new Decision.Qualified());
        assertThat(Qualification.decide(score, new Thresholds(8_001, 8_001), 0))
                .isEqualTo(new Decision.Archived("SCORE"));
        assertThat(Qualification.decide(score, new Thresholds(9_000, 0), 0)).isEqualTo(new Decision.InReview("SCORE"));
    }

    @ParameterizedTest
    @CsvSource({
        "5999, 10000, 6000, true",
        "5999, 10000, 5999, false",
        "0, 0, 10000, true",
        "8000, 4999, 10000, true",
        "8000, 5000, 10000, false",
        "6000, 10000, 10000, false",
    })
    void isOpenWhileKnowingMoreCouldBringSomebodyIntoReview(int total, int coverage, int high, boolean open) {
        Score score =
                new Score(total, 0, high, coverage, score(total, coverage, null).factors(), null, "none", 1, null);

        Decision decision = Qualification.decide(score, Thresholds.DEFAULT, 5_000);

        assertThat(Qualification.isOpen(decision, score, Thresholds.DEFAULT)).isEqualTo(open);
    }
}
