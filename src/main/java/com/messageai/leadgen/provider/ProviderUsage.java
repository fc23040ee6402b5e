package com.messageai.leadgen.provider;

import java.time.Duration;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls made, by credential, endpoint and minute, and long silences: from here a quota is rebuilt that Redis has lost. Belongs to the
 * installation, not to a team, as the credential does.
 */
@Component
class ProviderUsage {

    static final Duration GRAIN = Duration.ofMinutes(1);

    // Nothing asks for more than the longest window of a provider, a day; the minutes before go with the next call.
    private static final String ADD = """
            WITH past AS (
                DELETE FROM provider_usage
                WHERE credential = :credential AND endpoint = :endpoint AND minute < now() - INTERVAL '2 days')
            INSERT INTO provider_usage (credential, endpoint, minute, calls)
            VALUES (:credential, :endpoint, date_trunc('minute', now()), 1)
            ON CONFLICT (credential, endpoint, minute) DO UPDATE SET calls = provider_usage.calls + 1
            """;

    private static final String SINCE = """
            SELECT CAST(extract(epoch FROM now() - minute) * 1000 AS bigint) AS age, calls
            FROM provider_usage
            WHERE credential = :credential AND endpoint = :endpoint
              AND minute > now() - (:millis * INTERVAL '1 millisecond') - INTERVAL '2 minutes'
            ORDER BY minute DESC
            """;

    // What is over goes with the next one.
    private static final String SILENCE = """
            WITH past AS (DELETE FROM provider_silence WHERE until < now() - INTERVAL '1 minute')
            INSERT INTO provider_silence (credential, endpoint, until)
            VALUES (:credential, :endpoint, now() + :millis * INTERVAL '1 millisecond')
            ON CONFLICT (credential, endpoint)
            DO UPDATE SET until = greatest(provider_silence.until, excluded.until)
            """;

    private static final String SILENT = """
            SELECT CAST(extract(epoch FROM until - now()) * 1000 AS bigint) AS millis FROM provider_silence
            WHERE credential = :credential AND endpoint = :endpoint AND until > now()
            """;

    private final DatabaseClient database;

    ProviderUsage(DatabaseClient database) {
        this.database = database;
    }

    /** @param age of the beginning of the minute */
    record Minute(Duration age, int calls) {}

    /** One more call, in this minute. @param credential a hash */
    Mono<Void> add(String credential, String endpoint) {
        return database.sql(ADD)
                .bind("credential", credential)
                .bind("endpoint", endpoint)
                .then();
    }

    /** The provider wants no calls for so long. */
    Mono<Void> silence(String credential, String endpoint, Duration silence) {
        return database.sql(SILENCE)
                .bind("credential", credential)
                .bind("endpoint", endpoint)
                .bind("millis", silence.toMillis())
                .then();
    }

    /** How long the provider still wants no calls; zero where it said nothing. */
    Mono<Duration> silent(String credential, String endpoint) {
        return database.sql(SILENT)
                .bind("credential", credential)
                .bind("endpoint", endpoint)
                .map(row -> Duration.ofMillis(Objects.requireNonNull(row.get("millis", Long.class))))
                .one()
                .defaultIfEmpty(Duration.ZERO);
    }

    /** The minutes that may count in a window that ends now, newest first. */
    Flux<Minute> since(String credential, String endpoint, Duration window) {
        return database.sql(SINCE)
                .bind("credential", credential)
                .bind("endpoint", endpoint)
                .bind("millis", window.toMillis())
                .map(row -> new Minute(
                        Duration.ofMillis(Objects.requireNonNull(row.get("age", Long.class))),
                        Objects.requireNonNull(row.get("calls", Integer.class))))
                .all();
    }
}
