package com.messageai.leadgen.provider;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The token with which a provider is called: the one of the settings, or one that is got by a {@link TokenGrant}. Such a
 * one is kept until 90 % of its life are over; of all who then ask, one fetches the next, and the others go on with the
 * old one while that is good. Time is counted, not read off a clock: a clock that jumps ends no token.
 */
final class AccessTokens {

    private static final Logger log = LoggerFactory.getLogger(AccessTokens.class);

    /** For so long a refusal holds: without it every call would knock at the token's door. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final String provider;
    private final TokenGrant grant;
    private final LongSupplier nanos;
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();
    private final AtomicReference<@Nullable Mono<Held>> flight = new AtomicReference<>();
    private final AtomicReference<@Nullable Refusal> refusal = new AtomicReference<>();

    /** @param nanos of a clock that only goes forward */
    AccessTokens(String provider, TokenGrant grant, LongSupplier nanos) {
        this.provider = provider;
        this.grant = grant;
        this.nanos = nanos;
    }

    /** A token in use. @param stale when the next one is fetched; @param dead when it is over */
    private record Held(String token, long stale, long dead) {}

    private record Refusal(Throwable why, long until) {}

    /** A token that is good now; fails with a {@link ProviderFailure}. */
    Mono<String> current() {
        return Mono.defer(() -> {
            Held now = held.get();
            if (now == null || past(now.dead())) {
                return next(now).map(Held::token);
            }
            if (!past(now.stale()) || flight.get() != null) {
                return Mono.just(now.token());
            }
            return next(now).onErrorReturn(now).map(Held::token);
        });
    }

    /** The provider says that the token is over: the next call has another. */
    void expired(String token) {
        held.updateAndGet(now -> now == null || !now.token().equals(token) ? now : null);
    }

    private Mono<Held> next(@Nullable Held seen) {
        Refusal last = refusal.get();
        if (last != null && !past(last.until())) {
            return Mono.error(last.why());
        }
        Mono<Held> mine = Mono.defer(() -> other(seen)).cache();
        Mono<Held> shared = flight.updateAndGet(running -> running == null ? mine : running);
        return shared == null ? mine : shared;
    }

    /** Who comes a moment after a flight has landed finds its token. */
    private Mono<Held> other(@Nullable Held seen) {
        Held now = held.get();
        if (now != null && now != seen && !past(now.stale())) {
            return Mono.just(now).doFirst(() -> flight.set(null));
        }
        return grant.fetch()
                .map(this::hold)
                .doOnNext(token -> {
                    held.set(token);
                    refusal.set(null);
                })
                .doOnError(this::refused)
                .doOnTerminate(() -> flight.set(null))
                .doOnCancel(() -> flight.set(null));
    }

    private Held hold(TokenGrant.Granted granted) {
        long now = nanos.getAsLong();
        long life = granted.life().toNanos();
        return new Held(granted.token(), now + life / 10 * 9, now + life);
    }

    private void refused(Throwable why) {
        log.warn("No new token of {}: {}", provider, why.getMessage());
        refusal.set(new Refusal(why, nanos.getAsLong() + QUIET.toNanos()));
    }

    private boolean past(long time) {
        return nanos.getAsLong() - time >= 0;
    }
}
