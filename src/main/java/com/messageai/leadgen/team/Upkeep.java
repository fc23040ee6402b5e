package com.messageai.leadgen.team;

import com.messageai.leadgen.lifecycle.Bites;
import com.messageai.leadgen.lifecycle.Chore;
import java.time.Duration;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes away what has had its time: sessions, tickets, attempts to sign in, idempotency keys. */
@Component
class Upkeep implements Chore {

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

    Upkeep(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "expired-sign-ins";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public Mono<Long> run() {
        return Flux.fromIterable(EXPIRED)
                .concatMap(statement -> Bites.of(database.sql(statement)))
                .reduce(0L, Long::sum);
    }
}
