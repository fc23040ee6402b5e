package com.messageai.leadgen.embedding;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The nearest of those that pass by, and no more of them than are wanted; of equal ones those with the smaller id. */
final class Nearest {

    private static final Comparator<NearVector> BEST_FIRST =
            Comparator.comparingDouble(NearVector::cosine).reversed().thenComparing(NearVector::id);

    private final int most;
    private final PriorityQueue<NearVector> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());

    Nearest(int most) {
        this.most = most;
    }

    void offer(NearVector one) {
        if (worstFirst.size() < most) {
            worstFirst.add(one);
        } else if (BEST_FIRST.compare(one, worstFirst.element()) < 0) {
            worstFirst.remove();
            worstFirst.add(one);
        }
    }

    List<NearVector> found() {
        return worstFirst.stream().sorted(BEST_FIRST).toList();
    }
}
