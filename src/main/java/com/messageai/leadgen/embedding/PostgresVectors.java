package com.messageai.leadgen.embedding;

import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.store.Rows;
import io.r2dbc.spi.Readable;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Vectors in PostgreSQL, compared one by one: exact, and seen as soon as it is written. A search reads a namespace page by
 * page, each compared before the next one is read, so that it holds a page and the nearest so far.
 */
final class PostgresVectors implements VectorStore, AutoCloseable {

    private static final String NAME = "postgres";

    /** Some three megabytes of the longest usual vectors. */
    private static final int PAGE = 250;

    private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {};

    private final DatabaseClient database;
    private final VectorIndex index;
    private final JsonMapper json;
    private final VectorProperties properties;

    /** Comparing keeps a processor busy for as long as there are pages: not the connection's event loop. */
    private final Scheduler comparing = Schedulers.newParallel("vectors", 1);

    /** @param model with the server it runs on */
    PostgresVectors(DatabaseClient database, JsonMapper json, VectorProperties properties, String model) {
        this.database = database;
        this.index = new VectorIndex(database, NAME + " " + model);
        this.json = json;
        this.properties = properties;
    }

    /** How far a search has come. */
    private record Seen(int count, String last) {}

    @Override
    public Mono<String> index() {
        return index.inUse();
    }

    @Override
    public Mono<Void> upsert(Namespace namespace, List<VectorEntry> entries) {
        return Flux.fromIterable(entries)
                .buffer(BATCH)
                .concatMap(batch -> index.dimensions(batch.getFirst().vector().length)
                        .delayUntil(length -> Flux.fromIterable(batch)
                                .concatMap(entry -> sameLength("upsert", entry.vector(), length)))
                        .flatMap(length -> write(namespace, batch)))
                .then();
    }

    private static Mono<Void> sameLength(String endpoint, float[] vector, int length) {
        return vector.length == length
                ? Mono.empty()
                : Mono.error(() -> new ProviderFailure.Rejected(
                        NAME,
                        endpoint,
                        "a vector of dimension " + vector.length + " in an index of dimension " + length));
    }

    private Mono<Void> write(Namespace namespace, List<VectorEntry> batch) {
        // In the order of their keys, so that two writers can't lock each other out; of one id the last.
        Map<String, VectorEntry> byId = new TreeMap<>();
        batch.forEach(entry -> byId.put(entry.id(), entry));
        return in(namespace, """
                        insert into vector_entry (team_id, kind, index_name, id, vector, metadata)
                        select :team, :kind, :index, id, decode(vector, 'base64'), cast(metadata as jsonb)
                        from unnest(cast(:ids as text[]), cast(:vectors as text[]), cast(:metadata as text[]))
                             as entry (id, vector, metadata)
                        order by id
                        on conflict (team_id, kind, index_name, id)
                        do update set vector = excluded.vector, metadata = excluded.metadata""")
                .bind("ids", byId.keySet().toArray(String[]::new))
                .bind(
                        "vectors",
                        byId.values().stream()
                                .map(entry -> Base64.getEncoder().encodeToString(Vectors.bytes(entry.vector())))
                                .toArray(String[]::new))
                .bind(
                        "metadata",
                        byId.values().stream()
                                .map(entry -> json.writeValueAsString(entry.metadata()))
                                .toArray(String[]::new))
                .then();
    }

    @Override
    public Mono<List<NearVector>> query(Namespace namespace, float[] vector, int most, VectorFilter filter) {
        return index.dimensions()
                .delayUntil(length -> sameLength("query", vector, length))
                .flatMap(length -> nearest(namespace, vector, most, filter))
                .defaultIfEmpty(List.of());
    }

    private Mono<List<NearVector>> nearest(Namespace namespace, float[] vector, int most, VectorFilter filter) {
        return Mono.defer(() -> {
            Nearest nearest = new Nearest(Math.min(most, NEAREST));
            return compared(namespace, vector, filter, nearest, new Seen(0, ""))
                    .expand(seen -> seen.count() % PAGE != 0
                            ? Mono.empty()
                            : compared(namespace, vector, filter, nearest, seen))
                    .then(Mono.fromSupplier(nearest::found));
        });
    }

