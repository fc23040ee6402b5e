package com.messageai.leadgen.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.messageai.leadgen.scoring.Graded.One;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The measures themselves, on rankings of which one can work them out by hand. */
class GradedTests {

    private static Graded of(double... scoresOfGrades3210) {
        return new Graded(List.of(
                new One("icp", "a", 3, scoresOfGrades3210[0]),
                new One("icp", "b", 2, scoresOfGrades3210[1]),
                new One("icp", "c", 1, scoresOfGrades3210[2]),
                new One("icp", "d", 0, scoresOfGrades3210[3])));
    }

    @Test
    void areOneForTheRightOrder() {
        Graded right = of(4, 3, 2, 1);
        assertThat(right.ndcg()).isEqualTo(1);
        assertThat(right.auc(Graded.CALL)).isEqualTo(1);
        assertThat(right.auc(Graded.LOOK)).isEqualTo(1);
    }

    @Test
    void tellHowWrongAnOrderIs() {
        Graded wrong = of(1, 2, 3, 4);
        // (0/1 + 1/1.585 + 3/2 + 7/2.322) / (7 + 3/1.585 + 1/2)
        assertThat(wrong.ndcg()).isCloseTo(0.5479, within(0.0005));
        assertThat(wrong.auc(Graded.CALL)).isZero();
        assertThat(of(3, 4, 2, 1).auc(Graded.CALL)).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(of(3, 4, 2, 1).auc(Graded.LOOK)).isEqualTo(1);
    }

    @Test
    void giveNothingForTies() {
        Graded tied = of(5, 5, 5, 5);
        assertThat(tied.auc(Graded.CALL)).isEqualTo(0.5);
        assertThat(tied.ndcg())
                .isEqualTo(new Graded(tied.pairs().reversed()).ndcg())
                .isLessThan(0.8);
    }
}
