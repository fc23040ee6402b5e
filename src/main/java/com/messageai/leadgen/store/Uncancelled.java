package com.messageai.leadgen.store;

import reactor.core.publisher.Mono;

/**
 * Queries on behalf of clients that come and go by the thousand. The driver loses a buffer outside the heap with each
 * query that is cancelled on its way (r2dbc-postgresql#580, #734), so these run to their end whoever still waits; what
 * they may take is limited on the server ({@code statement_timeout}).
 */
public final class Uncancelled {

    private Uncancelled() {}

    /** A cancelled caller merely misses the result. */
    public static <T> Mono<T> run(Mono<T> query) {
        return Mono.deferContextual(
                context -> Mono.fromFuture(query.contextWrite(context).toFuture(), true));
    }
}
