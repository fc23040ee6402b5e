package com.messageai.leadgen.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Shares a whole out in proportion, in integers that add up to it exactly: the largest remainders get what is left. */
final class Apportionment {

    private Apportionment() {}

    /** All zeros where there is nothing to go by. Among equal remainders the first is served first. */
    static long[] of(long whole, long[] proportions) {
        long[] shares = new long[proportions.length];
        long sum = 0;
        for (long proportion : proportions) {
            sum += proportion;
        }
        if (sum == 0) {
            return shares;
        }
        long left = whole;
        List<Integer> order = new ArrayList<>();
        long[] remainders = new long[proportions.length];
        for (int i = 0; i < shares.length; i++) {
            long product = Math.multiplyExact(whole, proportions[i]);
            shares[i] = product / sum;
            remainders[i] = product % sum;
            left -= shares[i];
            order.add(i);
        }
        order.sort(Comparator.comparingLong((Integer i) -> remainders[i]).reversed());
        for (int i = 0; i < left; i++) {
            shares[order.get(i)]++;
        }
        return shares;
    }
}
