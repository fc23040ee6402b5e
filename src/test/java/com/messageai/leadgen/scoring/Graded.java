package com.messageai.leadgen.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** What a scorer made of graded pairs, and how good that is. Ties help nobody: each of those tied gets their mean. */
record Graded(List<One> pairs) {

    /** From here on a prospect is contacted without anybody having looked: the upper edge. */
    static final int CALL = 3;

    /** From here on a look is worth it: the lower edge. */
    static final int LOOK = 2;

    private static final int TOP = 10;

    /** @param score of any scale, the higher the better */
    record One(String group, String pair, int grade, double score) {}

    /** The mean over the ICPs; a grade's gain is 2^grade - 1. */
    double ndcg() {
        return pairs.stream().collect(Collectors.groupingBy(One::group)).values().stream()
                .mapToDouble(Graded::ndcg)
                .average()
                .orElseThrow();
    }

    private static double ndcg(List<One> group) {
        List<Double> best = group.stream()
                .map(one -> gain(one.grade()))
                .sorted(Comparator.reverseOrder())
                .toList();
        return discounted(gains(group)) / discounted(best);
    }

    private static List<Double> gains(List<One> group) {
        Map<Double, List<One>> tied =
                group.stream().collect(Collectors.groupingBy(One::score, TreeMap::new, Collectors.toList()));
        List<Double> gains = new ArrayList<>();
        for (List<One> equal : new TreeMap<>(tied).descendingMap().values()) {
            double mean = equal.stream()
                    .mapToDouble(one -> gain(one.grade()))
                    .average()
                    .orElseThrow();
            equal.forEach(one -> gains.add(mean));
        }
        return gains;
    }

    private static double gain(int grade) {
        return (1 << grade) - 1;
    }

    private static double discounted(List<Double> gains) {
        double sum = 0;
        for (int i = 0; i < Math.min(TOP, gains.size()); i++) {
            sum += gains.get(i) / (Math.log(i + 2) / Math.log(2));
        }
        return sum;
    }

    /**
     * The chance that somebody of at least that grade, of whatever ICP, is scored above somebody of a lower one: all
     * pairs together, since thresholds are the same for all ICPs.
     */
    double auc(int edge) {
        double won = 0;
        long contests = 0;
        for (One above : pairs) {
            for (One below : pairs) {
                if (above.grade() >= edge && below.grade() < edge) {
                    contests++;
                    won += above.score() > below.score() ? 1 : above.score() == below.score() ? 0.5 : 0;
                }
            }
        }
        return won / contests;
    }

    List<One> between(double from, double below, IntPredicate grade) {
        return pairs.stream()
                .filter(one -> one.score() >= from && one.score() < below && grade.test(one.grade()))
                .sorted(Comparator.comparingDouble(One::score).reversed())
                .toList();
    }
}
