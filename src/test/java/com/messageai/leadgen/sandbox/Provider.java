package com.messageai.leadgen.sandbox;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One provider's wire format over the population. */
interface Provider {

    /** A call that was understood: which endpoint it goes to, and how to answer it. */
    record Operation(String endpoint, Supplier<Answer> answer) {}

    /** Its name on the bill, and the first segment of its path. */
    String name();

    /** Null where there is nothing at that path. */
    @Nullable Operation route(Request request);

    /** The provider's own words for a failure with that status: 404 for no such path, 429 for a limit, 503 … */
    Answer failure(int status);

    /** The provider's own way to say that a limit is reached. */
    Answer limited(Limits.Gauge gauge);

    /** Adds the headers that the provider sends with everything. */
    default Answer dressed(Answer answer, String endpoint, Limits.Gauge gauge) {
        return answer;
    }
}
