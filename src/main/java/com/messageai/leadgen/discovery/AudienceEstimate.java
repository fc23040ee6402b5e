package com.messageai.leadgen.discovery;

import org.jspecify.annotations.Nullable;

/**
 * How many people a platform says it has. That it could not say is not zero.
 *
 * @param people null where nothing is known; of a range its middle
 * @param low and {@code high} where the platform gives a range
 * @param ready false where the platform can't say now
 * @param basis what was counted, and what was left out of it; null where nothing was
 * @param reason why nothing was counted; null where something was
 */
public record AudienceEstimate(
        @Nullable Long people,
        @Nullable Long low,
        @Nullable Long high,
        boolean ready,
        @Nullable String basis,
        @Nullable String reason) {

    public static AudienceEstimate of(long people, String basis) {
        return new AudienceEstimate(Math.max(0, people), null, null, true, basis, null);
    }

    /** Both ends inclusive. */
    public static AudienceEstimate between(long low, long high, String basis) {
        long least = Math.max(0, Math.min(low, high));
        long most = Math.max(least, Math.max(low, high));
        return new AudienceEstimate(least + (most - least + 1) / 2, least, most, true, basis, null);
    }

    public static AudienceEstimate notReady(String reason) {
        return new AudienceEstimate(null, null, null, false, null, reason);
    }

    /** The most that there may be; null where nothing is known. */
    public @Nullable Long most() {
        return high == null ? people : high;
    }
}
