package com.messageai.leadgen.team;

import com.messageai.leadgen.lifecycle.Expiry;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** Takes away what has had its time: sessions, tickets, attempts to sign in, idempotency keys. */
@Component
class Upkeep extends Expiry {

    Upkeep(DatabaseClient database) {
        super(
                database,
                "expired-sign-ins",
                Duration.ofMinutes(10),
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
    }
}
