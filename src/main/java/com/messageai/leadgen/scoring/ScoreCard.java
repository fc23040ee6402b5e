package com.messageai.leadgen.scoring;

import com.messageai.leadgen.campaign.Thresholds;
import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.scoring.Score.Cap;
import com.messageai.leadgen.scoring.Score.Evidence;
import com.messageai.leadgen.scoring.Score.Factor;
import com.messageai.leadgen.scoring.Score.FactorScore;
import com.messageai.leadgen.scoring.Score.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ICP, ready to be held against any number of people. Plain arithmetic in integers: the same input gives the same
 * score, bit for bit.
 *
 * <p>Each criterion has a share of the whole: its factor's weight times its weight within the factor, among those that
 * are stated. A factor without any criterion hands its weight to the others. What is unknown leaves its share out.
 */
final class ScoreCard {

    private static final int WHOLE = 10_000;

    private final Icp icp;
    private final Thresholds thresholds;
    private final Knowledge knowledge;
    private final Meaning meaning;
    private final List<Criterion> criteria;
    private final long[] shares;
    private final int[] weights;
    private final Vetoes vetoes;

    ScoreCard(Icp icp, Thresholds thresholds, Knowledge knowledge, Meaning meaning, Instant asOf) {
        this.icp = icp;
        this.thresholds = thresholds;
        this.knowledge = knowledge;
        this.meaning = meaning;
        this.criteria = List.copyOf(new Criteria(icp.profile(), knowledge, meaning, asOf).all());
        this.weights = weights(icp.profile().weights());
        this.shares = shares();
        this.vetoes = new Vetoes(icp.profile(), knowledge, thresholds);
    }

    private static int[] weights(IdealProfile.Weights weights) {
        return new int[] {
            basisPoints(weights.demographics()),
            basisPoints(weights.firmographics()),
            basisPoints(weights.psychographics()),
            basisPoints(weights.activity())
        };
    }

    private static int basisPoints(BigDecimal weight) {
        return weight.movePointRight(4).intValue();
    }

    private long[] shares() {
        long[] shares = new long[criteria.size()];
        for (Factor factor : Factor.values()) {
            int[] within = criteria.stream()
                    .mapToInt(criterion -> criterion.factor() == factor ? criterion.weight() : 0)
                    .toArray();
            long[] parts =
                    Apportionment.of(WHOLE, Arrays.stream(within).asLongStream().toArray());
            for (int i = 0; i < shares.length; i++) {
                shares[i] += parts[i] * weights[factor.ordinal()];
            }
        }
        return shares;
    }

    Score score(Person person) {
        List<Match> matches = criteria.stream()
                .map(criterion -> criterion.judge().apply(person))
                .toList();
        long stated = Arrays.stream(shares).sum();
        long known = 0;
        long reached = 0;
        long[] byFactor = new long[Factor.values().length];
        for (int i = 0; i < shares.length; i++) {
            Integer score = matches.get(i).score();
            if (score != null) {
                known += shares[i];
                reached += shares[i] * score;
                byFactor[criteria.get(i).factor().ordinal()] += shares[i] * score;
            }
        }
        int sum = rounded(reached, known);
        Cap cap = vetoes.cap(person, criteria, matches);
        // What is unknown could still turn out as a miss, also where it must not.
        Cap worst = vetoes.worst(cap, criteria, matches);
        return new Score(
                capped(sum, cap),
                capped(rounded(reached, stated), worst),
                capped(rounded(reached + (stated - known) * Match.FULL, stated), cap),
                rounded(known * WHOLE, stated),
                factors(matches, Apportionment.of(sum, byFactor)),
                similarity(person),
                meaning.model(),
                icp.number(),
                cap);
    }

    private static int capped(int sum, @Nullable Cap cap) {
        return cap == null ? sum : Math.min(sum, cap.limit());
    }

    /** Half up; nothing of nothing is nothing. */
    private static int rounded(long part, long whole) {
        return whole == 0 ? 0 : Math.toIntExact((2 * part + whole) / (2 * whole));
    }

    private List<FactorScore> factors(List<Match> matches, long[] contributions) {
        List<FactorScore> factors = new ArrayList<>();
        for (Factor factor : Factor.values()) {
            long stated = 0;
            long known = 0;
            long reached = 0;
            List<Evidence> evidence = new ArrayList<>();
            for (int i = 0; i < shares.length; i++) {
                if (criteria.get(i).factor() == factor) {
                    Match match = matches.get(i);
                    evidence.add(evidence(criteria.get(i), match));
                    stated += shares[i];
                    known += match.score() == null ? 0 : shares[i];
                    reached += match.score() == null ? 0 : shares[i] * match.score();
                }
            }
            factors.add(new FactorScore(
                    factor,
                    weights[factor.ordinal()],
                    rounded(reached, known),
                    Math.toIntExact(contributions[factor.ordinal()]),
                    rounded(known * WHOLE, stated),
                    List.copyOf(evidence)));
        }
        return List.copyOf(factors);
    }

    private static Evidence evidence(Criterion criterion, Match match) {
        boolean unknown = match.verdict() == Verdict.UNKNOWN;
        return new Evidence(
                criterion.path(),
                match.verdict(),
                Said.cut(criterion.expected(), 300),
                unknown ? null : match.found(),
                match.score());
    }

    /** Of each text of the ICP the nearest one of the person's; of its titles, one is enough. */
    private @Nullable Integer similarity(Person person) {
        List<String> said = new ArrayList<>(person.said().embedded());
        if (person.titleText() != null) {
            said.add(person.titleText());
        }
        List<List<String>> asked = new ArrayList<>();
        Criteria.wishes(icp.profile()).forEach(wish -> asked.add(List.of(wish)));
        if (!Criteria.titles(icp.profile()).isEmpty()) {
            asked.add(Criteria.titles(icp.profile()));
        }
        return meaning.similarity(asked, said);
    }
}
