package com.messageai.leadgen.team;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tickets for browsers' EventSource: each opens one event stream within a minute, on any instance. */
@Component
class Tickets {

    static final Duration LIFE = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final Secrets secrets;

    Tickets(DatabaseClient database, Secrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    Mono<OpaqueToken> issue(SignedIn signedIn) {
        OpaqueToken ticket = OpaqueToken.of(signedIn.caller().team(), signedIn.session(), secrets.next());
        return database.sql("""
                INSERT INTO stream_ticket (team_id, ticket_hash, session_id, expires_at)
                VALUES (:team, :hash, :session, now() + make_interval(secs => :life))
                """)
                .bind("team", ticket.team().value())
                .bind("hash", ticket.hash())
                .bind("session", ticket.session().value())
                .bind("life", (double) LIFE.toSeconds())
                .then()
                .thenReturn(ticket);
    }

    /** The session of an unused ticket, which is used by that; empty otherwise. */
    Mono<SessionId> use(OpaqueToken ticket) {
        return database.sql("""
                DELETE FROM stream_ticket WHERE team_id = :team AND ticket_hash = :hash AND expires_at > now()
                RETURNING session_id
                """)
                .bind("team", ticket.team().value())
                .bind("hash", ticket.hash())
                .map(row -> new SessionId(Objects.requireNonNull(row.get("session_id", UUID.class))))
                .one();
    }
}
