package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.PineconeIndex.Match;
import com.messageai.leadgen.sandbox.PineconeIndex.Stored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The Vectors API of one index. */
final class Pinecone implements Provider {

    private static final int MOST_VECTORS = 1_000;
    private static final int MOST_BYTES = 2 << 20;
    private static final int MOST_ANSWERED = 4 << 20;
    private static final int MOST_MATCHES = 10_000;
    private static final int LIST_PAGE = 100;
    private static final int LONGEST_ID = 512;
    private static final int MOST_METADATA = 40 << 10;

    private final PineconeIndex index;

    Pinecone(PineconeIndex index) {
        this.index = index;
    }

    /** Not a valid request. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    public String name() {
        return "pinecone";
    }

    @Override
    public @Nullable Operation route(Request request) {
        return switch (request.method() + " " + request.path()) {
            case "POST /vectors/upsert" -> operation("upsert", request, () -> upsert(body(request)));
            case "POST /query" -> operation("query", request, () -> query(body(request)));
            case "GET /vectors/fetch" -> operation("fetch", request, () -> fetch(request));
            case "GET /vectors/list" -> operation("list", request, () -> list(request));
            case "POST /vectors/delete" -> operation("delete", request, () -> delete(body(request)));
            case "POST /describe_index_stats" -> operation("stats", request, () -> stats(body(request)));
            default -> null;
        };
    }

    private static Operation operation(String endpoint, Request request, Supplier<Answer> answer) {
        return new Operation(endpoint, () -> {
            Answer refusal = refusal(request);
            if (refusal != null) {
                return refusal;
            }
            try {
                return answer.get();
            } catch (Refused refused) {
                return rpc(400, 3, String.valueOf(refused.getMessage()));
            } catch (JacksonException | IllegalArgumentException unreadable) {
                return rpc(400, 3, "Bad request: " + unreadable.getMessage());
            }
        });
    }

    private static @Nullable Answer refusal(Request request) {
        String key = request.header("Api-Key");
        if (key == null || key.isEmpty() || key.startsWith("invalid")) {
            return invalidKey();
        }
        String version = request.header("X-Pinecone-Api-Version");
        if (version == null || !version.matches("\\d{4}-\\d{2}")) {
            return rpc(400, 3, "X-Pinecone-Api-Version header is required");
        }
        if (version.compareTo("2026-07") >= 0) {
            return rpc(400, 3, "This index is served by the Vectors API, which ended with version 2026-04");
        }
        return null;
    }

    private static JsonNode body(Request request) {
        if (request.body().length > MOST_BYTES) {
            throw new Refused("Error, message length too large: found " + request.body().length
                    + " bytes, the limit is: " + MOST_BYTES + " bytes");
        }
        return Json.parse(request.body());
    }

    private Answer upsert(JsonNode json) {
        JsonNode vectors = json.path("vectors");
        if (!vectors.isArray() || vectors.isEmpty() || vectors.size() > MOST_VECTORS) {
            throw new Refused("Upsert takes 1 to " + MOST_VECTORS + " vectors, not " + vectors.size());
        }
        List<Stored> stored = new ArrayList<>();
        for (JsonNode vector : vectors) {
            stored.add(new Stored(
                    id(vector.path("id").asString("")),
                    values(vector.path("values"), true),
                    metadata(vector.path("metadata"))));
        }
        if (stored.stream().map(one -> one.values().length).distinct().count() > 1) {
            throw new Refused("All vectors must have the same dimension");
        }
        long number = index.upsert(namespace(json), stored);
        return Answer.json(200, Json.object("upsertedCount", stored.size()))
                .with("x-pinecone-request-lsn", number)
                .charged(new Charge(stored.stream().map(Stored::id).toList(), stored.size(), false));
    }

    private static String id(String id) {
        if (id.isEmpty()
                || id.length() > LONGEST_ID
                || !StandardCharsets.US_ASCII.newEncoder().canEncode(id)) {
            throw new Refused("Vector ID must be ASCII, 1 to " + LONGEST_ID + " characters");
        }
        return id;
    }

    private float[] values(JsonNode values, boolean stored) {
        if (!values.isArray() || values.isEmpty()) {
            throw new Refused("Vector values are missing");
        }
        float[] vector = new float[values.size()];
        boolean zero = true;
        for (int i = 0; i < vector.length; i++) {
            if (!values.path(i).isNumber()) {
                throw new Refused("Vector values must be numbers");
            }
            vector[i] = values.path(i).floatValue();
            zero &= vector[i] == 0;
        }
        if (stored && zero) {
            throw new Refused("Dense vectors must contain at least one non-zero value");
        }
        Integer dimension = index.dimension();
        if (dimension != null && dimension != vector.length) {
            throw new Refused(
                    "Vector dimension " + vector.length + " does not match the dimension of the index " + dimension);
        }
        return vector;
    }

    /** Texts, numbers, booleans and lists of texts. */
    private static JsonNode metadata(JsonNode metadata) {
        for (var entry : metadata.properties()) {
            JsonNode value = entry.getValue();
            boolean valid = value.isString()
                    || value.isNumber()
                    || value.isBoolean()
                    || value.isArray() && value.valueStream().allMatch(JsonNode::isString);
            if (!valid) {
                throw new Refused("Metadata value must be a string, number, boolean or list of strings, got '" + value
                        + "' for field '" + entry.getKey() + "'");
            }
        }
        int size = metadata.toString().getBytes(StandardCharsets.UTF_8).length;
        if (size > MOST_METADATA) {
            throw new Refused("Metadata size is " + size + " bytes, which exceeds the limit of " + MOST_METADATA);
        }
        return metadata;
    }

