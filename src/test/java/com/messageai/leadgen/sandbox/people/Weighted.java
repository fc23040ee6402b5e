package com.messageai.leadgen.sandbox.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Draws values by weight. The values are put in order first: maps iterate differently in each process. */
final class Weighted<T> {

    private final List<T> values = new ArrayList<>();
    private final int[] ends;

    Weighted(Map<? extends T, Integer> weights) {
        ends = new int[weights.size()];
        int end = 0;
        for (var entry : new TreeMap<>(weights).entrySet()) {
            end += entry.getValue();
            ends[values.size()] = end;
            values.add(entry.getKey());
        }
    }

    T draw(SplittableRandom random) {
        int dice = random.nextInt(ends[ends.length - 1]);
        int i = 0;
        while (ends[i] <= dice) {
            i++;
        }
        return values.get(i);
    }
}
