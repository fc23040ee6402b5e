package com.messageai.leadgen.team;

import com.messageai.leadgen.store.KeyedHash;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Refresh tokens: each works once and gives the next. The next one is a keyed hash of it, so that only hashes are kept
 * and a client whose answer was lost can be given the same next one again for ten seconds, while that is unused. A
 * token used again in any other way was stolen, from the client or by it: the whole session ends.
 */
@Component
class RefreshTokens {

    private static final String PURPOSE = "refresh-token-successor";

    /** What a presented token gives. */
    sealed interface Turn {
        /** Go on with this one. */
        record Next(OpaqueToken token) implements Turn {}

        /** It was used before: the session must end. */
        record Reused() implements Turn {}

        /** None of ours. */
        record Unknown() implements Turn {}
    }

    private record State(boolean used, boolean lately) {}

    private final DatabaseClient database;
    private final KeyedHash keyedHash;
    private final Secrets secrets;

    RefreshTokens(DatabaseClient database, KeyedHash keyedHash, Secrets secrets) {
        this.database = database;
        this.keyedHash = keyedHash;
        this.secrets = secrets;
    }

    /** The first token of a session. */
    Mono<OpaqueToken> first(TeamId team, SessionId session) {
        OpaqueToken token = OpaqueToken.of(team, session, secrets.next());
        return insert(token).thenReturn(token);
    }

    /** Turns a token into the next one; the session's row must be locked, so that twins come one after the other. */
    Mono<Turn> turn(OpaqueToken token) {
        return successor(token)
                .flatMap(next -> state(token)
                        .<Turn>flatMap(state -> {
                            if (!state.used()) {
                                return use(token).then(insert(next)).thenReturn(new Turn.Next(next));
                            }
                            return state(next)
                                    .<Turn>map(following -> state.lately() && !following.used()
                                            ? new Turn.Next(next)
                                            : new Turn.Reused())
                                    .defaultIfEmpty(new Turn.Reused());
                        })
                        .defaultIfEmpty(new Turn.Unknown()));
    }

    private Mono<OpaqueToken> successor(OpaqueToken token) {
        return keyedHash
                .hasher()
                .map(hasher -> OpaqueToken.of(token.team(), token.session(), hasher.hash(PURPOSE, token.text())));
    }

    private Mono<State> state(OpaqueToken token) {
        return database.sql("""
                SELECT used_at IS NOT NULL AS used, coalesce(used_at > now() - interval '10 seconds', false) AS lately
                FROM refresh_token WHERE team_id = :team AND session_id = :session AND token_hash = :hash
                """)
                .bind("team", token.team().value())
                .bind("session", token.session().value())
                .bind("hash", token.hash())
                .map(row -> new State(
                        Objects.requireNonNull(row.get("used", Boolean.class)),
                        Objects.requireNonNull(row.get("lately", Boolean.class))))
                .one();
    }

    private Mono<Void> use(OpaqueToken token) {
        return database.sql("""
                UPDATE refresh_token SET used_at = now()
                WHERE team_id = :team AND session_id = :session AND token_hash = :hash
                """)
                .bind("team", token.team().value())
                .bind("session", token.session().value())
                .bind("hash", token.hash())
                .then();
    }

    private Mono<Void> insert(OpaqueToken token) {
        return database.sql("""
                INSERT INTO refresh_token (team_id, session_id, token_hash) VALUES (:team, :session, :hash)
                """)
                .bind("team", token.team().value())
                .bind("session", token.session().value())
                .bind("hash", token.hash())
                .then();
    }
}
