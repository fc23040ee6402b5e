package com.messageai.leadgen.embedding;

import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.ProviderSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Vectors in an index of Pinecone, by its Vectors API; the base URL is the host of that index. Each vector says of which
 * model it is and is only compared with its own kind, so that an index which is kept when the model changes gives nothing
 * wrong while it is filled anew. Every call may be repeated and bills nothing by itself.
 */
final class PineconeVectors implements VectorStore {

    static final String VERSION_HEADER = "X-Pinecone-Api-Version";

    /** The last version whose published contract is the Vectors API. */
    static final String VERSION = "2026-04";

    private static final String NAME = "pinecone";
    private static final String MODEL = "model";

    /** The API takes 2 MB, the names around the vectors included. */
    private static final int LARGEST_BATCH = 2_000_000;

    /** Answers with values are long, and so are addresses with ids. */
    private static final int FETCHED = 50;

    private static final JsonMapper JSON = new JsonMapper();

    private final ProviderClient client;
    private final VectorIndex index;
    private final VectorProperties properties;
    private final String model;
    private final PineconeFailures failures = new PineconeFailures();

    /** @param model with the server it runs on */
    PineconeVectors(ProviderClient client, DatabaseClient database, VectorProperties properties, String model) {
        this.client = client;
        this.index = new VectorIndex(database, NAME + " " + client.baseUrl() + " " + model);
        this.properties = properties;
        this.model = model;
    }

    @Override
    public Mono<String> index() {
        return index.inUse();
    }

    @Override
    public Mono<Void> upsert(Namespace namespace, List<VectorEntry> entries) {
        return Flux.fromIterable(batches(entries))
                .concatMap(batch -> post(
                        "upsert",
                        "/vectors/upsert",
                        body(namespace, batch),
                        answer -> PineconeAnswers.upserted(answer, batch.size())))
                .then();
    }

    /** Entries as JSON, as many together as one call may hold. */
    private List<List<String>> batches(List<VectorEntry> entries) {
        List<List<String>> batches = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        int size = 0;
        for (VectorEntry entry : entries) {
            String written = written(entry);
            int length = written.getBytes(StandardCharsets.UTF_8).length + 1;
            if (!batch.isEmpty() && (batch.size() == BATCH || size + length > LARGEST_BATCH)) {
                batches.add(batch);
                batch = new ArrayList<>();
                size = 0;
            }
            batch.add(written);
            size += length;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private String written(VectorEntry entry) {
        Map<String, String> metadata = new TreeMap<>(entry.metadata());
        metadata.put(MODEL, model);
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("id", entry.id());
        whole.put("values", entry.vector());
        whole.put("metadata", metadata);
        return JSON.writeValueAsString(whole);
    }

    private static String body(Namespace namespace, List<String> vectors) {
        return "{\"namespace\":" + JSON.writeValueAsString(namespace.name()) + ",\"vectors\":["
                + String.join(",", vectors) + "]}";
    }

    @Override
    public Mono<List<NearVector>> query(Namespace namespace, float[] vector, int most, VectorFilter filter) {
        int wanted = Math.min(most, NEAREST);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("namespace", namespace.name());
        body.put("vector", vector);
        body.put("topK", wanted);
        body.put("filter", conditions(filter.with(MODEL, model)));
        body.put("includeMetadata", false);
        body.put("includeValues", false);
        return post("query", "/query", JSON.writeValueAsString(body), answer -> PineconeAnswers.near(answer, wanted));
    }

    private static Map<String, Map<String, String>> conditions(VectorFilter filter) {
        Map<String, Map<String, String>> conditions = new TreeMap<>();
        filter.equal().forEach((key, value) -> operators(conditions, key).put("$eq", value));
        filter.different().forEach((key, value) -> operators(conditions, key).put("$ne", value));
        return conditions;
    }

    private static Map<String, String> operators(Map<String, Map<String, String>> conditions, String key) {
        return conditions.computeIfAbsent(key, unused -> new TreeMap<>());
    }

    @Override
    public Mono<Map<String, VectorEntry>> fetch(Namespace namespace, Collection<String> ids) {
        return Flux.fromIterable(ids)
                .buffer(FETCHED)
                .concatMap(batch -> call(
                        "fetch",
                        client.searchWeb()
                                .get()
                                .uri(uri -> uri.path("/vectors/fetch")
                                        .queryParam("ids", batch.toArray())
                                        .queryParam("namespace", namespace.name())
                                        .build())
                                .header(VERSION_HEADER, version(client.settings())),
                        PineconeAnswers::entries))
                .collect(
                        HashMap::new,
                        (found, entries) -> entries.stream()
                                // Of another model: not in this index.
                                .filter(entry -> model.equals(entry.metadata().get(MODEL)))
                                .forEach(entry -> found.put(entry.id(), withoutModel(entry))));
    }

    private static VectorEntry withoutModel(VectorEntry entry) {
        Map<String, String> metadata = new TreeMap<>(entry.metadata());
        metadata.remove(MODEL);
        return new VectorEntry(entry.id(), entry.vector(), metadata);
    }

    @Override
    public Mono<Void> delete(Namespace namespace, Collection<String> ids) {
        return Flux.fromIterable(ids)
                .buffer(BATCH)
                .concatMap(batch -> delete(Map.of("namespace", namespace.name(), "ids", batch)))
                .then();
    }

    @Override
    public Mono<Void> clear(Namespace namespace) {
        return properties.clearing()
                ? delete(Map.of("namespace", namespace.name(), "deleteAll", true))
                        .then()
                : Mono.error(() -> new ProviderFailure.Rejected(
                        NAME, "delete", "leadgen.vectors.clearing does not allow to take away a whole namespace"));
    }

    private Mono<Boolean> delete(Map<String, Object> body) {
        return post("delete", "/vectors/delete", JSON.writeValueAsString(body), PineconeAnswers::deleted)
                // Nothing was ever written there.
                .onErrorReturn(ProviderFailure.NotFound.class, true);
    }

    private <T> Mono<T> post(String endpoint, String path, String body, Function<ProviderAnswer, T> reader) {
        return call(
                endpoint,
                client.searchWeb()
                        .post()
                        .uri(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(VERSION_HEADER, version(client.settings()))
                        .bodyValue(body),
                reader);
    }

    private <T> Mono<T> call(String endpoint, RequestHeadersSpec<?> request, Function<ProviderAnswer, T> reader) {
        return client.call(endpoint, CallKind.FREE, request.accept(MediaType.APPLICATION_JSON), failures, reader);
    }

    /** Which contract is meant; every request says so. The client adds the key. */
    static String version(ProviderSettings settings) {
        String version = settings.version();
        return version == null || version.isBlank() ? VERSION : version;
    }
}
