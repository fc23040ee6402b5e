package com.messageai.leadgen.team;

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

/**
 * Looks after the sessions of all open streams of this instance with one query twice a second, however many there are,
 * and with none while there is no stream.
 */
@Component
class RightsWatch {

    private static final Logger log = LoggerFactory.getLogger(RightsWatch.class);

    /** Sessions that cannot be looked at for this many rounds (ten seconds) are taken as ended. */
    private static final int BLIND_ROUNDS = 20;

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
    private final Flux<Round> rounds;
    private int blind;

    RightsWatch(Sessions sessions) {
        this.sessions = sessions;
        this.rounds = Flux.interval(Sessions.FRESH)
                .onBackpressureDrop()
                .concatMap(tick -> look(), 1)
                .share();
    }

    /**
     * Completes within a second after the session has ended, or the user has another role or may no longer sign in.
     */
    Mono<Void> ended(SignedIn signedIn) {
        Watch watch = new Watch(signedIn);
        return rounds.filter(round -> round.ends(watch))
                .next()
                .then()
                .doOnSubscribe(subscription -> watched.merge(watch, 1, Integer::sum))
                .doFinally(signal -> watched.computeIfPresent(watch, (key, count) -> count == 1 ? null : count - 1));
    }

    private Mono<Round> look() {
        Set<Watch> asked = Set.copyOf(watched.keySet());
        return sessions.good(asked.stream().map(Watch::signedIn).toList())
                .timeout(Duration.ofSeconds(5))
                .map(good -> new Round(asked, good))
                .doOnNext(round -> blind = 0)
                .onErrorResume(error -> {
                    log.warn("The sessions of {} streams cannot be looked at: {}", asked.size(), error.toString());
                    return ++blind < BLIND_ROUNDS ? Mono.empty() : Mono.just(new Round(asked, Map.of()));
                });
    }
}
