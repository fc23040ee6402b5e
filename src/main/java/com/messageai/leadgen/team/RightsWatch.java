package com.messageai.leadgen.team;

import com.messageai.leadgen.lifecycle.BackgroundStream;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Looks after the sessions of all open streams of this instance with one query twice a second, however many there are,
 * and with none while there is no stream.
 */
@Component
class RightsWatch extends BackgroundStream {

    private static final Logger log = LoggerFactory.getLogger(RightsWatch.class);

    /** Sessions that cannot be looked at for this many rounds (ten seconds) are taken as ended. */
    private static final int BLIND_ROUNDS = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Watch(SignedIn signedIn) {}

    private record Round(Set<Watch> asked, Map<SessionId, Role> good) {

        boolean ends(Watch watch) {
            return asked.contains(watch)
                    && watch.signedIn().caller().role()
                            != good.get(watch.signedIn().session());
        }
    }

    private final Sessions sessions;
    private final ConcurrentMap<Watch, Integer> watched = new ConcurrentHashMap<>();
    // Rounds are looked at as they come; who begins to watch between two of them sees the next.
    private final Sinks.Many<Round> rounds = Sinks.many().multicast().directBestEffort();
    private int blind;

    RightsWatch(Sessions sessions) {
        super("rights-watch", PATIENCE);
        this.sessions = sessions;
    }

    @Override
    protected Flux<?> flow() {
        return Flux.interval(Sessions.FRESH).onBackpressureDrop().concatMap(tick -> look(), 1);
    }

    /**
     * Completes within a second after the session has ended, or the user has another role or may no longer sign in.
     */
    Mono<Void> ended(SignedIn signedIn) {
        Watch watch = new Watch(signedIn);
        return rounds.asFlux()
                .filter(round -> round.ends(watch))
                .next()
                .then()
                .doOnSubscribe(subscription -> watched.merge(watch, 1, Integer::sum))
                .doFinally(signal -> watched.computeIfPresent(watch, (key, count) -> count == 1 ? null : count - 1));
    }

    /** A round that saw; empty where the sessions could not be looked at. */
    private Mono<Round> look() {
        Set<Watch> asked = Set.copyOf(watched.keySet());
        if (asked.isEmpty()) {
            return Mono.just(new Round(asked, Map.of()));
        }
        return sessions.good(asked.stream().map(Watch::signedIn).toList())
                .timeout(Duration.ofSeconds(5))
                .map(good -> new Round(asked, good))
                .doOnNext(round -> {
                    blind = 0;
                    rounds.tryEmitNext(round);
                })
                .onErrorResume(error -> {
                    log.warn("The sessions of {} streams cannot be looked at: {}", asked.size(), error.toString());
                    if (++blind >= BLIND_ROUNDS) {
                        rounds.tryEmitNext(new Round(asked, Map.of()));
                    }
                    return Mono.empty();
                });
    }
}
