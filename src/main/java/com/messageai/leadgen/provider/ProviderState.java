package com.messageai.leadgen.provider;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** What this instance last learned of a provider from its answers. */
final class ProviderState {

    enum State {
        UP,
        LIMITED,
        OUT_OF_CREDITS,
        DOWN,
        /** Not asked yet. */
        UNKNOWN
    }

    /** @param until when a limit is over, {@link Instant#MAX} where there is no such time */
    record Standing(State state, Instant since, Instant until) {}

    private final Clock clock;
    private final AtomicReference<Standing> standing;

    ProviderState(Clock clock) {
        this.clock = clock;
        this.standing = new AtomicReference<>(new Standing(State.UNKNOWN, clock.instant(), Instant.MAX));
    }

    Standing now() {
        Standing last = standing.get();
        // A limit that is over: the provider was there when it stated it.
        return last.until().isAfter(clock.instant()) ? last : new Standing(State.UP, last.until(), Instant.MAX);
    }

    void answered() {
        become(State.UP, Instant.MAX);
    }

    void failed(ProviderFailure failure) {
        switch (failure) {
            case ProviderFailure.RateLimited limited ->
                become(State.LIMITED, clock.instant().plus(limited.retryAfter()));
            case ProviderFailure.OutOfCredits none -> become(State.OUT_OF_CREDITS, Instant.MAX);
            case ProviderFailure.Unauthorized refused -> become(State.DOWN, Instant.MAX);
            case ProviderFailure.NotFound answer -> answered();
            case ProviderFailure.StillWorking answer -> answered();
            case ProviderFailure.Rejected answer -> answered();
            case ProviderFailure.OptedOut answer -> answered();
            // One lost answer says little; many open the circuit, and that is told beside this.
            case ProviderFailure.Unavailable lost -> {}
            case ProviderFailure.UnknownOutcome lost -> {}
            case ProviderFailure.NotCalled notAsked -> {}
        }
    }

    private void become(State state, Instant until) {
        Instant at = clock.instant();
        standing.updateAndGet(
                last -> last.state() == state && last.until().equals(until) ? last : new Standing(state, at, until));
    }
}
