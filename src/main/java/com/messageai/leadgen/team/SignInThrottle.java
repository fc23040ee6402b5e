package com.messageai.leadgen.team;

import com.messageai.leadgen.store.KeyedHash;
import com.messageai.leadgen.web.Problem;
import com.messageai.leadgen.web.Problems;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Slows guessing of passwords down: for one account from one address, for one address, and for one account from all
 * addresses that never signed in to it. Once there was a wrong password, attempts are counted before the password is
 * looked at, so that many at once gain nothing; a right one takes its count back. Where there was none, only wrong
 * ones count: people and programs that sign in many times at once with the right password are never in their own way.
 * Refused attempts count nothing, and no wait is longer than half a minute, so that hammering on an account does not
 * keep its owner out; and an address from which the owner has signed in before is not kept out by what others do.
 */
@Component
class SignInThrottle {

    /**
     * @param free attempts without any wait
     * @param hard attempts after which the answer is a refusal instead of a slower look
     */
    private enum Scope {
        ACCOUNT_AT_ADDRESS(3, 10),
        ADDRESS(100, 300),
        ACCOUNT(50, 100),
        /** Not counted: remembers that this address has signed in to the account. */
        KNOWN_ADDRESS(0, 0);

        private final int free;
        private final int hard;

        Scope(int free, int hard) {
            this.free = free;
            this.hard = hard;
        }
    }

    private record Place(Scope scope, byte[] hash) {}

    record Attempt(String email, String address) {}

    /** An attempt that was let in: counted already where there was a wrong password before. */
    static final class Entry {

        private final Attempt attempt;
        private final List<Place> uncounted;

        private Entry(Attempt attempt, List<Place> uncounted) {
            this.attempt = attempt;
            this.uncounted = uncounted;
        }
    }

    private record Look(Place place, boolean counted, Duration delay) {}

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int LONGEST_REFUSAL_SECONDS = 30;

    private final DatabaseClient database;
    private final KeyedHash keyedHash;

    SignInThrottle(DatabaseClient database, KeyedHash keyedHash) {
        this.database = database;
        this.keyedHash = keyedHash;
    }

    /** Lets an attempt through when it is due; a 429 with {@code Retry-After} where it came too soon. */
    Mono<Entry> enter(Attempt attempt) {
        return places(attempt).concatMap(this::look).collectList().flatMap(looks -> {
            Entry entry = new Entry(
                    attempt,
                    looks.stream()
                            .filter(look -> !look.counted())
                            .map(Look::place)
                            .toList());
            Duration delay = looks.stream()
                    .map(Look::delay)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            return delay.isZero() ? Mono.just(entry) : Mono.delay(delay).thenReturn(entry);
        });
    }

    private Mono<Look> look(Place place) {
        return wrongBefore(place)
                .flatMap(before -> before
                        ? count(place)
                                .map(attempts -> new Look(place, true, delay(place.scope(), attempts)))
                                .switchIfEmpty(refuse(place))
                        : Mono.just(new Look(place, false, Duration.ZERO)));
    }

    /** The password was wrong. */
    Mono<Void> fail(Entry entry) {
        return Flux.fromIterable(entry.uncounted).concatMap(this::count).then();
    }

    /** The password was right. */
    Mono<Void> succeed(Entry entry) {
        Attempt attempt = entry.attempt;
        return keyedHash
                .hasher()
                .flatMap(hasher -> forgive(Stream.of(
                                        place(hasher, Scope.ADDRESS, attempt), place(hasher, Scope.ACCOUNT, attempt))
                                .filter(place ->
                                        entry.uncounted.stream().noneMatch(other -> other.scope() == place.scope()))
                                .toList())
                        .then(clear(place(hasher, Scope.ACCOUNT_AT_ADDRESS, attempt)))
                        .then(remember(place(hasher, Scope.KNOWN_ADDRESS, attempt))));
    }

    private Flux<Place> places(Attempt attempt) {
        return keyedHash
                .hasher()
                .flatMapMany(hasher -> Flux.concat(
                        Flux.just(
                                place(hasher, Scope.ACCOUNT_AT_ADDRESS, attempt),
                                place(hasher, Scope.ADDRESS, attempt)),
                        isKnown(place(hasher, Scope.KNOWN_ADDRESS, attempt))
                                .filter(known -> !known)
                                .map(unknown -> place(hasher, Scope.ACCOUNT, attempt))));
    }

