package com.messageai.leadgen.scoring;

import static com.messageai.leadgen.scoring.ScoringFixtures.KNOWLEDGE;
import static com.messageai.leadgen.scoring.ScoringFixtures.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.Thresholds;
import com.messageai.leadgen.embedding.Calibration;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.icp.IdealProfile.Weights;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.scoring.Score.Evidence;
import com.messageai.leadgen.scoring.Score.FactorScore;
import com.messageai.leadgen.scoring.Score.Verdict;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds for every input: thousands of random ICPs and people, always the same ones. */
class ScoreCardPropertyTests {

    private static final long SEED = 20_260_310;
    private static final int CASES = 2_500;

    private static final List<String> TITLES = List.of(
            "CTO",
            "VP of Eng",
            "Head of Platform",
            "Former CTO",
            "Assistant to the CTO",
            "Photographer",
            "Leiter IT",
            "",
            "|||",
            "Director, Sales & Marketing",
            "Recruiter");
    private static final List<String> PLACES =
            List.of("USA", "Austin, TX", "DACH", "Berlin", "Nowhere at all", "EU", "SF Bay Area", "", "Georgia");
    private static final List<String> INDUSTRIES =
            List.of("SaaS", "Retail", "FinTech", "Beekeeping", "Software Development", "Technology", "Hospitality");
    private static final List<String> RANGES =
            List.of("50-200", "51–200", "1-10", "1000+", "<50", "10M-50M", "many", "$1B+", "201-500");
    private static final List<String> WORDS = List.of(
            "scale",
            "DevOps",
            "cloud cost",
            "gardening",
            "Kubernetes",
            "k8s",
            "CI/CD",
            "hiring",
            "C++",
            "!!!",
            "réseau",
            "data protection");
    private static final List<String> SIGNALS = List.of("HIRING", "FUNDING", "POSTED_ABOUT:cloud cost", "JOB_CHANGE");

    private final Random random = new Random(SEED);

    @Test
    void holdsForEveryInput() {
        for (int i = 0; i < CASES; i++) {
            IdealProfile ideal = anIcp();
            Thresholds thresholds = thresholds();
            Profile profile = aProfile();
            Meaning meaning = aMeaning();
            ScoreCard card = new ScoreCard(ScoringFixtures.icp(ideal), thresholds, KNOWLEDGE, meaning, TODAY);
            Score score = card.score(Person.of(profile, KNOWLEDGE));
            String what = "case " + i + " of seed " + SEED;
            contributionsAddUp(score, what);
            figuresAreWithinTheirBounds(score, what);
            verdictsFitTheirScores(score, what);
            vetoesHold(score, ideal, thresholds, what);
            ScoreCard again = new ScoreCard(ScoringFixtures.icp(ideal), thresholds, KNOWLEDGE, meaning, TODAY);
            assertThat(again.score(Person.of(profile, KNOWLEDGE))).as(what).isEqualTo(score);
        }
    }

    private static void contributionsAddUp(Score score, String what) {
        int sum = score.factors().stream().mapToInt(FactorScore::contribution).sum();
        int capped = score.cap() == null ? sum : Math.min(sum, score.cap().limit());
        assertThat(score.total()).as(what).isEqualTo(capped);
        assertThat(score.factors().stream().mapToInt(FactorScore::weight).sum())
                .as(what)
                .isEqualTo(10_000);
    }

    private static void figuresAreWithinTheirBounds(Score score, String what) {
        assertThat(List.of(score.total(), score.low(), score.high(), score.coverage()))
                .as(what)
                .allSatisfy(figure -> assertThat(figure).isBetween(0, 10_000));
        assertThat(score.low()).as(what).isLessThanOrEqualTo(score.total());
        assertThat(score.high()).as(what).isGreaterThanOrEqualTo(score.total());
        boolean allKnown = score.coverage() > 0
                && score.factors().stream()
                        .flatMap(factor -> factor.evidence().stream())
                        .noneMatch(one -> one.verdict() == Verdict.UNKNOWN);
        if (allKnown) {
            assertThat(score.low()).as(what).isEqualTo(score.total()).isEqualTo(score.high());
        }
        for (FactorScore factor : score.factors()) {
            assertThat(factor.score()).as(what).isBetween(0, 10_000);
            assertThat(factor.contribution()).as(what).isBetween(0, 10_000);
            assertThat(factor.coverage()).as(what).isBetween(0, 10_000);
        }
    }

