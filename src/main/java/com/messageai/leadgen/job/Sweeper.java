package com.messageai.leadgen.job;

import com.messageai.leadgen.lifecycle.BackgroundStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks for jobs whose worker was lost and for due jobs that nobody announced (delayed ones, lost rings), and gives their
 * teams a turn on this instance. So work goes on, a little slower, while Kafka is away.
 */
@Component
class Sweeper extends BackgroundStream {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

    private final JobRows rows;
    private final Turns turns;
    private final Duration every;

    Sweeper(JobRows rows, Turns turns, JobProperties properties) {
        super("sweeper", Duration.ofSeconds(30));
        this.rows = rows;
        this.turns = turns;
        this.every = properties.sweepEvery();
    }

    Mono<Void> sweep() {
        return rows.sweep()
                .doOnNext(swept -> turns.ring(swept.ring().queue(), swept.ring().team()))
                .reduce(0L, (lost, swept) -> lost + swept.lost())
                .doOnNext(lost -> {
                    if (lost > 0) {
                        log.warn("{} jobs lost their worker and are due again", lost);
                    }
                })
                .then();
    }

    @Override
    protected Flux<?> flow() {
        return Flux.interval(Duration.ZERO, every)
                .onBackpressureDrop()
                .concatMap(
                        tick -> sweep().thenReturn(tick)
                                .doOnError(failure -> log.warn("sweep failed: {}", failure.toString()))
                                .onErrorComplete(),
                        1);
    }
}