    private static Place place(KeyedHash.Hasher hasher, Scope scope, Attempt attempt) {
        String[] key = switch (scope) {
            case ACCOUNT_AT_ADDRESS, KNOWN_ADDRESS -> new String[] {attempt.email(), attempt.address()};
            case ADDRESS -> new String[] {attempt.address()};
            case ACCOUNT -> new String[] {attempt.email()};
        };
        return new Place(scope, hasher.hash("sign-in-" + scope.name(), key));
    }

    /** Doubles with each attempt beyond the free ones. */
    private static Duration delay(Scope scope, int attempts) {
        int beyond = attempts - scope.free;
        if (beyond <= 0) {
            return Duration.ZERO;
        }
        Duration delay = SHORTEST.multipliedBy(1L << Math.min(beyond - 1, 10));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    // The wait doubles with each attempt beyond the hard limit: 1, 2, 4, ... seconds. A quarter of an hour without an
    // attempt begins anew.
    private static final String WAIT =
            "make_interval(secs => least(power(2, least(t.attempts - :hard, 10)), " + LONGEST_REFUSAL_SECONDS + "))";

    private Mono<Integer> count(Place place) {
        return database.sql("""
                INSERT INTO sign_in_throttle AS t (scope, key_hash, attempts) VALUES (:scope, :hash, 1)
                ON CONFLICT (scope, key_hash) DO UPDATE SET last_at = now(),
                    attempts = CASE WHEN t.last_at < now() - interval '15 minutes' THEN 1 ELSE t.attempts + 1 END
                WHERE t.attempts < :hard OR t.last_at + %s <= now()
                RETURNING attempts
                """.formatted(WAIT))
                .bind("scope", place.scope().name())
                .bind("hash", place.hash())
                .bind("hard", place.scope().hard)
                .map(row -> Objects.requireNonNull(row.get("attempts", Integer.class)))
                .one();
    }

    private Mono<Boolean> wrongBefore(Place place) {
        return database.sql("""
                SELECT EXISTS (SELECT FROM sign_in_throttle WHERE scope = :scope AND key_hash = :hash
                    AND attempts > 0 AND last_at >= now() - interval '15 minutes') AS wrong
                """)
                .bind("scope", place.scope().name())
                .bind("hash", place.hash())
                .map(row -> Objects.requireNonNull(row.get("wrong", Boolean.class)))
                .one();
    }

    private Mono<Look> refuse(Place place) {
        return database.sql("""
                SELECT extract(epoch FROM t.last_at + %s - now())::float8 AS seconds FROM sign_in_throttle t
                WHERE t.scope = :scope AND t.key_hash = :hash
                """.formatted(WAIT))
                .bind("scope", place.scope().name())
                .bind("hash", place.hash())
                .bind("hard", place.scope().hard)
                .map(row -> Objects.requireNonNull(row.get("seconds", Double.class)))
                .one()
                .defaultIfEmpty(1.0)
                .flatMap(seconds -> Mono.error(tooMany(seconds)));
    }

    private static Problem tooMany(double seconds) {
        return Problems.tooMany(
                "too-many-sign-ins",
                "Too many attempts to sign in; wait before the next one.",
                Duration.ofMillis(Math.max(1, (long) (seconds * 1000))));
    }

    private Mono<Void> forgive(List<Place> places) {
        return Flux.fromIterable(places)
                .concatMap(place -> database.sql("""
                                UPDATE sign_in_throttle SET attempts = greatest(attempts - 1, 0)
                                WHERE scope = :scope AND key_hash = :hash
                                """)
                        .bind("scope", place.scope().name())
                        .bind("hash", place.hash())
                        .then())
                .then();
    }

    private Mono<Void> clear(Place place) {
        return database.sql("DELETE FROM sign_in_throttle WHERE scope = :scope AND key_hash = :hash")
                .bind("scope", place.scope().name())
                .bind("hash", place.hash())
                .then();
    }

    private Mono<Void> remember(Place place) {
        return database.sql("""
                INSERT INTO sign_in_throttle (scope, key_hash, attempts) VALUES (:scope, :hash, 0)
                ON CONFLICT (scope, key_hash) DO UPDATE SET last_at = now()
                """)
                .bind("scope", place.scope().name())
                .bind("hash", place.hash())
                .then();
    }

    private Mono<Boolean> isKnown(Place place) {
        return database.sql("""
                SELECT EXISTS (SELECT FROM sign_in_throttle WHERE scope = :scope AND key_hash = :hash) AS known
                """)
                .bind("scope", place.scope().name())
                .bind("hash", place.hash())
                .map(row -> Objects.requireNonNull(row.get("known", Boolean.class)))
                .one();
    }
}
