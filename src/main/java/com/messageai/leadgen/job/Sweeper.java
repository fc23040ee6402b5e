package com.messageai.leadgen.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks for jobs whose worker was lost and for due jobs that nobody announced (delayed ones, lost rings), and rings this
 * instance's bells for them. So work goes on, a little slower, while Kafka is away.
 */
@Component
class Sweeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

    private final JobRows rows;
    private final Bells bells;
    private final Duration every;
    private volatile @Nullable Disposable sweeping;

    Sweeper(JobRows rows, Bells bells, JobProperties properties) {
        this.rows = rows;
        this.bells = bells;
        this.every = properties.sweepEvery();
    }

    Mono<Void> sweep() {
        return rows.releaseLost()
                .doOnNext(lost -> {
                    if (lost > 0) {
                        log.warn("{} jobs lost their worker and are due again", lost);
                    }
                })
                .thenMany(rows.due())
                .doOnNext(ring -> bells.ring(ring.queue(), ring.team()))
                .then();
    }

    @Override
    public void start() {
        sweeping = Flux.interval(Duration.ZERO, every)
                .onBackpressureDrop()
                .concatMap(
                        tick -> sweep().doOnError(failure -> log.warn("sweep failed: {}", failure.toString()))
                                .onErrorComplete(),
                        1)
                .subscribe(null, failure -> log.error("sweeper ended", failure), () -> log.error("sweeper ended"));
    }

    @Override
    public void stop() {
        Disposable running = sweeping;
        sweeping = null;
        if (running != null) {
            running.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return sweeping != null;
    }
}
