package com.messageai.leadgen.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

class PineconeTests {

    private static final Map<String, String> HEADERS = Map.of("Api-Key", "k", "X-Pinecone-Api-Version", "2026-04");

    private static Sandbox sandbox;
    private static SandboxClient client;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults().withPeople(200));
        client = new SandboxClient(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void emptyIndex() {
        sandbox.admin().reset();
    }

    private static SandboxClient.Reply post(String path, String body) {
        return client.post("/pinecone" + path, body, HEADERS);
    }

    private static SandboxClient.Reply get(String pathAndQuery) {
        return client.get("/pinecone" + pathAndQuery, HEADERS);
    }

    private static void people() {
        assertThat(post("/vectors/upsert", """
                        {"namespace": "a", "vectors": [
                         {"id": "cto", "values": [1, 0], "metadata": {"country": "US", "employees": 120, "titles": ["CTO", "Founder"]}},
                         {"id": "vp", "values": [0.6, 0.8], "metadata": {"country": "DE", "employees": 50}},
                         {"id": "hr", "values": [0, 2], "metadata": {"country": "US", "open": true}}]}
                        """).json().path("upsertedCount").asInt())
                .isEqualTo(3);
    }

    private static List<String> matches(String filter) {
        JsonNode json = post(
                        "/query", "{\"namespace\":\"a\",\"vector\":[1,0],\"topK\":10,\"filter\":%s}".formatted(filter))
                .json();
        List<String> ids = new ArrayList<>();
        json.path("matches").forEach(match -> ids.add(match.path("id").asString()));
        return ids;
    }

    @Test
    void wantsAKeyAndSaysSoInPlainText() {
        SandboxClient.Reply reply = client.post("/pinecone/query", "{}", Map.of("X-Pinecone-Api-Version", "2026-04"));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.response().body()).isEqualTo("Invalid API Key");
    }

    @Test
    void wantsAVersionThatTheIndexSpeaks() {
        SandboxClient.Reply without = client.post("/pinecone/query", "{}", Map.of("Api-Key", "k"));
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.json().path("message").asString()).contains("X-Pinecone-Api-Version");
        assertThat(client.post("/pinecone/query", "{}", Map.of("Api-Key", "k", "X-Pinecone-Api-Version", "2026-07"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void givesExactCosinesWhateverTheLengths() {
        people();
        JsonNode matches = post("/query", "{\"namespace\":\"a\",\"vector\":[0,5],\"topK\":2,\"includeValues\":true}")
                .json()
                .path("matches");
        assertThat(matches).hasSize(2);
        assertThat(matches.path(0).path("id").asString()).isEqualTo("hr");
        assertThat(matches.path(0).path("score").asDouble()).isEqualTo(1);
        assertThat(matches.path(1).path("score").floatValue()).isEqualTo(0.8f);
        assertThat(matches.path(1).path("values")).hasSize(2);
        assertThat(matches.path(1).has("metadata")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"country\": \"US\"} | cto hr",
                "{\"country\": {\"$eq\": \"US\"}} | cto hr",
                "{\"country\": {\"$ne\": \"US\"}} | vp",
                "{\"employees\": {\"$gt\": 50}} | cto",
                "{\"employees\": {\"$gte\": 50, \"$lt\": 120}} | vp",
                "{\"employees\": {\"$lte\": 120}} | cto vp",
                "{\"country\": {\"$in\": [\"DE\", \"FR\"]}} | vp",
                "{\"country\": {\"$nin\": [\"DE\", \"FR\"]}} | cto hr",
                "{\"titles\": \"Founder\"} | cto",
                "{\"titles\": {\"$in\": [\"CTO\"]}} | cto",
                "{\"employees\": {\"$exists\": false}} | hr",
                "{\"open\": true} | hr",
                "{\"$or\": [{\"open\": true}, {\"employees\": {\"$lt\": 60}}]} | vp hr",
                "{\"$and\": [{\"country\": \"US\"}, {\"employees\": {\"$exists\": true}}]} | cto",
                "{\"country\": \"US\", \"employees\": 120} | cto",
            })
    void understandsEveryOperator(String filter, String found) {
        people();
        assertThat(matches(filter)).containsExactly(found.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/query | {\"namespace\":\"a\",\"vector\":[1,0],\"topK\":10,\"filter\":{\"a\":{\"$like\":\"x\"}}}",
                "/query | {\"namespace\":\"a\",\"vector\":[1,0],\"topK\":10,\"filter\":{\"a\":{\"$gt\":\"x\"}}}",
                "/query | {\"namespace\":\"a\",\"vector\":[1,0],\"topK\":0}",
                "/query | {\"namespace\":\"a\",\"vector\":[1,0],\"topK\":10001}",
                "/query | {\"namespace\":\"a\",\"topK\":10}",
                "/query | {\"namespace\":\"a\",\"vector\":[1,0],\"id\":\"cto\",\"topK\":10}",
                "/vectors/upsert | {\"namespace\":\"a\",\"vectors\":[]}",
                "/vectors/upsert | {\"namespace\":\"a\",\"vectors\":[{\"id\":\"\",\"values\":[1,0]}]}",
                "/vectors/upsert | {\"namespace\":\"a\",\"vectors\":[{\"id\":\"x\",\"values\":[1,0],\"metadata\":{\"a\":null}}]}",
                "/vectors/upsert | {\"namespace\":\"a\",\"vectors\":[{\"id\":\"x\",\"values\":[1,0],\"metadata\":{\"a\":[1]}}]}",
                "/vectors/delete | {\"namespace\":\"a\"}",
                "/vectors/delete | {\"namespace\":\"a\",\"ids\":[\"x\"],\"deleteAll\":true}",
                "/describe_index_stats | {\"filter\":{}}",
                "/query | nonsense",
            })
    void refusesWhatIsNotValid(String path, String body) {
        people();
        SandboxClient.Reply reply = post(path, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").asInt()).isEqualTo(3);
    }

    @Test
    void refusesAnotherDimensionThanTheIndexHas() {
        people();
        JsonNode json = post("/vectors/upsert", "{\"vectors\":[{\"id\":\"x\",\"values\":[1,0,0]}]}")
                .json();
        assertThat(json.path("code").asInt()).isEqualTo(3);
        assertThat(json.path("message").asString())
                .isEqualTo("Vector dimension 3 does not match the dimension of the index 2");
    }

    @Test
    void takesAThousandVectorsAndTwoMegabytesAtMost() {
        assertThat(post("/vectors/upsert", vectors(1_000, "")).status()).isEqualTo(200);
        assertThat(post("/vectors/upsert", vectors(1_001, "")).status()).isEqualTo(400);
        SandboxClient.Reply large = post("/vectors/upsert", vectors(60, "x".repeat(38_000)));
        assertThat(large.status()).isEqualTo(400);
        assertThat(large.json().path("message").asString()).contains("2097152");
    }

    private static String vectors(int many, String text) {
        return IntStream.range(0, many)
                .mapToObj(i -> "{\"id\":\"v%04d\",\"values\":[1,%d],\"metadata\":{\"t\":\"%s\"}}".formatted(i, i, text))
                .collect(Collectors.joining(",", "{\"namespace\":\"many\",\"vectors\":[", "]}"));
    }

    @Test
    void answersNoMoreThanFourMegabytes() {
        for (int i = 0; i < 3; i++) {
            String body = vectors(45, "x".repeat(38_000)).replace("\"id\":\"v", "\"id\":\"" + i + "v");
            assertThat(post("/vectors/upsert", body).status()).isEqualTo(200);
        }
        String query = "{\"namespace\":\"many\",\"vector\":[1,0],\"topK\":1000,\"includeMetadata\":%s}";
        assertThat(post("/query", query.formatted("true")).status()).isEqualTo(400);
        assertThat(post("/query", query.formatted("false")).json().path("matches"))
                .hasSize(135);
    }

    @Test
    void listsIdsPageByPage() {
        post("/vectors/upsert", vectors(250, ""));
        List<String> ids = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = get("/vectors/list?namespace=many&prefix=v0&paginationToken=" + token)
                    .json();
            page.path("vectors").forEach(vector -> ids.add(vector.path("id").asString()));
            token = page.path("pagination").path("next").asString("");
        } while (!token.isEmpty());
        assertThat(ids).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void knowsNothingOfANamespaceThatIsNotThereAndMindsNot() {
        people();
        SandboxClient.Reply reply = post("/query", "{\"namespace\":\"b\",\"vector\":[1,0],\"topK\":10}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("matches")).isEmpty();
        assertThat(get("/vectors/fetch?ids=cto&namespace=b").json().path("vectors"))
                .isEmpty();
        assertThat(post("/vectors/delete", "{\"namespace\":\"b\",\"ids\":[\"cto\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(get("/vectors/fetch?ids=cto&ids=none&namespace=a").json().path("vectors"))
                .hasSize(1);
        JsonNode stats = post("/describe_index_stats", "{}").json();
        assertThat(stats.at("/namespaces/a/vectorCount").asInt()).isEqualTo(3);
        assertThat(stats.path("dimension").asInt()).isEqualTo(2);
    }

    @Test
    void showsAWriteOnceItsNumberIsIndexed() {
        people();
        sandbox.admin().visibleAfter(Duration.ofMillis(300));
        long written = Long.parseLong(post("/vectors/delete", "{\"namespace\":\"a\",\"ids\":[\"cto\"]}")
                .header("x-pinecone-request-lsn"));
        SandboxClient.Reply before = post("/query", "{\"namespace\":\"a\",\"vector\":[1,0],\"topK\":10}");
        assertThat(before.json().path("matches")).hasSize(3);
        assertThat(Long.parseLong(before.header("x-pinecone-max-indexed-lsn"))).isLessThan(written);
        SandboxClient.Reply after = Mono.fromCallable(
                        () -> post("/query", "{\"namespace\":\"a\",\"vector\":[1,0],\"topK\":10}"))
                .subscribeOn(Schedulers.boundedElastic())
                .filter(reply -> Long.parseLong(reply.header("x-pinecone-max-indexed-lsn")) >= written)
                .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(20)))
                .block(Duration.ofSeconds(10));
        assertThat(after.json().path("matches")).hasSize(2);
    }

    @Test
    void limitsInItsOwnWordsAndNamesNoTime() {
        sandbox.admin().limit(new Limit("pinecone", "query", 1, 60));
        post("/query", "{\"vector\":[1,0],\"topK\":1}");
        SandboxClient.Reply limited = post("/query", "{\"vector\":[1,0],\"topK\":1}");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.json().path("code").asInt()).isEqualTo(8);
        assertThat(limited.header("Retry-After")).isEmpty();
        sandbox.admin().reset();
        sandbox.admin().fault(Fault.status("pinecone", "query", 429).once());
        assertThat(post("/query", "{}").json().at("/error/message").asString()).contains("current month");
        sandbox.admin().fault(Fault.status("pinecone", "query", 503).once());
        assertThat(post("/query", "{}").json().path("code").asInt()).isEqualTo(14);
    }
}
