package com.messageai.leadgen.web;

import com.messageai.leadgen.store.Binds;
import com.messageai.leadgen.store.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The kept keys. Answers may hold personal data, so they are encrypted under a key that is derived from the client's
 * idempotency key, of which only a hash is kept: the table alone tells nothing.
 */
@Component
class IdempotencyKeys {

    private static final int TAG_BITS = 128;

    /** One use of a key: {@code hash} finds it, {@code request} tells whether it is the same request. */
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(UUID team, UUID user, String key, byte[] hash, byte[] request, UUID salt) {}

    private final DatabaseClient database;

    IdempotencyKeys(DatabaseClient database) {
        this.database = database;
    }

    Entry entry(Requester requester, String key, byte[] request) {
        byte[] hash = sha256(key.getBytes(StandardCharsets.UTF_8));
        return new Entry(requester.teamKey(), requester.userKey(), key, hash, sha256(request), Ids.next());
    }

    /** Whether the key is ours now; waits for a twin that has not committed, at most two seconds. */
    Mono<Boolean> take(Entry entry) {
        return database.sql("SELECT set_config('lock_timeout', '2s', true)")
                .then()
                .then(database.sql("""
                        INSERT INTO idempotency_key (team_id, user_id, key_hash, request_hash, salt)
                        VALUES (:team, :user, :hash, :request, :salt)
                        ON CONFLICT (team_id, user_id, key_hash) DO UPDATE
                        SET request_hash = excluded.request_hash, salt = excluded.salt, created_at = now(),
                            status = NULL, location = NULL, etag = NULL, body = NULL
                        WHERE idempotency_key.team_id = :team AND idempotency_key.created_at < now() - interval '24 hours'
                        """)
                        .bind("team", entry.team())
                        .bind("user", entry.user())
                        .bind("hash", entry.hash())
                        .bind("request", entry.request())
                        .bind("salt", entry.salt())
                        .fetch()
                        .rowsUpdated())
                .map(rows -> rows == 1);
    }

    Mono<Void> keep(Entry entry, KeptAnswer answer) {
        return database.sql("""
                UPDATE idempotency_key SET status = :status, location = :location, etag = :etag, body = :body
                WHERE team_id = :team AND user_id = :user AND key_hash = :hash
                """)
                .bind("status", answer.status())
                .bind("location", Binds.orNull(answer.location(), String.class))
                .bind("etag", Binds.orNull(answer.etag(), String.class))
                .bind("body", crypt(Cipher.ENCRYPT_MODE, entry.key(), entry.salt(), answer.body()))
                .bind("team", entry.team())
                .bind("user", entry.user())
                .bind("hash", entry.hash())
                .then();
    }

    /** The first answer; 422 where the key was used for another request. */
    Mono<KeptAnswer> find(Entry entry) {
        return database.sql("""
                SELECT request_hash, salt, status, location, etag, body FROM idempotency_key
                WHERE team_id = :team AND user_id = :user AND key_hash = :hash AND status IS NOT NULL
                """)
                .bind("team", entry.team())
                .bind("user", entry.user())
                .bind("hash", entry.hash())
                .map(row -> {
                    if (!MessageDigest.isEqual(entry.request(), row.get("request_hash", byte[].class))) {
                        throw reused();
                    }
                    return new KeptAnswer(
                            Objects.requireNonNull(row.get("status", Integer.class)),
                            row.get("location", String.class),
                            row.get("etag", String.class),
                            crypt(
                                    Cipher.DECRYPT_MODE,
                                    entry.key(),
                                    Objects.requireNonNull(row.get("salt", UUID.class)),
                                    Objects.requireNonNull(row.get("body", byte[].class))));
                })
                .one();
    }

    private static Problem reused() {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "This Idempotency-Key was used for another request.");
    }

    /** The salt is new for each use, so one key encrypts one answer, and the nonce may be constant. */
    private static byte[] crypt(int mode, String key, UUID salt, byte[] text) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        ByteBuffer material = ByteBuffer.allocate(16 + name.length)
                .putLong(salt.getMostSignificantBits())
                .putLong(salt.getLeastSignificantBits())
                .put(name);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(sha256(material.array()), "AES"),
                    new GCMParameterSpec(TAG_BITS, new byte[12]));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A kept answer cannot be read", e);
        }
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