    private static void verdictsFitTheirScores(Score score, String what) {
        for (FactorScore factor : score.factors()) {
            for (Evidence evidence : factor.evidence()) {
                Integer points = evidence.score();
                if (evidence.verdict() == Verdict.UNKNOWN) {
                    assertThat(points).as(what).isNull();
                } else {
                    assertThat(points).as(what).isBetween(0, 10_000);
                    assertThat(evidence.expected()).as(what).isNotBlank();
                }
            }
        }
    }

    private static void vetoesHold(Score score, IdealProfile ideal, Thresholds thresholds, String what) {
        boolean missed = score.factors().stream()
                .flatMap(factor -> factor.evidence().stream())
                .anyMatch(
                        one -> one.verdict() == Verdict.MISS && ideal.required().contains(one.criterion()));
        if (missed && thresholds.qualify() > 0) {
            assertThat(score.total()).as(what).isLessThan(thresholds.qualify());
            assertThat(score.high()).as(what).isLessThan(thresholds.qualify());
        }
    }

    private IdealProfile anIcp() {
        return new IdealProfile(
                new IdealProfile.Demographics(
                        some(TITLES),
                        some(List.of("CXO", "VP", "wizard")),
                        some(List.of("ENGINEERING", "HR", "x")),
                        some(PLACES)),
                new IdealProfile.Firmographics(some(INDUSTRIES), some(RANGES), some(WORDS), some(RANGES), some(PLACES)),
                new IdealProfile.Psychographics(some(WORDS), some(WORDS), some(WORDS), some(WORDS)),
                new IdealProfile.Behaviors(
                        some(WORDS), random.nextBoolean() ? random.nextInt(100) : null, some(SIGNALS)),
                some(List.of("demographics.locations", "firmographics.industries", "psychographics.goals", "no.such")),
                new IdealProfile.Exclusions(some(TITLES), some(INDUSTRIES), some(List.of("Acme", "acme.example"))),
                weights());
    }

    private Weights weights() {
        int first = random.nextInt(10_001);
        int second = random.nextInt(10_001 - first);
        int third = random.nextInt(10_001 - first - second);
        return new Weights(points(first), points(second), points(third), points(10_000 - first - second - third));
    }

    private static BigDecimal points(int basisPoints) {
        return BigDecimal.valueOf(basisPoints, 4);
    }

    private Thresholds thresholds() {
        int qualify = random.nextInt(10_001);
        return random.nextInt(3) == 0 ? new Thresholds(qualify, random.nextInt(qualify + 1)) : Thresholds.DEFAULT;
    }

    private Profile aProfile() {
        return new Profile(
                Platform.LINKEDIN,
                "id",
                null,
                "Kim Doe",
                null,
                null,
                maybe(WORDS),
                maybe(TITLES),
                maybe(List.of("CXO", "Director", "C-Level", "baker")),
                maybe(List.of("ENGINEERING", "SALES", "unheard of")),
                new Profile.Company(
                        maybe(List.of("Acme Inc", "Tarnwell")),
                        maybe(List.of("acme.example")),
                        maybe(INDUSTRIES),
                        maybe(RANGES),
                        random.nextInt(3) == 0 ? random.nextInt(100_000) : null,
                        place(),
                        some(WORDS),
                        maybe(RANGES)),
                place(),
                some(WORDS),
                some(WORDS),
                maybe(List.of("I lead teams. We are hiring! Cloud cost is my topic.", "…", "Scaling | DevOps")),
                random.nextBoolean() ? TODAY.minus(random.nextInt(300), ChronoUnit.DAYS) : null,
                random.nextBoolean() ? TODAY.minus(random.nextInt(400) - 20, ChronoUnit.DAYS) : null,
                some(SIGNALS),
                List.of(),
                List.of());
    }

    private Profile.Place place() {
        String text = maybe(PLACES);
        return text == null ? null : new Profile.Place(text, null, null, random.nextInt(4) == 0 ? "US" : null);
    }

    /** Any two texts are near or far by chance, but always the same. */
    private Meaning aMeaning() {
        Map<String, float[]> vectors = new HashMap<>();
        for (List<String> texts : List.of(TITLES, INDUSTRIES, WORDS)) {
            for (String text : texts) {
                double angle = random.nextDouble() * Math.PI;
                vectors.put(Said.term(text), new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
            }
        }
        return new Meaning("fake:2", new Calibration("fake:2", 0.3, 0.7), vectors);
    }

    private List<String> some(List<String> choice) {
        return random.nextInt(3) == 0
                ? List.of()
                : IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> choice.get(random.nextInt(choice.size())))
                        .toList();
    }

    private String maybe(List<String> choice) {
        return random.nextInt(3) == 0 ? null : choice.get(random.nextInt(choice.size()));
    }
}
