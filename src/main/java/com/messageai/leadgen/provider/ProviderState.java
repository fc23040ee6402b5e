package com.messageai.leadgen.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this instance last learned of a provider. The clock is only for people: how long a limit lasts and how old news are
 * is counted, so that a clock that jumps changes neither.
 */
final class ProviderState {

    enum State {
        UP,
        LIMITED,
        OUT_OF_CREDITS,
        DOWN,
        /** Not asked yet. */
        UNKNOWN
    }

    /** @param reachable whether it answered at all when it was asked last; null where nobody asked */
    record Standing(State state, Instant since, @Nullable Boolean reachable) {}

    /** @param seen when the provider was last heard of; null where never */
    private record Known(Standing standing, @Nullable Long seen) {}

    private record Limit(Instant since, long over) {}

    private final Clock clock;
    private final LongSupplier nanos;
    private final AtomicReference<Known> known;

    /** As many as there are endpoints. */
    private final Map<String, Limit> limits = new ConcurrentHashMap<>();

    /** @param nanos of a clock that only goes forward */
    ProviderState(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.known = new AtomicReference<>(new Known(new Standing(State.UNKNOWN, clock.instant(), null), null));
    }

    Standing now() {
        Standing last = known.get().standing();
        if (last.state() != State.UP && last.state() != State.UNKNOWN) {
            return last;
        }
        return limit().map(limit -> new Standing(State.LIMITED, limit.since(), last.reachable()))
                .orElse(last);
    }

    /** Whether nothing has been heard of the provider for so long. */
    boolean isOlderThan(Duration age) {
        Long seen = known.get().seen();
        return seen == null || nanos.getAsLong() - seen >= age.toNanos();
    }

    void answered(String endpoint) {
        limits.remove(endpoint);
        become(State.UP, true);
    }

    /** It answered what costs nothing, which does not tell whether there are credits. */
    void isThere() {
        become(known.get().standing().state() == State.OUT_OF_CREDITS ? State.OUT_OF_CREDITS : State.UP, true);
    }

    /** It was asked on purpose, and no answer came. */
    void isNotThere() {
        become(State.DOWN, false);
    }

    /** An endpoint is at a limit, of ours or of the provider's. */
    void limited(String endpoint, Duration wait) {
        long over = nanos.getAsLong() + wait.toNanos();
        limits.compute(
                endpoint,
                (name, last) -> new Limit(last == null || isOver(last) ? clock.instant() : last.since(), over));
    }

    void failed(ProviderFailure failure) {
        switch (failure) {
            case ProviderFailure.RateLimited limited -> {
                limited(limited.endpoint(), limited.retryAfter());
                isThere();
            }
            case ProviderFailure.OutOfCredits none -> become(State.OUT_OF_CREDITS, true);
            case ProviderFailure.Unauthorized refused -> become(State.DOWN, true);
            case ProviderFailure.NotFound answer -> answered(answer.endpoint());
            case ProviderFailure.StillWorking answer -> answered(answer.endpoint());
            case ProviderFailure.Rejected answer -> answered(answer.endpoint());
            case ProviderFailure.OptedOut answer -> answered(answer.endpoint());
            // One lost answer says little; many open the circuit, and that is told beside this.
            case ProviderFailure.Unavailable lost -> {}
            case ProviderFailure.UnknownOutcome lost -> {}
            case ProviderFailure.NotCalled notAsked -> {}
        }
    }

    private Optional<Limit> limit() {
        return limits.values().stream().filter(limit -> !isOver(limit)).min(Comparator.comparing(Limit::since));
    }

    private boolean isOver(Limit limit) {
        return nanos.getAsLong() - limit.over() >= 0;
    }

    private void become(State state, boolean reachable) {
        Instant at = clock.instant();
        long seen = nanos.getAsLong();
        known.updateAndGet(last -> new Known(
                new Standing(
                        state,
                        last.standing().state() == state ? last.standing().since() : at,
                        reachable),
                seen));
    }
}
