package com.messageai.leadgen.team;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sign-ins that are still good. Every request asks here, with the role from the row and not from the token: signing out,
 * another role or a deactivation holds on every instance within half a second.
 */
@Component
class Sessions {

    static final Duration FRESH = Duration.ofMillis(500);

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_CACHED = 10_000;

    /** Why a session ended. */
    enum End {
        SIGNED_OUT,
        TOKEN_REUSED,
        RIGHTS_CHANGED
    }

    private final DatabaseClient database;
    private final SecuritySettings settings;
    private final Cache<SessionId, SignedIn> fresh = Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .maximumSize(MOST_CACHED)
            .build();

    Sessions(DatabaseClient database, SecuritySettings settings) {
        this.database = database;
        this.settings = settings;
    }

    Mono<SessionId> begin(TeamId team, UserId user) {
        return database.sql("""
                WITH seen AS (
                    UPDATE app_user SET last_sign_in_at = now() WHERE team_id = :team AND id = :user
                )
                INSERT INTO user_session (team_id, user_id, expires_at)
                VALUES (:team, :user, now() + make_interval(secs => :life)) RETURNING id
                """)
                .bind("team", team.value())
                .bind("user", user.value())
                .bind("life", (double) settings.sessionLife().toSeconds())
                .map(row -> new SessionId(Objects.requireNonNull(row.get("id", UUID.class))))
                .one();
    }

    /** Who is signed in by this session; empty where it has ended or its user may no longer sign in. */
    Mono<SignedIn> current(TeamId team, SessionId session) {
        return Mono.justOrEmpty(fresh.getIfPresent(session))
                .filter(signedIn -> signedIn.caller().team().equals(team))
                .switchIfEmpty(
                        Mono.defer(() -> read(team, session).doOnNext(signedIn -> fresh.put(session, signedIn))));
    }

    private Mono<SignedIn> read(TeamId team, SessionId session) {
        return database.sql("""
                SELECT s.user_id, u.role FROM user_session s
                JOIN app_user u ON u.team_id = s.team_id AND u.id = s.user_id
                WHERE s.team_id = :team AND s.id = :session AND s.ended_at IS NULL AND s.expires_at > now()
                  AND u.active AND u.deleted_at IS NULL
                """)
                .bind("team", team.value())
                .bind("session", session.value())
                .map(row -> new SignedIn(
                        new Caller(
                                team,
                                new UserId(Objects.requireNonNull(row.get("user_id", UUID.class))),
                                Role.valueOf(Objects.requireNonNull(row.get("role", String.class)))),
                        session,
                        SignedIn.By.ACCESS_TOKEN))
                .one()
                // A frozen server answers no query that is under way, whatever the pool's limits.
                .timeout(PATIENCE);
    }

    /** Of these sessions those that are still good, with the role that they have now. */
    Mono<Map<SessionId, Role>> good(Collection<SignedIn> watched) {
        return database.sql("""
                SELECT s.id, u.role
                FROM UNNEST(CAST(:teams AS uuid[]), CAST(:sessions AS uuid[])) AS w (team_id, id)
                JOIN user_session s ON s.team_id = w.team_id AND s.id = w.id
                JOIN app_user u ON u.team_id = s.team_id AND u.id = s.user_id
                WHERE s.ended_at IS NULL AND s.expires_at > now() AND u.active AND u.deleted_at IS NULL
                """)
                .bind(
                        "teams",
                        watched.stream().map(one -> one.caller().team().value()).toArray(UUID[]::new))
                .bind(
                        "sessions",
                        watched.stream().map(one -> one.session().value()).toArray(UUID[]::new))
                .map(row -> Map.entry(
                        new SessionId(Objects.requireNonNull(row.get("id", UUID.class))),
                        Role.valueOf(Objects.requireNonNull(row.get("role", String.class)))))
                .all()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one));
    }

    /** The session's user, its row locked until the transaction ends; empty where it is no longer good. */
    Mono<User> lock(TeamId team, SessionId session) {
        return database.sql("""
                SELECT u.* FROM user_session s JOIN app_user u ON u.team_id = s.team_id AND u.id = s.user_id
                WHERE s.team_id = :team AND s.id = :session AND s.ended_at IS NULL AND s.expires_at > now()
                  AND u.active AND u.deleted_at IS NULL
                FOR UPDATE OF s
                """)
                .bind("team", team.value())
                .bind("session", session.value())
                .map(Users::read)
                .one();
    }

    Mono<Void> end(TeamId team, SessionId session, End reason) {
        return database.sql("""
                UPDATE user_session SET ended_at = now(), end_reason = :reason
                WHERE team_id = :team AND id = :session AND ended_at IS NULL
                """)
                .bind("team", team.value())
                .bind("session", session.value())
                .bind("reason", reason.name())
                .then()
                .doOnTerminate(() -> fresh.invalidate(session));
    }

    /** Ends all sign-ins of a user. */
    Mono<Void> endAll(TeamId team, UserId user) {
        return database.sql("""
                UPDATE user_session SET ended_at = now(), end_reason = 'RIGHTS_CHANGED'
                WHERE team_id = :team AND user_id = :user AND ended_at IS NULL
                """)
                .bind("team", team.value())
                .bind("user", user.value())
                .then();
    }

    /** What this instance remembers of a user's sign-ins is read again. */
    void forget(UserId user) {
        fresh.asMap().values().removeIf(signedIn -> signedIn.caller().user().equals(user));
    }
}