    private Answer query(JsonNode json) {
        String namespace = namespace(json);
        int most = json.path("topK").asInt(0);
        if (most < 1 || most > MOST_MATCHES) {
            throw new Refused("topK must be between 1 and " + MOST_MATCHES);
        }
        boolean byId = json.path("id").isString();
        if (byId == json.path("vector").isArray()) {
            throw new Refused("Exactly one of id and vector must be given");
        }
        float[] vector = byId ? ofId(namespace, json.path("id").stringValue()) : values(json.path("vector"), false);
        boolean withValues = json.path("includeValues").asBoolean(false);
        boolean withMetadata = json.path("includeMetadata").asBoolean(false);
        List<Map<String, @Nullable Object>> matches = new ArrayList<>();
        for (Match match : index.query(namespace, vector, most, PineconeFilter.of(json.path("filter")))) {
            matches.add(Json.present(
                    "id",
                    match.vector().id(),
                    "score",
                    (float) match.score(),
                    "values",
                    withValues ? match.vector().values() : new float[0],
                    "metadata",
                    withMetadata ? match.vector().metadata() : null));
        }
        return read(
                namespace,
                Json.object("results", Json.empty(), "matches", matches, "namespace", namespace, "usage", units(6)));
    }

    private float[] ofId(String namespace, String id) {
        List<Stored> found = index.fetch(namespace, Set.of(id));
        Integer dimension = index.dimension();
        return found.isEmpty()
                ? new float[dimension == null ? 1 : dimension]
                : found.getFirst().values();
    }

    private Answer fetch(Request request) {
        Set<String> ids = new HashSet<>();
        request.rawParameters().getOrDefault("ids", List.of()).forEach(id -> ids.add(Request.decode(id)));
        if (ids.isEmpty() || ids.size() > MOST_VECTORS) {
            throw new Refused("Fetch takes 1 to " + MOST_VECTORS + " ids");
        }
        String namespace = request.parameter("namespace", "");
        Map<String, @Nullable Object> vectors = new LinkedHashMap<>();
        for (Stored stored : index.fetch(namespace, ids)) {
            vectors.put(
                    stored.id(),
                    Json.object("id", stored.id(), "values", stored.values(), "metadata", stored.metadata()));
        }
        return read(namespace, Json.object("vectors", vectors, "namespace", namespace, "usage", units(1)));
    }

    private Answer list(Request request) {
        String namespace = request.parameter("namespace", "");
        int limit = request.number("limit", LIST_PAGE);
        if (limit < 1 || limit > LIST_PAGE) {
            throw new Refused("limit must be between 1 and " + LIST_PAGE);
        }
        List<String> ids = index.list(
                namespace, request.parameter("prefix", ""), request.parameter("paginationToken", ""), limit + 1);
        List<String> page = ids.stream().limit(limit).toList();
        return read(
                namespace,
                Json.present(
                        "vectors",
                        page.stream().map(id -> Json.object("id", id)).toList(),
                        "pagination",
                        ids.size() > limit ? Json.object("next", page.getLast()) : null,
                        "namespace",
                        namespace,
                        "usage",
                        units(1)));
    }

