package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Trait;

/**
 * Whose row of a search says neither skills nor interests nor what the person writes, all of which the profile does. The
 * same people are so for the same share, and all of them for a larger one too.
 */
final class LeanRows {

    private static final int PARTS = 10_000;

    private volatile int parts;

    /** @param share in [0, 1] of all people, beside those who are so anyway */
    void share(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is in [0, 1]");
        }
        parts = (int) Math.round(share * PARTS);
    }

    double share() {
        return (double) parts / PARTS;
    }

    boolean isOf(Person person) {
        // Has no divisor in common with the parts: each index has a place of its own.
        return person.has(Trait.SHORT_ROW) || Math.floorMod(person.index() * 7_919L, PARTS) < parts;
    }
}
