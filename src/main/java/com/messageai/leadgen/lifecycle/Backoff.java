package com.messageai.leadgen.lifecycle;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The pauses of one outage, and what went wrong in it. Used by one stream, one call after the other. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration WELL = Duration.ofMinutes(1);

    private final Set<String> told = new HashSet<>();
    private Duration next = FIRST;

    /**
     * @param ran how long it went before this interruption
     * @return whether this kind of failure is new in this outage
     */
    synchronized boolean interrupted(Duration ran, Throwable failure) {
        if (ran.compareTo(WELL) >= 0) {
            told.clear();
            next = FIRST;
        }
        return told.add(failure.getClass().getName());
    }

    /** Half of it is chance, so that many instances do not come back together. */
    synchronized Duration pause() {
        long bound = next.toMillis();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound / 2, bound + 1));
    }
}
