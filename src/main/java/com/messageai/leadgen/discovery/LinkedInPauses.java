package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.ProviderAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * When to come back to LinkedIn, which does not say so itself: a few tries with backoff, as a 429 may be mere protection;
 * then the counter of the day is spent, and opens at 00:00 UTC. Asked once an hour meanwhile, as some gateways open sooner.
 */
final class LinkedInPauses {

    private static final int TRIES = 3;

    private static final Pause NONE = new Pause(0, 0);

    private final Clock clock;
    private final LongSupplier nanos;
    private final AtomicReference<Pause> last = new AtomicReference<>(NONE);

    /** @param nanos of a clock that only goes forward */
    LinkedInPauses(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /** After so many tries in vain. */
    private record Pause(int tries, long over) {}

    void answered() {
        last.set(NONE);
    }

    Duration pause(ProviderAnswer answer) {
        Duration asked = answer.retryAfter(clock);
        if (asked != null) {
            return asked;
        }
        long now = nanos.getAsLong();
        // Calls that were under way when the first of them was refused are no tries of their own.
        Pause pause = last.updateAndGet(before -> before == NONE || now - before.over() >= 0
                ? new Pause(before.tries() + 1, now + after(before.tries() + 1).toNanos())
                : before);
        return ProviderAnswer.bounded(Duration.ofNanos(pause.over() - now));
    }

    private Duration after(int tries) {
        if (tries <= TRIES) {
            long millis = 1_000L << tries;
            return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 4));
        }
        ZonedDateTime today = clock.instant().atZone(ZoneOffset.UTC);
        return ProviderAnswer.bounded(
                Duration.between(today, today.truncatedTo(ChronoUnit.DAYS).plusDays(1)));
    }
}
