package com.messageai.leadgen.scoring;

import static com.messageai.leadgen.scoring.ScoringFixtures.KNOWLEDGE;
import static com.messageai.leadgen.scoring.ScoringFixtures.TODAY;
import static com.messageai.leadgen.scoring.ScoringFixtures.aCto;
import static com.messageai.leadgen.scoring.ScoringFixtures.aStranger;
import static com.messageai.leadgen.scoring.ScoringFixtures.enterpriseSaas;
import static com.messageai.leadgen.scoring.ScoringFixtures.nothing;
import static com.messageai.leadgen.scoring.ScoringFixtures.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.Thresholds;
import com.messageai.leadgen.embedding.Calibration;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.scoring.Score.Evidence;
import com.messageai.leadgen.scoring.Score.Factor;
import com.messageai.leadgen.scoring.Score.FactorScore;
import com.messageai.leadgen.scoring.Score.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreCardTests {

    private static Score score(IdealProfile ideal, Profile profile) {
        return score(ideal, profile, Thresholds.DEFAULT);
    }

    private static Score score(IdealProfile ideal, Profile profile, Thresholds thresholds) {
        return new ScoreCard(ScoringFixtures.icp(ideal), thresholds, KNOWLEDGE, Meaning.NONE, TODAY)
                .score(Person.of(profile, KNOWLEDGE));
    }

    private static Evidence evidence(Score score, String criterion) {
        return score.factors().stream()
                .flatMap(factor -> factor.evidence().stream())
                .filter(one -> one.criterion().equals(criterion))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class Reaches {

        @Test
        void everythingForWhoFitsInEverything() {
            Score score = score(enterpriseSaas(), aCto());
            assertThat(score.total()).as(score.toString()).isEqualTo(10_000);
            assertThat(score.factors())
                    .allSatisfy(factor -> assertThat(factor.score()).isEqualTo(10_000));
        }

        @Test
        void nothingForWhoFitsInNothing() {
            Score score = score(enterpriseSaas(), aStranger());
            assertThat(score.total()).as(score.toString()).isZero();
            assertThat(score.factors())
                    .allSatisfy(factor -> assertThat(factor.score()).isZero());
        }

        @Test
        void theQualifyingBandForWhoMatchesAllThatIsHardAndIsPlausibleInTheRest() {
            Profile plausible = Edited.of(aCto())
                    .activeAt(TODAY.minus(20, ChronoUnit.DAYS))
                    .skills(List.of("Terraform"))
                    .interests(List.of("CI/CD"))
                    .headline(null)
                    .bio("I like quiet nights.")
                    .profile();
            assertThat(score(enterpriseSaas(), plausible).total()).isGreaterThanOrEqualTo(7_500);
        }

        @Test
        void theMiddleForWhoMatchesHalf() {
            Profile half = Edited.of(aCto())
                    .title("Engineering Manager")
                    .seniority("MANAGER")
                    .company(company -> new Profile.Company(
                            company.name(),
                            company.domain(),
                            "IT Services and IT Consulting",
                            "201-500",
                            null,
                            null,
                            company.technologies(),
                            company.revenue()))
                    .activeAt(TODAY.minus(50, ChronoUnit.DAYS))
                    .profile();
            assertThat(score(enterpriseSaas(), half).total()).isBetween(5_000, 7_000);
        }
    }

    @Nested
    class Unknown {

        @Test
        void leavesEverythingOpen() {
            Score score = score(enterpriseSaas(), unknown());
            assertThat(score.total()).isZero();
            assertThat(score.coverage()).isZero();
            assertThat(score.low()).isZero();
            assertThat(score.high()).isEqualTo(10_000);
            assertThat(score.factors().stream().flatMap(factor -> factor.evidence().stream()))
                    .allSatisfy(one -> {
                        assertThat(one.verdict()).isEqualTo(Verdict.UNKNOWN);
                        assertThat(one.score()).isNull();
                        assertThat(one.found()).isNull();
                    });
        }

        @Test
        void isNeitherMatchNorMiss() {
            Score known = score(enterpriseSaas(), aCto());
            Score score =
                    score(enterpriseSaas(), Edited.of(aCto()).location(null).profile());
            assertThat(score.total()).isEqualTo(known.total());
            assertThat(evidence(score, "demographics.locations").verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(score.coverage()).isLessThan(10_000);
            assertThat(score.high()).isEqualTo(10_000);
            // The location is required: known, it could hold the person out.
            assertThat(score.low()).isEqualTo(7_499);
        }

        @Test
        void saysExactlyHowMuchIsKnown() {
            IdealProfile ideal = with(nothing(), List.of("CTO"), List.of("USA"));
            Score score = score(ideal, Edited.of(aCto()).location(null).profile());
            // Titles weigh 40, places 25: 0.6154 and 0.3846 of the one factor that has criteria.
            assertThat(score.coverage()).isEqualTo(6_154);
            assertThat(score.total()).isEqualTo(10_000);
            assertThat(score.low()).isEqualTo(6_154);
        }
    }

    @Nested
    class AFactor {

        @Test
        void withoutCriteriaHandsItsWeightToTheOthers() {
            Score score = score(with(nothing(), List.of("CTO"), List.of()), aCto());
            assertThat(score.total()).isEqualTo(10_000);
            assertThat(score.coverage()).isEqualTo(10_000);
            assertThat(score.factors()).extracting(FactorScore::contribution).containsExactly(10_000, 0, 0, 0);
        }

        @Test
        void standsThereAlsoWhereNothingIsAsked() {
            Score score = score(nothing(), aCto());
            assertThat(score.total()).isZero();
            assertThat(score.coverage()).isZero();
            assertThat(score.factors()).extracting(FactorScore::factor).containsExactly(Factor.values());
        }
    }

    @Nested
    class ARequiredCriterion {

        @Test
        void thatMissesKeepsOutOfTheQualifyingBand() {
            Profile abroad = Edited.of(aCto())
                    .location(Profile.Place.of("Toronto, Ontario, Canada"))
                    .profile();
            Score score = score(enterpriseSaas(), abroad);
            assertThat(score.total()).isEqualTo(7_499);
            assertThat(score.high()).isEqualTo(7_499);
            assertThat(score.cap()).isEqualTo(new Score.Cap("demographics.locations", "REQUIRED_MISSED", 7_499));
            assertThat(contributions(score)).isGreaterThan(7_499);
        }

        @Test
        void isHeldAgainstTheEdgesOfTheCampaign() {
            Profile abroad = Edited.of(aCto())
                    .location(Profile.Place.of("Toronto, Ontario, Canada"))
                    .profile();
            assertThat(score(enterpriseSaas(), abroad, new Thresholds(9_000, 8_000))
                            .cap()
                            .limit())
                    .isEqualTo(8_999);
            assertThat(score(enterpriseSaas(), abroad, new Thresholds(0, 0)).total())
                    .isZero();
        }

        @Test
        void thatIsUnknownVetoesNothing() {
            assertThat(score(enterpriseSaas(), Edited.of(aCto()).location(null).profile())
                            .cap())
                    .isNull();
        }
    }

    @Nested
    class AnExclusion {

        @ParameterizedTest
        @CsvSource({
            "Technical Recruiter, exclusions.jobTitles",
            "Recruiter for CTOs, exclusions.jobTitles",
            "Senior Talent Acquisition Partner, exclusions.jobTitles",
        })
        void thatHitsKeepsOutOfReview(String title, String criterion) {
            Score score = score(enterpriseSaas(), Edited.of(aCto()).title(title).profile());
            assertThat(score.cap()).isEqualTo(new Score.Cap(criterion, "EXCLUDED", 5_999));
            assertThat(score.total()).isLessThanOrEqualTo(5_999);
        }

        @ParameterizedTest
        @CsvSource({"tarnwell", "Tarnwell GmbH", "TARNWELL Inc", "tarnwell.example"})
        void knowsACompanyByAnyOfItsNames(String name) {
            IdealProfile base = enterpriseSaas();
            IdealProfile ideal = new IdealProfile(
                    base.demographics(),
                    base.firmographics(),
                    base.psychographics(),
                    base.behaviors(),
                    base.required(),
                    new IdealProfile.Exclusions(List.of(), List.of(), List.of(name)),
                    base.weights());
            assertThat(score(ideal, aCto()).cap().criterion()).isEqualTo("exclusions.companies");
        }

        @Test
        void doesNotHitWhoLeftIt() {
            Profile former = Edited.of(aCto()).title("CTO, former recruiter").profile();
            assertThat(score(enterpriseSaas(), former).cap()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"Assistant to the CTO", "Former CTO", "Executive Assistant to CTO"})
    void aTitleThatOnlyMentionsAWantedOneIsSaidAndHeldDown(String title) {
        Score score = score(enterpriseSaas(), Edited.of(aCto()).title(title).profile());
        assertThat(evidence(score, "demographics.jobTitles").verdict()).isEqualTo(Verdict.MISS);
        assertThat(score.cap().reason()).isEqualTo("TITLE_ONLY_MENTIONED");
        assertThat(score.total()).isLessThanOrEqualTo(7_499);
    }

    @ParameterizedTest
    @CsvSource({"0, 10000", "30, 10000", "31, 9772", "60, 5000", "90, 2500", "120, 1250", "1000, 0", "-5, 10000"})
    void activityFadesWithTime(int days, int expected) {
        Profile profile =
                Edited.of(aCto()).activeAt(TODAY.minus(days, ChronoUnit.DAYS)).profile();
        assertThat(evidence(score(enterpriseSaas(), profile), "behaviors.activeWithinDays")
                        .score())
                .isEqualTo(expected);
    }

    @Test
    void theSameDayGivesTheSameScore() {
        ScoreCard morning = new ScoreCard(
                ScoringFixtures.icp(enterpriseSaas()),
                Thresholds.DEFAULT,
                KNOWLEDGE,
                Meaning.NONE,
                TODAY.truncatedTo(ChronoUnit.DAYS));
        ScoreCard night = new ScoreCard(
                ScoringFixtures.icp(enterpriseSaas()),
                Thresholds.DEFAULT,
                KNOWLEDGE,
                Meaning.NONE,
                TODAY.truncatedTo(ChronoUnit.DAYS).plusSeconds(86_399));
        Person person = Person.of(aCto(), KNOWLEDGE);
        assertThat(morning.score(person)).isEqualTo(night.score(person));
    }

    @Test
    void meaningSpeaksWhereWordsDiffer() {
        float[] about = {1, 0};
        Meaning meaning = new Meaning(
                "fake:2",
                new Calibration("fake:2", 0.2, 0.8),
                Map.of("scale", about, "we double every quarter.", about, "devops", new float[] {0, 1}));
        Profile profile = Edited.of(aCto())
                .skills(List.of())
                .interests(List.of("we double every quarter."))
                .headline(null)
                .bio(null)
                .profile();
        Score score = new ScoreCard(
                        ScoringFixtures.icp(enterpriseSaas()), Thresholds.DEFAULT, KNOWLEDGE, meaning, TODAY)
                .score(Person.of(profile, KNOWLEDGE));
        assertThat(evidence(score, "psychographics.painPoints"))
                .isEqualTo(new Evidence(
                        "psychographics.painPoints", Verdict.MATCH, "scale", "we double every quarter.", 10_000));
        assertThat(evidence(score, "psychographics.interests").verdict()).isEqualTo(Verdict.MISS);
        // Of a pain point, an interest and the titles, one is near.
        assertThat(score.similarity()).isEqualTo(3_333);
    }

    private static int contributions(Score score) {
        return score.factors().stream().mapToInt(FactorScore::contribution).sum();
    }

    private static IdealProfile with(IdealProfile ideal, List<String> titles, List<String> locations) {
        return new IdealProfile(
                new IdealProfile.Demographics(titles, List.of(), List.of(), locations),
                ideal.firmographics(),
                ideal.psychographics(),
                ideal.behaviors(),
                ideal.required(),
                ideal.exclusions(),
                ideal.weights());
    }
}
