package com.messageai.leadgen.feed;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Lets a step of the pump fail: what it did not do is done by a later one. Says so in the log once, and once when it is
 * over.
 */
final class Outage {

    private static final Logger log = LoggerFactory.getLogger(Outage.class);
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final String step;
    private final AtomicBoolean present = new AtomicBoolean();

    Outage(String step) {
        this.step = step;
    }

    <T> Mono<T> watched(Mono<T> work) {
        return work.timeout(PATIENCE)
                .doOnSuccess(done -> {
                    if (present.getAndSet(false)) {
                        log.info("{} for the feed works again", step);
                    }
                })
                .doOnError(failure -> {
                    if (!present.getAndSet(true)) {
                        log.warn("{} for the feed does not work, again soon: {}", step, failure.toString());
                    }
                })
                .onErrorComplete();
    }
}
