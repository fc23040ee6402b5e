package com.messageai.leadgen.job;

import com.messageai.leadgen.lifecycle.BackgroundStream;
import com.messageai.leadgen.store.Rows;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells the other instances that this one lives: an advisory lock on a connection of its own, under the instance's
 * number. PostgreSQL gives it up when the process dies, and the next sweep of any other instance takes over the claims
 * that carry the number, long before their leases run out. While the lock is not held, claims carry no number, and only
 * their lease counts.
 */
@Component
class Presence extends BackgroundStream {

    /** The first key of the lock, the same in the sweep's SQL. */
    static final int LOCKS = 1_279_349_060;

    private static final Logger log = LoggerFactory.getLogger(Presence.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final ConnectionFactory connections;
    private volatile @Nullable Integer number;
    private volatile boolean held;

    Presence(ConnectionFactory connections) {
        super("presence", Duration.ofSeconds(30));
        this.connections = unpooled(connections);
    }

    /** The number under which this instance is known to live; null while it is not. */
    @Nullable Integer number() {
        return held ? number : null;
    }

    @Override
    protected Flux<?> flow() {
        return Flux.usingWhen(connections.create(), this::hold, Connection::close)
                .doFinally(signal -> held = false);
    }

    private Flux<Boolean> hold(Connection connection) {
        return numbered(connection)
                .flatMap(mine -> one(
                        connection, "SELECT pg_try_advisory_lock(" + LOCKS + ", " + mine + ") AS value", Boolean.class))
                .filter(locked -> locked)
                // The server may take a while to notice that a connection of ours has gone.
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("the lock is still held")))
                .doOnNext(locked -> {
                    held = true;
                    log.info("present as instance {}", number);
                })
                .thenMany(Flux.interval(Duration.ZERO, LOOK)
                        .onBackpressureDrop()
                        .concatMap(
                                tick -> one(connection, "SELECT true AS value", Boolean.class)
                                        .timeout(LOOK),
                                1));
    }

    private Mono<Integer> numbered(Connection connection) {
        Integer mine = number;
        return mine != null
                ? Mono.just(mine)
                : one(connection, "SELECT nextval('instance_number')::int AS value", Integer.class)
                        .doOnNext(given -> number = given);
    }

    private static <T> Mono<T> one(Connection connection, String sql, Class<T> type) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map(row -> Rows.required(row, "value", type)))
                .next();
    }

    private static ConnectionFactory unpooled(ConnectionFactory factory) {
        return factory instanceof Wrapped<?> wrapper && wrapper.unwrap() instanceof ConnectionFactory inner
                ? unpooled(inner)
                : factory;
    }

    /** Given up last: until then claims may still be handed back under it. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 3_000;
    }
}
