package com.messageai.leadgen.survival;

import java.util.Random;

/** Chance that can be repeated: the seed is printed, and taken from {@code -Dsurvival.seed}. */
final class Seed {

    private Seed() {}

    static Random random() {
        long seed = Long.getLong("survival.seed", System.nanoTime());
        System.out.println("Repeat it with -Dsurvival.seed=" + seed);
        return new Random(seed);
    }
}
