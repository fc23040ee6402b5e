package com.messageai.leadgen.job;

import com.messageai.leadgen.lifecycle.BackgroundStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The claims that this instance holds. They are renewed while their work goes on; work whose claim is lost is stopped,
 * so that it calls nobody any more. What was claimed and can't be settled is handed back as soon as the database
 * answers, and what is still held when the instance stops, too.
 */
@Component
class Leases extends BackgroundStream {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final JobRows rows;
    private final Duration renewEvery;
    private final Map<UUID, Held> held = new ConcurrentHashMap<>();
    private final Set<UUID> abandoned = ConcurrentHashMap.newKeySet();

    Leases(JobRows rows, JobProperties properties) {
        super("leases", properties.renewEvery().multipliedBy(4));
        this.rows = rows;
        this.renewEvery = properties.renewEvery();
    }

    private static final class Held {
        private final Sinks.Empty<Void> lost = Sinks.empty();
        // A claim that has just been settled is not found either: only who is missed twice has lost it.
        private boolean missed;
    }

    /** Holds a claim as long as its work goes on; hands back what is left of it when the work is stopped half way. */
    <T> Mono<T> hold(UUID claim, Mono<T> work) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> {
                    Held one = new Held();
                    held.put(claim, one);
                    return one;
                }),
                one -> work.takeUntilOther(one.lost.asMono()),
                one -> release(claim),
                (one, failure) -> release(claim),
                one -> release(claim).then(handBack(claim)));
    }

    private Mono<Void> release(UUID claim) {
        return Mono.fromRunnable(() -> held.remove(claim));
    }

    /** A claim that is of no use to us, if it was made at all: its jobs are due again. */
    Mono<Void> handBack(UUID claim) {
        return rows.handBack(List.of(claim)).then().onErrorResume(failure -> {
            log.warn("a claim could not be handed back yet: {}", failure.toString());
            abandoned.add(claim);
            return Mono.empty();
        });
    }

    int count() {
        return held.size();
    }

    @Override
    protected Flux<?> flow() {
        return Flux.interval(renewEvery).onBackpressureDrop().concatMap(tick -> tend(), 1);
    }

    private Mono<Boolean> tend() {
        List<UUID> back = List.copyOf(abandoned);
        Mono<Void> handed = back.isEmpty()
                ? Mono.empty()
                : rows.handBack(back)
                        .doOnNext(jobs -> abandoned.removeAll(back))
                        .then();
        List<UUID> claims = List.copyOf(held.keySet());
        Mono<Void> renewed = claims.isEmpty()
                ? Mono.empty()
                : rows.renew(claims)
                        .collect(HashSet<UUID>::new, Set::add)
                        .doOnNext(still -> claims.forEach(claim -> look(claim, still.contains(claim))))
                        .then();
        return handed.then(renewed)
                .thenReturn(true)
                .doOnError(failure -> log.warn("claims could not be renewed: {}", failure.toString()))
                .onErrorComplete();
    }

    private void look(UUID claim, boolean ours) {
        Held one = held.get(claim);
        if (one == null) {
            return;
        }
        if (!ours && one.missed) {
            log.warn("a claim was lost; its work is stopped");
            one.lost.tryEmitEmpty();
        }
        one.missed = !ours;
    }

    @Override
    public void stop(Runnable callback) {
        stop();
        List<UUID> claims = List.copyOf(held.keySet());
        (claims.isEmpty() ? Mono.just(0L) : rows.handBack(claims))
                .timeout(LAST_WORDS)
                .doFinally(signal -> callback.run())
                .subscribe(
                        count -> log.info("handed back {} jobs", count),
                        failure -> log.warn("jobs could not be handed back: {}", failure.toString()));
    }

    /** Stops after the workers, so that nothing is claimed any more when the claims are handed back. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 2_000;
    }
}
