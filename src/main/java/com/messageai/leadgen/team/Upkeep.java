package com.messageai.leadgen.team;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes away, in small bites, what has had its time: sessions, tickets, attempts to sign in, idempotency keys. */
@Component
class Upkeep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int BITE = 1_000;

    private static final List<String> EXPIRED = List.of(
            """
            DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY (
                SELECT ctid FROM idempotency_key WHERE created_at < now() - interval '24 hours' LIMIT :bite))
            """,
            """
            DELETE FROM stream_ticket WHERE ctid = ANY (ARRAY (
                SELECT ctid FROM stream_ticket WHERE expires_at < now() LIMIT :bite))
            """,
            // Ended ones stay until then, too: their refresh tokens are still recognised.
            """
            DELETE FROM user_session WHERE ctid = ANY (ARRAY (
                SELECT ctid FROM user_session WHERE expires_at < now() LIMIT :bite))
            """,
            """
            DELETE FROM sign_in_throttle WHERE ctid = ANY (ARRAY (
                SELECT ctid FROM sign_in_throttle
                WHERE last_at < now() - CASE scope WHEN 'KNOWN_ADDRESS' THEN interval '90 days' ELSE interval '1 day' END
                LIMIT :bite))
            """);

    private final DatabaseClient database;
    private @Nullable Disposable subscription;

    Upkeep(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public void start() {
        subscription = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(
                        tick -> clear().doOnError(error -> log.warn("Expired rows stay for now: {}", error.toString()))
                                .onErrorComplete(),
                        1)
                .subscribe(
                        null,
                        error -> log.error("Expired rows are no longer taken away", error),
                        () -> log.error("Expired rows are no longer taken away"));
    }

    Mono<Void> clear() {
        return Flux.fromIterable(EXPIRED).concatMap(this::clear).then();
    }

    private Mono<Long> clear(String statement) {
        return database.sql(statement)
                .bind("bite", BITE)
                .fetch()
                .rowsUpdated()
                .repeat()
                .takeUntil(rows -> rows < BITE)
                .reduce(0L, Long::sum);
    }

    @Override
    public void stop() {
        if (subscription != null) {
            subscription.dispose();
            subscription = null;
        }
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }
}
