package com.messageai.leadgen.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.store.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

class WebConventionsTests {

    enum Size3 {
        SMALL,
        LARGE
    }

    record Detail(List<@NotBlank String> tags, @Nullable Size3 size) {}

    record ThingInput(
            @NotBlank @Size(max = 20) String name,
            @Nullable Integer count,
            @Nullable BigDecimal score,
            @Nullable Boolean on,
            @Nullable Instant since,
            @Valid @NotNull Detail detail) {}

    record Thing(
            UUID id,
            String name,
            @Nullable Integer count,
            @Nullable BigDecimal score,
            @Nullable Boolean on,
            @Nullable Instant since,
            Detail detail,
            String status,
            Instant createdAt,
            long version) {

        static Thing of(ThingInput input) {
            return new Thing(
                    new UUID(0, 1),
                    input.name(),
                    input.count(),
                    input.score(),
                    input.on(),
                    input.since(),
                    input.detail(),
                    "NEW",
                    Instant.EPOCH,
                    3);
        }
    }

    @RestController
    @RequestMapping("/things")
    static class ThingController {

        private final Thing kept = Thing.of(
                new ThingInput("one", 1, new BigDecimal("0.5000"), true, null, new Detail(List.of("a"), null)));

        @GetMapping
        Mono<PageRequest> list(PageRequest page) {
            return Mono.just(page);
        }

        @GetMapping("/broken")
        Mono<Thing> broken() {
            return Mono.error(new IllegalStateException("select * from secret"));
        }

        @GetMapping("/refused")
        Mono<Thing> refused() {
            return Mono.error(Problems.notFound("thing"));
        }

        @GetMapping("/{id}")
        Mono<ResponseEntity<Thing>> one(@PathVariable UUID id) {
            return Mono.just(Etags.ok(kept, 3));
        }

        @PostMapping
        Mono<ResponseEntity<Thing>> create(@Valid @RequestBody Mono<ThingInput> input) {
            return input.map(Thing::of).map(thing -> Etags.created("/things/" + thing.id(), thing, 3));
        }

        @PutMapping("/{id}")
        Mono<ResponseEntity<Thing>> replace(IfMatch match, @Replacement(Thing.class) ThingInput input) {
            match.check(3);
            return Mono.just(Etags.ok(Thing.of(input), 4));
        }

        @PatchMapping("/{id}")
        Mono<ResponseEntity<Thing>> change(IfMatch match, MergePatch patch) {
            match.check(3);
            return Mono.just(Etags.ok(Thing.of(patch.apply(kept, ThingInput.class)), 4));
        }
    }

    private static final String GOOD = "{\"name\":\"n\",\"detail\":{\"tags\":[\"x\"]}}";
    private static final String PATH = "/things/" + new UUID(0, 1);

    private final WebTestClient client = WebClients.of(List.of(), new ThingController());

