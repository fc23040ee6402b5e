package com.messageai.leadgen.enrichment;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question, as it is kept.
 *
 * @param finding only of a {@code HIT}
 * @param cost what was paid when it was fetched
 */
record Kept(Outcome outcome, @Nullable Finding finding, Instant fetchedAt, BigDecimal cost) {

    enum Outcome {
        HIT,
        /** The provider has nothing, or refuses the question as it stands. */
        MISS,
        /** Asked, but no answer came and asking again might be paid again; or the provider never got ready. */
        UNKNOWN,
        /** The person objected: never ask again. */
        OPTED_OUT
    }
}
