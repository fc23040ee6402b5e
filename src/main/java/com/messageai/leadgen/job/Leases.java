package com.messageai.leadgen.job;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The claims that this instance holds; renewed while their work goes on, handed back when the instance stops. */
@Component
class Leases implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    private final JobRows rows;
    private final Duration renewEvery;
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Disposable renewal;

    Leases(JobRows rows, JobProperties properties) {
        this.rows = rows;
        this.renewEvery = properties.renewEvery();
    }

    /** Holds a claim as long as its work goes on; gives it back when the work is stopped half way. */
    <T> Mono<T> hold(UUID claim, Mono<T> work) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> {
                    held.add(claim);
                    return claim;
                }),
                ignored -> work,
                this::release,
                (ended, failure) -> release(ended),
                stopped -> rows.handBack(List.of(stopped)).then(release(stopped)));
    }

    private Mono<Void> release(UUID claim) {
        return Mono.fromRunnable(() -> held.remove(claim));
    }

    int count() {
        return held.size();
    }

    private Mono<Void> renew() {
        List<UUID> claims = List.copyOf(held);
        return claims.isEmpty()
                ? Mono.empty()
                : rows.renew(claims)
                        .doOnError(failure -> log.warn("claims could not be renewed: {}", failure.toString()))
                        .onErrorComplete()
                        .then();
    }

    @Override
    public void start() {
        renewal = Flux.interval(renewEvery)
                .onBackpressureDrop()
                .concatMap(tick -> renew(), 1)
                .subscribe(
                        null,
                        failure -> log.error("renewal of claims ended", failure),
                        () -> log.error("renewal of claims ended"));
    }

    @Override
    public void stop(Runnable callback) {
        Disposable running = renewal;
        renewal = null;
        if (running != null) {
            running.dispose();
        }
        List<UUID> claims = List.copyOf(held);
        (claims.isEmpty() ? Mono.just(0L) : rows.handBack(claims))
                .timeout(Duration.ofSeconds(5))
                .doFinally(signal -> callback.run())
                .subscribe(
                        count -> log.info("handed back {} jobs", count),
                        failure -> log.warn("jobs could not be handed back: {}", failure.toString()));
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return renewal != null;
    }

    /** Stops after the workers, so that nothing is claimed any more when the claims are handed back. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 2_000;
    }
}