    private WebTestClient.ResponseSpec post(String body) {
        return client.post()
                .uri("/things")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static WebTestClient.BodyContentSpec problem(WebTestClient.ResponseSpec response, int status, String code) {
        return response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.correlationId")
                .isNotEmpty()
                .jsonPath("$.type")
                .isNotEmpty()
                .jsonPath("$.title")
                .isNotEmpty()
                .jsonPath("$.instance")
                .isNotEmpty();
    }

    @Test
    void createsWithLocationAndStrongTag() {
        post(GOOD)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Location", PATH)
                .expectHeader()
                .valueEquals("ETag", "\"3\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"n\",\"color\":1,\"detail\":{\"tags\":[]}}|color",
                "{\"name\":1,\"detail\":{\"tags\":[]}}|name",
                "{\"name\":true,\"detail\":{\"tags\":[]}}|name",
                "{\"name\":\"n\",\"count\":\"1\",\"detail\":{\"tags\":[]}}|count",
                "{\"name\":\"n\",\"count\":1.5,\"detail\":{\"tags\":[]}}|count",
                "{\"name\":\"n\",\"count\":99999999999,\"detail\":{\"tags\":[]}}|count",
                "{\"name\":\"n\",\"count\":\"\",\"detail\":{\"tags\":[]}}|count",
                "{\"name\":\"n\",\"on\":\"true\",\"detail\":{\"tags\":[]}}|on",
                "{\"name\":\"n\",\"on\":1,\"detail\":{\"tags\":[]}}|on",
                "{\"name\":\"n\",\"score\":\"0.5\",\"detail\":{\"tags\":[]}}|score",
                "{\"name\":\"n\",\"score\":1e99999,\"detail\":{\"tags\":[]}}|score",
                "{\"name\":\"n\",\"since\":12345,\"detail\":{\"tags\":[]}}|since",
                "{\"name\":\"n\",\"since\":\"yesterday\",\"detail\":{\"tags\":[]}}|since",
                "{\"name\":\"n\",\"detail\":{\"tags\":[\"a\",null]}}|detail.tags[1]",
                "{\"name\":\"n\",\"detail\":{\"tags\":[\"a\",{}]}}|detail.tags[1]",
                "{\"name\":\"n\",\"detail\":{\"tags\":\"a\"}}|detail.tags",
                "{\"name\":\"n\",\"detail\":{\"size\":\"HUGE\"}}|detail.size",
                "{\"name\":\"n\",\"detail\":{\"size\":1}}|detail.size",
                "{\"name\":\"n\",\"detail\":[]}|detail",
                "{\"name\":\"a\\u0000b\",\"detail\":{\"tags\":[]}}|name",
            })
    void namesTheMalformedProperty(String body, String field) {
        problem(post(body), 400, "malformed-request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "1",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"a\"} {}",
                "{'name':1}"
            })
    void refusesWhatIsNoJsonObject(String body) {
        problem(post(body), 400, "malformed-request");
    }

    @Test
    void refusesDepthAndLongTexts() {
        problem(post("[".repeat(40) + "]".repeat(40)), 400, "malformed-request");
        problem(post("{\"name\":\"" + "a".repeat(70_000) + "\"}"), 400, "malformed-request");
    }

    @Test
    void refusesLargeBodies() {
        problem(post(" ".repeat(300_000) + GOOD), 413, "content-too-large");
    }

    @Test
    void namesThePropertyThatBreaksARule() {
        problem(post("{\"name\":\" \",\"detail\":{\"tags\":[\"a\",\"\"]}}"), 422, "invalid")
                .jsonPath("$.errors[?(@.field == 'name')]")
                .exists()
                .jsonPath("$.errors[?(@.field == 'detail.tags[1]')]")
                .exists();
    }

    @Test
    void putAcceptsTheResourceAsItWasRead() {
        String read = new String(
                client.get().uri(PATH).exchange().expectBody().returnResult().getResponseBody());
        assertThat(read).contains("\"version\":3").contains("\"score\":0.5000");
        client.put()
                .uri(PATH)
                .header("If-Match", "\"3\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(read)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"4\"");
        problem(
                        client.put()
                                .uri(PATH)
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(read.replace("\"status\"", "\"state\""))
                                .exchange(),
                        400,
                        "malformed-request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("state");
    }

    @Test
    void patchMergesAndIgnoresReadOnlyProperties() {
        client.patch()
                .uri(PATH)
                .contentType(MediaType.valueOf("application/merge-patch+json"))
                .bodyValue("{\"count\":null,\"status\":\"OLD\",\"detail\":{\"size\":\"LARGE\"}}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.count")
                .isEmpty()
                .jsonPath("$.status")
                .isEqualTo("NEW")
                .jsonPath("$.detail.tags[0]")
                .isEqualTo("a")
                .jsonPath("$.detail.size")
                .isEqualTo("LARGE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"color\":null}|400|malformed-request|color",
                "{\"detail\":{\"color\":1}}|400|malformed-request|detail.color",
                "{\"name\":null}|422|invalid|name",
                "{\"detail\":{\"tags\":[\"\"]}}|422|invalid|detail.tags[0]",
            })
    void patchRefusesWhatDoesNotFit(String patch, int status, String code, String field) {
        problem(
                        client.patch()
                                .uri(PATH)
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(patch)
                                .exchange(),
                        status,
                        code)
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"'\"2\"',412", "'W/\"3\"',412", "3,412", "*,200", "'\"2\", \"3\"',200"})
    void changesOnlyTheVersionThatWasRead(String match, int status) {
        client.patch()
                .uri(PATH)
                .header("If-Match", match)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "ten", "1.5", "", "%20", "1;drop"})
    void refusesLimitsOutOfRange(String limit) {
        problem(client.get().uri(java.net.URI.create("/things?limit=" + limit)).exchange(), 400, "invalid-parameter")
                .jsonPath("$.errors[0].field")
                .isEqualTo("limit");
    }

    @Test
    void tellsNothingOfABug() {
        String body = new String(problem(client.get().uri("/things/broken").exchange(), 500, "internal-error")
                .returnResult()
                .getResponseBody());
        assertThat(body).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void rendersRefusalsAndStatusesOfTheFrameworkAlike() {
        problem(client.get().uri("/things/refused").exchange(), 404, "thing-not-found");
        problem(client.get().uri("/nowhere").exchange(), 404, "not-found");
        problem(client.delete().uri("/things").exchange(), 405, "method-not-allowed");
        problem(client.get().uri("/things/not-a-uuid").exchange(), 400, "invalid-parameter")
                .jsonPath("$.errors[0].field")
                .isEqualTo("id");
        problem(
                client.post()
                        .uri("/things")
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("x")
                        .exchange(),
                415,
                "unsupported-media-type");
        problem(client.get().uri(PATH).accept(MediaType.APPLICATION_PDF).exchange(), 406, "not-acceptable");
        problem(client.get().uri(java.net.URI.create("/things?limit=%00")).exchange(), 400, "malformed-request");
    }

    @Test
    void takesACorrelationIdOverOrMakesOne() {
        client.get()
                .uri(PATH)
                .header("X-Correlation-ID", "a-B_3.")
                .exchange()
                .expectHeader()
                .valueEquals("X-Correlation-ID", "a-B_3.");
        client.get()
                .uri(PATH)
                .header("X-Correlation-ID", "not {ours}")
                .exchange()
                .expectHeader()
                .value("X-Correlation-ID", id -> assertThat(UUID.fromString(id)).isNotNull());
        client.get()
                .uri("/things/refused")
                .header("X-Correlation-ID", "c1")
                .exchange()
                .expectBody()
                .jsonPath("$.correlationId")
                .isEqualTo("c1");
    }
}
