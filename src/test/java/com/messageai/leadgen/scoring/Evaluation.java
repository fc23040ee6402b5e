package com.messageai.leadgen.scoring;

import com.messageai.leadgen.campaign.Thresholds;
import com.messageai.leadgen.embedding.Embeddings;
import com.messageai.leadgen.embedding.LocalEmbeddings;
import com.messageai.leadgen.embedding.Vectors;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.scoring.LabelledPairs.Group;
import com.messageai.leadgen.scoring.LabelledPairs.Pair;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * How good scores are, measured on pairs that a person has graded, beside two simpler ways to rank. Prints its figures
 * and ends; {@code explain} as argument adds why each pair of
 * the part to tune on got its score.
 */
public final class Evaluation {

    private static final int BAND = 500;
    private static final int LOWEST_BAND = 3_000;

    private final Embeddings embeddings = LocalEmbeddings.fresh();
    private final Scoring scoring = new Scoring(
            embeddings,
            ScoringFixtures.KNOWLEDGE,
            Schedulers.parallel(),
            Clock.fixed(LabelledPairs.TODAY, ZoneOffset.UTC));

    public static void main(String[] arguments) {
        Evaluation evaluation = new Evaluation();
        for (String part : List.of("tune", "keep")) {
            LabelledPairs pairs = LabelledPairs.read(part);
            if (part.equals("tune") && List.of(arguments).contains("explain")) {
                evaluation.explain(pairs);
            }
            evaluation.print(pairs);
        }
        System.exit(0);
    }

    /** By the service's own score. */
    Graded scored(LabelledPairs pairs) {
        return graded(pairs, this::scores);
    }

    /** By the cosine of the whole profile with the text of the whole ICP. */
    Graded byPlainCosine(LabelledPairs pairs) {
        return graded(pairs, group -> {
            float[] icp = embed(List.of(text(group.icp().name(), group.icp().profile())))
                    .getFirst();
            return embed(group.pairs().stream()
                            .map(pair -> text(pair.profile()))
                            .toList())
                    .stream()
                    .map(vector -> Vectors.cosine(icp, vector))
                    .toList();
        });
    }

    /** By the share of the ICP's lists that have an entry which the profile has too, letter by letter. */
    Graded byExactMatch(LabelledPairs pairs) {
        return graded(
                pairs,
                group -> group.pairs().stream()
                        .map(pair -> exact(group.icp().profile(), pair.profile()))
                        .toList());
    }

    private interface Ranker {
        List<Double> scores(Group group);
    }

    private static Graded graded(LabelledPairs pairs, Ranker ranker) {
        List<Graded.One> graded = new ArrayList<>();
        for (Group group : pairs.groups()) {
            List<Double> scores = ranker.scores(group);
            for (int i = 0; i < scores.size(); i++) {
                Pair pair = group.pairs().get(i);
                graded.add(new Graded.One(group.name(), pair.id(), pair.grade(), scores.get(i)));
            }
        }
        return new Graded(graded);
    }

    private List<Double> scores(Group group) {
        return cards(group).stream().map(score -> (double) score.total()).toList();
    }

    private List<Score> cards(Group group) {
        return Objects.requireNonNull(scoring.score(
                        group.icp().team(),
                        group.icp(),
                        group.pairs().stream().map(Pair::profile).toList(),
                        Thresholds.DEFAULT,
                        Mono.empty())
                .block());
    }

    private List<float[]> embed(List<String> texts) {
        return Objects.requireNonNull(
                embeddings.embed(ScoringFixtures.TEAM, texts, Mono.empty()).block());
    }

    private static String text(String name, IdealProfile ideal) {
        return Stream.of(
                        Stream.of(name),
                        lists(ideal).stream().flatMap(Collection::stream),
                        ideal.behaviors().signals().stream())
                .flatMap(part -> part)
                .collect(Collectors.joining(", "));
    }

    private static List<List<String>> lists(IdealProfile ideal) {
        return List.of(
                ideal.demographics().jobTitles(),
                ideal.demographics().seniorities(),
                ideal.demographics().departments(),
                ideal.demographics().locations(),
                ideal.firmographics().industries(),
                ideal.firmographics().companySizes(),
                ideal.firmographics().technologies(),
                ideal.firmographics().revenues(),
                ideal.psychographics().painPoints(),
                ideal.psychographics().goals(),
                ideal.psychographics().interests(),
                ideal.psychographics().values(),
                ideal.behaviors().keywords());
    }

