package com.messageai.leadgen.embedding;

import com.messageai.leadgen.team.TeamId;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Vectors in PostgreSQL, found by a hash of their text: the text itself is not kept. */
final class SqlVectors implements KeptVectors {

    private final DatabaseClient database;

    SqlVectors(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Map<String, float[]>> find(TeamId team, String model, List<String> texts) {
        Map<String, String> byHash = byHash(texts);
        return collected(
                database.sql("""
                        select encode(hash, 'hex') as hash, vector from embedding_cache
                        where team_id = :team and model = :model
                          and hash in (select decode(h, 'hex') from unnest(cast(:hashes as text[])) as asked (h))""")
                        .bind("team", team.value())
                        .bind("model", model)
                        .bind("hashes", byHash.keySet().toArray(String[]::new)),
                byHash);
    }

    @Override
    public Mono<Map<String, float[]>> keep(TeamId team, String model, Map<String, float[]> vectors) {
        if (vectors.isEmpty()) {
            return Mono.just(vectors);
        }
        Map<String, String> byHash = byHash(vectors.keySet());
        String[] values = byHash.values().stream()
                .map(text -> Base64.getEncoder().encodeToString(Vectors.bytes(required(vectors.get(text)))))
                .toArray(String[]::new);
        // In the order of their keys, so that two pages that keep the same texts can't lock each other out. The update
        // changes nothing: it makes rows that another instance wrote first come back.
        return collected(
                database.sql("""
                        insert into embedding_cache (team_id, model, hash, vector)
                        select :team, :model, decode(h, 'hex'), decode(v, 'base64')
                        from unnest(cast(:hashes as text[]), cast(:vectors as text[])) as made (h, v)
                        order by h
                        on conflict (team_id, model, hash) do update set model = excluded.model
                        returning encode(hash, 'hex') as hash, vector""")
                        .bind("team", team.value())
                        .bind("model", model)
                        .bind("hashes", byHash.keySet().toArray(String[]::new))
                        .bind("vectors", values),
                byHash);
    }

    private static Mono<Map<String, float[]>> collected(
            DatabaseClient.GenericExecuteSpec statement, Map<String, String> byHash) {
        return statement
                .map(row -> new Embedded(required(byHash.get(text(row))), vector(row)))
                .all()
                .<Map<String, float[]>>collect(HashMap::new, (found, row) -> found.put(row.text(), row.vector()));
    }

    private static String text(Readable row) {
        return required(row.get("hash", String.class));
    }

    private static float[] vector(Readable row) {
        return Vectors.floats(required(row.get("vector", byte[].class)));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    /** By SHA-256, as hexadecimal digits, in their order. */
    private static Map<String, String> byHash(Collection<String> texts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            Map<String, String> byHash = new TreeMap<>();
            for (String text : texts) {
                byHash.put(HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8))), text);
            }
            return byHash;
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