    /** The next page; empty where there is none. */
    private Mono<Seen> compared(
            Namespace namespace, float[] vector, VectorFilter filter, Nearest nearest, Seen before) {
        return page(namespace, filter, before.last())
                .publishOn(comparing)
                .map(rows -> {
                    rows.forEach(
                            row -> nearest.offer(new NearVector(row.text(), Vectors.cosine(vector, row.vector()))));
                    return new Seen(before.count() + rows.size(), rows.getLast().text());
                })
                .filterWhen(seen -> seen.count() <= properties.maxScanned()
                        ? Mono.just(true)
                        : Mono.error(() -> new ProviderFailure.Rejected(
                                NAME, "query", "more vectors than leadgen.vectors.max-scanned")));
    }

    private Mono<List<Embedded>> page(Namespace namespace, VectorFilter filter, String after) {
        StringBuilder sql = new StringBuilder("""
                select id, vector from vector_entry
                where team_id = :team and kind = :kind and index_name = :index and id > :after""");
        Map<String, Object> values = new HashMap<>();
        filter.equal().forEach((key, value) -> add(sql, values, " = ", key, value));
        filter.different().forEach((key, value) -> add(sql, values, " is distinct from ", key, value));
        sql.append(" order by id limit ").append(PAGE);
        return in(namespace, sql.toString())
                .bind("after", after)
                .bindValues(values)
                .map(row -> new Embedded(
                        Rows.required(row, "id", String.class),
                        Vectors.floats(Rows.required(row, "vector", byte[].class))))
                .all()
                .collectList()
                .filter(rows -> !rows.isEmpty());
    }

    private static void add(StringBuilder sql, Map<String, Object> values, String operator, String key, String value) {
        int number = values.size();
        sql.append(" and metadata ->> :key")
                .append(number)
                .append(operator)
                .append(":value")
                .append(number);
        values.put("key" + number, key);
        values.put("value" + number, value);
    }

    @Override
    public Mono<Map<String, VectorEntry>> fetch(Namespace namespace, Collection<String> ids) {
        return Flux.fromIterable(ids)
                .buffer(BATCH)
                .concatMap(batch -> in(namespace, """
                                select id, vector, cast(metadata as text) as metadata from vector_entry
                                where team_id = :team and kind = :kind and index_name = :index and id = any(cast(:ids as text[]))""")
                        .bind("ids", batch.toArray(String[]::new))
                        .map(this::entry)
                        .all())
                .collect(HashMap::new, (found, entry) -> found.put(entry.id(), entry));
    }

    @Override
    public Mono<Void> delete(Namespace namespace, Collection<String> ids) {
        return Flux.fromIterable(ids)
                .buffer(BATCH)
                .concatMap(batch -> in(namespace, """
                                delete from vector_entry
                                where team_id = :team and kind = :kind and index_name = :index and id = any(cast(:ids as text[]))""")
                        .bind("ids", batch.toArray(String[]::new))
                        .then())
                .then();
    }

    @Override
    public Mono<Void> clear(Namespace namespace) {
        return properties.clearing()
                ? in(
                                namespace,
                                "delete from vector_entry where team_id = :team and kind = :kind and index_name = :index")
                        .then()
                : Mono.error(() -> new ProviderFailure.Rejected(
                        NAME, "clear", "leadgen.vectors.clearing does not allow to take away a whole namespace"));
    }

    private GenericExecuteSpec in(Namespace namespace, String sql) {
        return database.sql(sql)
                .bind("team", namespace.team().value())
                .bind("kind", namespace.kind().name())
                .bind("index", index.name());
    }

    private VectorEntry entry(Readable row) {
        return new VectorEntry(
                Rows.required(row, "id", String.class),
                Vectors.floats(Rows.required(row, "vector", byte[].class)),
                json.readValue(Rows.required(row, "metadata", String.class), METADATA));
    }

    @Override
    public void close() {
        comparing.dispose();
    }
}
