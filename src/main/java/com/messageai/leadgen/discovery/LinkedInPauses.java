package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.ProviderAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * When to come back to LinkedIn, which does not say so itself: a few tries with backoff, as a 429 may be mere protection;
 * then the counter of the day is spent, and opens at 00:00 UTC. Asked once an hour meanwhile, as some gateways open sooner.
 */
final class LinkedInPauses {

    private static final int TRIES = 3;

    private final Clock clock;

    /** Answers of 429 in a row. */
    private final AtomicInteger throttled = new AtomicInteger();

    LinkedInPauses(Clock clock) {
        this.clock = clock;
    }

    void answered() {
        throttled.set(0);
    }

    Duration pause(ProviderAnswer answer) {
        Duration asked = answer.retryAfter(clock);
        if (asked != null) {
            return asked;
        }
        int tries = throttled.incrementAndGet();
        if (tries <= TRIES) {
            long millis = 1_000L << tries;
            return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 4));
        }
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        return ProviderAnswer.bounded(
                Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plusDays(1)));
    }
}