    private static String text(Profile profile) {
        Profile.Company company = profile.company();
        return Stream.concat(
                        Stream.of(
                                profile.headline(),
                                profile.title(),
                                profile.location() == null
                                        ? null
                                        : profile.location().text(),
                                company.name(),
                                company.industry(),
                                company.size(),
                                profile.bio()),
                        Stream.of(company.technologies(), profile.skills(), profile.interests(), profile.signals())
                                .flatMap(List::stream))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static double exact(IdealProfile ideal, Profile profile) {
        Profile.Company company = profile.company();
        List<String> words = Stream.of(profile.skills(), profile.interests(), company.technologies())
                .flatMap(List::stream)
                .toList();
        List<List<String>> asked = lists(ideal);
        List<List<String>> found = List.of(
                known(profile.title()),
                known(profile.seniority()),
                known(profile.department()),
                profile.location() == null
                        ? List.of()
                        : List.of(profile.location().text().split(", ")),
                known(company.industry()),
                known(company.size()),
                words,
                known(company.revenue()),
                words,
                words,
                words,
                words,
                words);
        int stated = 0;
        int hit = 0;
        for (int i = 0; i < asked.size(); i++) {
            if (!asked.get(i).isEmpty()) {
                stated++;
                List<String> entries = found.get(i);
                hit += asked.get(i).stream().anyMatch(one -> entries.stream().anyMatch(one::equalsIgnoreCase)) ? 1 : 0;
            }
        }
        return (double) hit / stated;
    }

    private static List<String> known(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    private void print(LabelledPairs pairs) {
        Graded scored = scored(pairs);
        System.out.printf(
                "%n%s: %d pairs of %d ICPs%n%-22s %8s %16s %16s%n",
                pairs.part(),
                scored.pairs().size(),
                pairs.groups().size(),
                "",
                "nDCG@10",
                "AUC grade >= 3",
                "AUC grade >= 2");
        line("score", scored);
        line("plain cosine", byPlainCosine(pairs));
        line("exact match of lists", byExactMatch(pairs));
        calibration(scored);
        Thresholds thresholds = Thresholds.DEFAULT;
        List<Graded.One> converted = scored.between(thresholds.qualify(), Integer.MAX_VALUE, grade -> true);
        List<Graded.One> wrongly =
                scored.between(thresholds.qualify(), Integer.MAX_VALUE, grade -> grade < Graded.LOOK);
        // Whoever knows which ones were wrong begins to tune on them: only of the part that is there for it.
        boolean named = pairs.part().equals("tune");
        System.out.printf(
                "false conversions (score >= %.2f, grade <= 1): %d of %d who qualify %s%n",
                thresholds.qualify() / 10_000.0,
                wrongly.size(),
                converted.size(),
                named ? wrongly.stream().map(Graded.One::pair).toList() : "");
    }

    private static void line(String name, Graded graded) {
        System.out.printf(
                "%-22s %8.3f %16.3f %16.3f%n", name, graded.ndcg(), graded.auc(Graded.CALL), graded.auc(Graded.LOOK));
    }

    private static void calibration(Graded scored) {
        System.out.printf("%-13s %6s %9s %9s %9s %9s%n", "score", "pairs", "grade 3", "grade 2", "grade 1", "grade 0");
        for (int from = 10_000 - BAND; from >= 0; from -= BAND) {
            int bottom = from < LOWEST_BAND ? 0 : from;
            int below = from == 10_000 - BAND ? Integer.MAX_VALUE : from + BAND;
            List<Graded.One> band = scored.between(bottom, below, grade -> true);
            System.out.printf(
                    "%.2f to %.2f %7d %9s %9s %9s %9s%n",
                    bottom / 10_000.0,
                    Math.min(10_000, below) / 10_000.0,
                    band.size(),
                    share(band, 3),
                    share(band, 2),
                    share(band, 1),
                    share(band, 0));
            if (bottom == 0) {
                return;
            }
        }
    }

    private static String share(List<Graded.One> band, int grade) {
        long count = band.stream().filter(one -> one.grade() == grade).count();
        return band.isEmpty() ? "-" : Math.round(100.0 * count / band.size()) + " %";
    }

    private void explain(LabelledPairs pairs) {
        for (Group group : pairs.groups()) {
            List<Score> cards = cards(group);
            for (int i = 0; i < cards.size(); i++) {
                Pair pair = group.pairs().get(i);
                Score score = cards.get(i);
                System.out.printf(
                        "%n%s grade %d score %d [%d, %d] coverage %d %s%n",
                        pair.id(),
                        pair.grade(),
                        score.total(),
                        score.low(),
                        score.high(),
                        score.coverage(),
                        score.cap() == null ? "" : score.cap());
                score.factors().stream()
                        .flatMap(factor -> factor.evidence().stream())
                        .forEach(one -> System.out.printf(
                                "    %-30s %-8s %6s  %s <- %s%n",
                                one.criterion(), one.verdict(), one.score(), one.expected(), one.found()));
            }
        }
    }
}
