package com.messageai.leadgen.sandbox;

import java.util.List;

/**
 * What a call costs by the provider's own rules.
 *
 * @param keys what was asked for: an e-mail, a domain, the hash of a text
 * @param units what it costs, in the provider's units
 * @param oncePerKey whether a key that was charged before is free
 */
record Charge(List<String> keys, long units, boolean oncePerKey) {

    /** For refusals: nothing was done. */
    static final Charge NOTHING = new Charge(List.of(), 0, false);

    static Charge free(String key) {
        return new Charge(List.of(key), 0, false);
    }

    static Charge each(String key, long units) {
        return new Charge(List.of(key), units, false);
    }

    static Charge once(String key) {
        return new Charge(List.of(key), 1, true);
    }
}