    private Answer delete(JsonNode json) {
        boolean byIds = json.has("ids");
        boolean byFilter = json.has("filter");
        boolean all = json.path("deleteAll").asBoolean(false);
        if ((byIds ? 1 : 0) + (byFilter ? 1 : 0) + (all ? 1 : 0) != 1) {
            throw new Refused("Exactly one of ids, filter and deleteAll must be given");
        }
        Set<String> ids = new HashSet<>();
        json.path("ids").forEach(id -> ids.add(id.asString("")));
        if (byIds && (ids.isEmpty() || ids.size() > MOST_VECTORS)) {
            throw new Refused("Delete takes 1 to " + MOST_VECTORS + " ids");
        }
        var filter = PineconeFilter.of(json.path("filter"));
        long number = index.delete(
                namespace(json), stored -> byIds ? ids.contains(stored.id()) : all || filter.test(stored.metadata()));
        return Answer.json(200, Json.object()).with("x-pinecone-request-lsn", number);
    }

    private Answer stats(JsonNode json) {
        if (json.has("filter")) {
            throw new Refused("Serverless indexes do not support describing index stats with a filter");
        }
        Map<String, Integer> counts = index.counts();
        Map<String, @Nullable Object> namespaces = new LinkedHashMap<>();
        counts.forEach((namespace, count) -> namespaces.put(namespace, Json.object("vectorCount", count)));
        return Answer.json(
                200,
                Json.present(
                        "namespaces",
                        namespaces,
                        "dimension",
                        index.dimension(),
                        "indexFullness",
                        0,
                        "totalVectorCount",
                        counts.values().stream().mapToInt(Integer::intValue).sum(),
                        "metric",
                        "cosine",
                        "vectorType",
                        "dense"));
    }

    private static String namespace(JsonNode json) {
        String namespace = json.path("namespace").asString("");
        return namespace.equals("__default__") ? "" : namespace;
    }

    private static Map<String, @Nullable Object> units(int read) {
        return Json.object("readUnits", read);
    }

    private Answer read(String namespace, Map<String, @Nullable Object> body) {
        Answer answer = Answer.json(200, body);
        return answer.body().length > MOST_ANSWERED
                ? rpc(400, 3, "Result exceeds the limit of " + MOST_ANSWERED + " bytes; ask for less or without values")
                : answer.with("x-pinecone-max-indexed-lsn", index.indexed(namespace));
    }

    private static Answer rpc(int status, int code, String message) {
        return Answer.json(status, Json.object("code", code, "message", message, "details", Json.empty()));
    }

    /** What stands before the index speaks otherwise. */
    private static Answer control(int status, String code, String message) {
        return Answer.json(
                status, Json.object("status", status, "error", Json.object("code", code, "message", message)));
    }

    private static Answer invalidKey() {
        return new Answer(
                401,
                Map.of("Content-Type", "text/plain; charset=utf-8"),
                "Invalid API Key".getBytes(StandardCharsets.UTF_8),
                Charge.NOTHING);
    }

    /** A fault with status 429 is that of the spent month, which no waiting helps; the limit's own is over in a second. */
    @Override
    public Answer failure(int status) {
        return switch (status) {
            case 401 -> invalidKey();
            case 402 -> control(402, "PAYMENT_REQUIRED", "Request failed. Your payment method has been declined.");
            case 403 -> control(403, "FORBIDDEN", "Deletion protection is enabled for this index.");
            case 404 -> control(404, "NOT_FOUND", "Resource not found");
            case 409 -> control(409, "ALREADY_EXISTS", "Resource already exists.");
            case 429 ->
                control(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "Request failed. You've reached your read unit limit for the current month (1000000). To continue"
                                + " reading data, upgrade your plan.");
            case 503 -> rpc(503, 14, "The service is currently unavailable");
            default -> rpc(status, status >= 500 ? 13 : 3, "status " + status);
        };
    }

    @Override
    public Answer limited(Limits.Gauge gauge) {
        return rpc(
                429,
                8,
                "Too many requests. Request limit of " + gauge.requests()
                        + " requests per second for the namespace is exceeded.");
    }
}
