package com.messageai.leadgen.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is left of an account's credits. @param resetsAt when there are new ones; null where the provider does not say */
public record Credits(long remaining, @Nullable Instant resetsAt) {

    public Credits {
        remaining = Math.max(remaining, 0);
    }
}
