package com.messageai.leadgen.lifecycle;

import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Something to be done now and then, once for all instances. An instance may die in the middle and another begin anew, so
 * doing it twice, or half, must do no harm. One that fails is due again after a minute.
 */
public interface Chore {

    /** How it is called in the log and in table {@code chore}; never changed, and never that of another. */
    String name();

    /** How long it is left alone after it was done; a minute at least. */
    Duration every();

    /**
     * Does it, in bounded bites, and within four minutes in all: after that it is stopped and counts as failed.
     *
     * @return how many things (rows, days) it took away or changed
     */
    Mono<Long> run();
}
