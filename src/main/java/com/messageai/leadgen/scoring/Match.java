package com.messageai.leadgen.scoring;

import com.messageai.leadgen.scoring.Score.Verdict;
import org.jspecify.annotations.Nullable;

/** How well what was found fits what was asked for. @param score basis points, null where nothing is known */
record Match(@Nullable Integer score, @Nullable String found) {

    static final Match UNKNOWN = new Match(null, null);
    static final int FULL = 10_000;

    /** From here on somebody who reads the two would say: that's it. */
    private static final int MATCHES = 8_000;

    /** Below, the two have so little in common that it is none. */
    private static final int MISSES = 2_000;

    static Match of(int score, @Nullable String found) {
        return new Match(score, found);
    }

    Verdict verdict() {
        if (score == null) {
            return Verdict.UNKNOWN;
        }
        return score >= MATCHES ? Verdict.MATCH : score >= MISSES ? Verdict.PARTIAL : Verdict.MISS;
    }

    /** The better of the two; what is known is better than what isn't. */
    Match or(Match other) {
        if (score == null) {
            return other;
        }
        return other.score != null && other.score > score ? other : this;
    }
}
