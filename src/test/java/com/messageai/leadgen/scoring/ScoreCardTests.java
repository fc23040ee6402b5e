package com.messageai.leadgen.scoring;

import static com.messageai.leadgen.scoring.ScoringFixtures.KNOWLEDGE;
import static com.messageai.leadgen.scoring.ScoringFixtures.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.Thresholds;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.prospect.Profile;
import org.junit.jupiter.api.Test;

class ScoreCardTests {

    private static Score score(IdealProfile ideal, Profile profile) {
        return new ScoreCard(ScoringFixtures.icp(ideal), Thresholds.DEFAULT, KNOWLEDGE, Meaning.NONE, TODAY)
                .score(Person.of(profile, KNOWLEDGE));
    }

    @Test
    void givesEverythingToWhoFitsInEverything() {
        Score score = score(ScoringFixtures.enterpriseSaas(), ScoringFixtures.aCto());
        assertThat(score.total()).as(score.toString()).isEqualTo(10_000);
        assertThat(score.factors())
                .allSatisfy(factor -> assertThat(factor.score()).isEqualTo(10_000));
    }

    @Test
    void givesNothingToWhoFitsInNothing() {
        Score score = score(ScoringFixtures.enterpriseSaas(), ScoringFixtures.aStranger());
        assertThat(score.total()).as(score.toString()).isZero();
        assertThat(score.factors())
                .allSatisfy(factor -> assertThat(factor.score()).isZero());
    }

    @Test
    void leavesOutWhatIsUnknown() {
        Score score = score(ScoringFixtures.enterpriseSaas(), ScoringFixtures.unknown());
        assertThat(score.total()).isZero();
        assertThat(score.coverage()).isZero();
        assertThat(score.low()).isZero();
        assertThat(score.high()).isEqualTo(10_000);
    }
}
