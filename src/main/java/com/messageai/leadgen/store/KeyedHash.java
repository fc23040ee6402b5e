package com.messageai.leadgen.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Hashes under a key of this installation (HMAC-SHA256), so that personal data can be found and compared but not read
 * or guessed by whoever sees the table. The key is {@code leadgen.security.hash-key}, or else a random one that is made
 * once and kept in PostgreSQL. Another key finds nothing of what was stored under the first.
 */
@Component
public class KeyedHash {

    // The key comes from the database's own random source: reading from the operating system's here would block. The
    // update changes nothing, but gives the row back to whoever came second.
    private static final String KEY = """
            INSERT INTO installation_secret AS s (name, value)
            VALUES ('hash-key', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))
            ON CONFLICT (name) DO UPDATE SET value = s.value
            RETURNING value
            """;

    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Mono<Hasher> hasher;

    KeyedHash(DatabaseClient database, KeyedHashProperties settings) {
        // Looking for the algorithm's provider reads files: done here, at the start, and never on an event loop.
        Mac algorithm = algorithm();
        Mono<byte[]> key = settings.hashKey() == null
                // A caller's transaction that rolls back must not take the key with it: hence the empty context.
                ? kept(database).contextWrite(ignored -> Context.empty())
                : Mono.just(settings.hashKey().getBytes(StandardCharsets.UTF_8));
        this.hasher = key.map(secret -> new Hasher(keyed(algorithm, secret)))
                .cache(value -> FOR_EVER, error -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** The hash function. The first call may ask the database for the key; later ones answer at once. */
    public Mono<Hasher> hasher() {
        return hasher;
    }

    /** A hash function that is ready: plain computation, safe for use by several threads. */
    public static final class Hasher {

        private final Mac keyed;

        private Hasher(Mac keyed) {
            this.keyed = keyed;
        }

        /**
         * 32 bytes for these texts in this order. Callers bring each text into its canonical form first.
         *
         * @param purpose what the hash is for ({@code person-identity}); hashes of different purposes are unrelated
         */
        public byte[] hash(String purpose, String... texts) {
            Mac mac = copy(keyed);
            update(mac, purpose);
            for (String text : texts) {
                update(mac, text);
            }
            return mac.doFinal();
        }
    }

    // Each text with its length, so that ("ab", "c") and ("a", "bc") differ.
    private static void update(Mac mac, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int shift = 24; shift >= 0; shift -= 8) {
            mac.update((byte) (bytes.length >>> shift));
        }
        mac.update(bytes);
    }

    private static Mono<byte[]> kept(DatabaseClient database) {
        return database.sql(KEY)
                .map(row -> Objects.requireNonNull(row.get("value", byte[].class)))
                .one();
    }

    private static Mac algorithm() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has HmacSHA256", missing);
        }
    }

    private static Mac keyed(Mac algorithm, byte[] secret) {
        try {
            Mac mac = copy(algorithm);
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("HMAC takes any key", refused);
        }
    }

    private static Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException missing) {
            throw new IllegalStateException("the platform's HmacSHA256 can be copied", missing);
        }
    }
}
