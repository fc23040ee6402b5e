package com.messageai.leadgen.discovery;

import java.util.List;
import java.util.Optional;

/**
 * What a platform offered for some words.
 *
 * @param terms best first
 * @param asked whether it answered; where it did not, that there are no terms says nothing
 */
record Offer(List<Term> terms, boolean asked) {

    static final Offer NOT_ASKED = new Offer(List.of(), false);

    static Offer of(List<Term> terms) {
        return new Offer(terms, true);
    }

    Optional<Term> first() {
        return terms.stream().findFirst();
    }

    /** It was asked, and has nothing of the kind. */
    boolean isNone() {
        return asked && terms.isEmpty();
    }
}
