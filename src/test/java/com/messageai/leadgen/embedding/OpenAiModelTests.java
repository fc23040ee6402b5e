package com.messageai.leadgen.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.ProviderSettings;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenAiModelTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String url() {
        return server.url("/v1").toString();
    }

    private OpenAiModel model() {
        return model(new OpenAiProperties("some-model", null, 64, 2, "float"));
    }

    private OpenAiModel model(OpenAiProperties properties) {
        return new OpenAiModel(TestProviders.at(url()).api("openai"), properties);
    }

    private void answer(int status, String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(response.build());
    }

    /** Answers each request by what its inputs make of it. */
    private void answer(Function<List<String>, MockResponse> answers) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answers.apply(inputs(request));
            }
        });
    }

    private static List<String> inputs(RecordedRequest request) {
        return json(request)
                .path("input")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    private static JsonNode json(RecordedRequest request) {
        return JSON.readTree(request.getBody().utf8());
    }

    private static MockResponse vectors(List<String> inputs) {
        String data = IntStream.range(0, inputs.size())
                .mapToObj(i -> "{\"index\":%d,\"embedding\":[%d,1]}"
                        .formatted(i, inputs.get(i).length()))
                .collect(Collectors.joining(","));
        return new MockResponse.Builder().body("{\"data\":[" + data + "]}").build();
    }

    private static Map<String, float[]> all(OpenAiModel model, List<String> texts) {
        return model.embed(texts).collectMap(Embedded::text, Embedded::vector).block(Duration.ofSeconds(10));
    }

    private Throwable failure() {
        return model().embed(List.of("a"))
                .then()
                .materialize()
                .block(Duration.ofSeconds(10))
                .getThrowable();
    }

    @Nested
    class Asks {

        @Test
        void asTheApiDocumentsItAndSendsNothingElse() throws InterruptedException {
            answer(200, "{\"data\":[{\"index\":0,\"embedding\":[3,4]}]}");
            assertThat(all(model(), List.of("cloud cost")).get("cloud cost")).containsExactly(0.6f, 0.8f);
            RecordedRequest request = server.takeRequest();
            assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/embeddings");
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer test-key");
            assertThat(json(request)).isEqualTo(JSON.readTree("{\"model\":\"some-model\",\"input\":[\"cloud cost\"]}"));
        }

        @Test
        void forDimensionsAndBase64OnlyWhereTheyAreConfigured() throws InterruptedException {
            answer(200, "{\"data\":[{\"index\":0,\"embedding\":\"%s\"}]}".formatted(base64(0, 2)));
            OpenAiModel model = model(new OpenAiProperties("some-model", 2, 64, 2, "base64"));
            assertThat(all(model, List.of("a")).get("a")).containsExactly(0f, 1f);
            assertThat(model.name()).isEqualTo("some-model:2");
            JsonNode json = json(server.takeRequest());
            assertThat(json.path("dimensions").intValue()).isEqualTo(2);
            assertThat(json.path("encoding_format").stringValue()).isEqualTo("base64");
        }

        @Test
        void withoutAKeyWhereThereIsNone() throws InterruptedException {
            answer(200, "{\"data\":[{\"embedding\":[1]}]}");
            ProviderClients clients = TestProviders.with(
                    new ProviderSettings(url(), null, true, "", null, null, null, 8, Duration.ofSeconds(5), Map.of()));
            all(new OpenAiModel(clients.api("openai"), new OpenAiProperties("m", null, 64, 2, "float")), List.of("a"));
            assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
        }

        @Test
        void inBatchesOfTheConfiguredSize() {
            answer(OpenAiModelTests::vectors);
            OpenAiModel model = model(new OpenAiProperties("m", null, 10, 2, "float"));
            List<String> texts = IntStream.range(1, 26).mapToObj("x"::repeat).toList();
            Map<String, float[]> vectors = all(model, texts);
            assertThat(vectors).hasSize(25);
            assertThat(vectors.get("xxx")).containsExactly(Vectors.normalized(new float[] {3, 1}));
            assertThat(server.getRequestCount()).isEqualTo(3);
        }

        @Test
        void withFewerWordsWhereATextIsLongerThanAnyModelTakes() throws InterruptedException {
            answer(200, "{\"data\":[{\"embedding\":[1]}]}");
            all(model(), List.of("ab ".repeat(20_000)));
            assertThat(inputs(server.takeRequest()).getFirst()).hasSizeLessThanOrEqualTo(24_000);
        }
    }

    @Nested
    class AsksBeforeEachRequest {

        private final AtomicInteger asked = new AtomicInteger();

        /** Lets so many through. */
        private Mono<Void> open(int times) {
            return Mono.defer(() ->
                    asked.incrementAndGet() <= times ? Mono.empty() : Mono.error(new IllegalStateException("paused")));
        }

        private List<String> texts(int many) {
            return IntStream.rangeClosed(1, many).mapToObj("x"::repeat).toList();
        }

        @Test
        void whetherItMayBeSentAndStopsWithTheAnswer() {
            answer(OpenAiModelTests::vectors);
            OpenAiModel model = model(new OpenAiProperties("m", null, 5, 1, "float"));
            model.embed(texts(25), open(2))
                    .as(StepVerifier::create)
                    .expectNextCount(10)
                    .verifyErrorMessage("paused");
            assertThat(server.getRequestCount()).isEqualTo(2);
        }

        @Test
        void andStillTakesWhatTheRequestsBesideItBring() {
            answer(OpenAiModelTests::vectors);
            OpenAiModel model = model(new OpenAiProperties("m", null, 5, 4, "float"));
            model.embed(texts(50), open(3))
                    .as(StepVerifier::create)
                    .expectNextCount(15)
                    .verifyErrorMessage("paused");
            assertThat(server.getRequestCount()).isEqualTo(3);
            // Those behind the refused one were not even asked about.
            assertThat(asked.get()).isLessThan(10);
        }

        @Test
        void alsoBeforeTheHalvesOfABatchThatWasTooLong() {
            answer(inputs -> inputs.size() > 1
                    ? new MockResponse.Builder().code(413).body("{}").build()
                    : vectors(inputs));
            OpenAiModel model = model(new OpenAiProperties("m", null, 4, 1, "float"));
            // Four, two, one; then it is closed.
            model.embed(texts(4), open(3))
                    .as(StepVerifier::create)
                    .expectNextCount(1)
                    .verifyErrorMessage("paused");
            assertThat(server.getRequestCount()).isEqualTo(3);
        }

        @Test
        void soThatAFailureOfOneKeepsWhatTheOthersBring() {
            answer(inputs -> inputs.contains("x")
                    ? new MockResponse.Builder().code(500).body("{}").build()
                    : vectors(inputs));
            OpenAiModel model = model(new OpenAiProperties("m", null, 5, 2, "float"));
            model.embed(texts(10), Mono.empty())
                    .as(StepVerifier::create)
                    .expectNextCount(5)
                    .verifyError(ProviderFailure.Unavailable.class);
        }
    }

    @Nested
    class WorksWithServersThatDiffer {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    // vLLM: flat errors, usage as ever
                    "{\"object\":\"list\",\"data\":[{\"index\":0,\"object\":\"embedding\",\"embedding\":[0,3]}],\"model\":\"m\",\"usage\":{\"prompt_tokens\":1}}",
                    // llama.cpp: usage 0, not of unit length
                    "{\"model\":\"m\",\"object\":\"list\",\"usage\":{\"prompt_tokens\":0,\"total_tokens\":0},\"data\":[{\"embedding\":[0.0,120.5],\"index\":0,\"object\":\"embedding\"}]}",
                    // text-embeddings-inference: the model by another name
                    "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"embedding\":[0,1],\"index\":0}],\"model\":\"/data\",\"usage\":null}",
                    // Ollama, LocalAI: no usage; base64 was asked for and numbers came
                    "{\"data\":[{\"embedding\":[0,1e-3]}]}",
                })
        void inWhatTheyLeaveOut(String body) {
            answer(200, body);
            OpenAiModel model = model(new OpenAiProperties("m", null, 64, 2, "base64"));
            assertThat(all(model, List.of("a")).get("a")).containsExactly(0f, 1f);
        }

        @Test
        void andTakesABatchThatIsTooLargeForThemInHalves() {
            answer(inputs -> inputs.size() > 2
                    ? new MockResponse.Builder()
                            .code(422)
                            .body(
                                    "{\"error\":\"batch size 5 > maximum allowed batch size 2\",\"error_type\":\"Validation\"}")
                            .build()
                    : vectors(inputs));
            List<String> texts =
                    IntStream.rangeClosed(1, 5).mapToObj("x"::repeat).toList();
            Map<String, float[]> vectors = all(model(), texts);
            assertThat(vectors).containsOnlyKeys(texts);
            assertThat(vectors.get("xxxx")).containsExactly(Vectors.normalized(new float[] {4, 1}));
        }
    }

    @Nested
    class Reads {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    // in another order
                    "{\"data\":[{\"index\":1,\"embedding\":[0,2]},{\"index\":0,\"embedding\":[3,0]}],\"usage\":{\"total_tokens\":2}}",
                    // without index, without usage
                    "{\"data\":[{\"embedding\":[1,0]},{\"embedding\":[0,1.0e0]}]}",
                })
        void eachVectorForItsText(String body) {
            answer(200, body);
            Map<String, float[]> vectors = all(model(), List.of("first", "second"));
            assertThat(vectors.get("first")).containsExactly(1f, 0f);
            assertThat(vectors.get("second")).containsExactly(0f, 1f);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"data\":[{\"index\":0,\"embedding\":[1]}]}",
                    "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}]}",
                    "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":7,\"embedding\":[1]}]}",
                    "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1,2]}]}",
                    "{\"data\":[{\"index\":0,\"embedding\":[]},{\"index\":1,\"embedding\":[]}]}",
                    "{\"data\":[{\"index\":0,\"embedding\":[1e99]},{\"index\":1,\"embedding\":[1]}]}",
                    "{\"data\":[{\"index\":0,\"embedding\":[\"x\"]},{\"index\":1,\"embedding\":[1]}]}",
                    "{\"data\":[{\"index\":0,\"embedding\":\"AAA\"},{\"index\":1,\"embedding\":[1]}]}",
                    "{\"data\":{}}",
                    "{\"error\":{\"message\":\"late\",\"type\":\"server_error\",\"param\":null,\"code\":null}}",
                    "<html>",
                    "",
                })
        void nothingIntoAnAnswerThatIsNone(String body) {
            answer(200, body);
            model().embed(List.of("a", "b")).as(StepVerifier::create).verifyError(ProviderFailure.Unavailable.class);
        }

        @Test
        void nothingIntoVectorsOfAnotherLengthThanWasAskedFor() {
            answer(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3]}]}");
            model(new OpenAiProperties("m", 2, 64, 2, "float"))
                    .embed(List.of("a"))
                    .as(StepVerifier::create)
                    .verifyError(ProviderFailure.Unavailable.class);
        }
    }

    @Nested
    class Understands {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "400|{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"param\":\"input\",\"code\":\"invalid_value\"}}|Rejected|invalid_value",
                    "400|{\"object\":\"error\",\"message\":\"m\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}|Rejected|badrequesterror",
                    "422|{\"error\":\"Input validation error\",\"error_type\":\"Validation\"}|Rejected|validation",
                    "401|{\"error\":{\"message\":\"sk-secret\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}}|Unauthorized|invalid_api_key",
                    "403|{\"error\":{\"message\":\"country\",\"type\":\"x\",\"param\":null,\"code\":\"unsupported_country_region_territory\"}}|Unauthorized|unsupported_country",
                    "404|{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"model_not_found\"}}|Unauthorized|model_not_found",
                    "402|{}|OutOfCredits|credits",
                    "429|{\"error\":{\"message\":\"m\",\"type\":\"insufficient_quota\",\"param\":null,\"code\":\"insufficient_quota\"}}|OutOfCredits|credits",
                    "429|{\"error\":{\"message\":\"m\",\"type\":\"insufficient_quota\",\"param\":null,\"code\":\"credit_balance_exhausted\"}}|OutOfCredits|credits",
                    "429|{\"error\":{\"message\":\"m\",\"type\":\"insufficient_quota\",\"param\":null,\"code\":null}}|OutOfCredits|credits",
                    "429|{\"error\":{\"message\":\"m\",\"type\":\"requests\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}|RateLimited|limit",
                    "429|{\"error\":{\"message\":\"m\",\"type\":\"rate_limit_error\",\"param\":null,\"code\":\"slow_down\"}}|RateLimited|limit",
                    "429|{\"error\":\"Model is overloaded\",\"error_type\":\"overloaded\"}|RateLimited|limit",
                    "429|nothing that can be read|RateLimited|limit",
                    "503|{\"error\":{\"message\":\"m\",\"type\":\"x\",\"param\":null,\"code\":\"slow_down\"}}|RateLimited|limit",
                    "503|{\"error\":{\"message\":\"m\",\"type\":\"service_unavailable_error\",\"param\":null,\"code\":\"server_is_overloaded\"}}|Unavailable|server_is_overloaded",
                    "500|{\"error\":{\"message\":\"m\",\"type\":\"server_error\",\"param\":null,\"code\":null}}|Unavailable|status 500",
                    "409|{}|Unavailable|status 409",
                    "408|{}|Unavailable|status 408",
                    "502|<html>|Unavailable|status 502",
                })
        void everyRowOfTheTableOfErrors(int status, String body, String failure, String message) {
            answer(status, body);
            Throwable thrown = failure();
            assertThat(thrown).isInstanceOf(ProviderFailure.class).hasMessageContaining(message);
            assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure);
            assertThat(thrown.getMessage()).doesNotContain("sk-secret");
        }

        @ParameterizedTest
        @CsvSource({
            "Retry-After, 7, 7000",
            "retry-after-ms, 2500, 2500",
            "retry-after-ms, 20, 1000",
            "x-request-id, req_1, 5000",
        })
        void whenToComeBack(String header, String value, long millis) {
            answer(429, "{}", header, value);
            assertThat(failure())
                    .isInstanceOfSatisfying(
                            ProviderFailure.RateLimited.class,
                            limited ->
                                    assertThat(limited.retryAfter().toMillis()).isEqualTo(millis));
        }

        @Test
        void whichLimitIsUsedUpByTheHeaders() {
            answer(
                    429,
                    "{}",
                    "x-ratelimit-remaining-requests",
                    "0",
                    "x-ratelimit-reset-requests",
                    "120ms",
                    "x-ratelimit-remaining-tokens",
                    "0",
                    "x-ratelimit-reset-tokens",
                    "6m0.5s");
            assertThat(failure())
                    .isInstanceOfSatisfying(
                            ProviderFailure.RateLimited.class,
                            limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofMillis(360_500)));
        }

        @Test
        void thatNothingAnsweredInTime() {
            ProviderClients hasty = TestProviders.with(TestProviders.settings(url(), Duration.ofMillis(100)));
            new OpenAiModel(hasty.api("openai"), new OpenAiProperties("m", null, 64, 2, "float"))
                    .embed(List.of("a"))
                    .as(StepVerifier::create)
                    .verifyError(ProviderFailure.Unavailable.class);
        }
    }

    @Nested
    class CopesWithTextsThatAreTooLong {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "400|{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"context_length_exceeded\"}}",
                    "400|{\"object\":\"error\",\"message\":\"This model's maximum context length is 512 tokens\",\"code\":400}",
                    "413|{\"error\":\"batch size 3 > maximum allowed batch size 2\",\"error_type\":\"Validation\"}",
                    "422|{\"error\":\"`inputs` must have less than 512 tokens. Given: 1000\",\"error_type\":\"Validation\"}",
                })
        void byHalvingTheBatchAndCuttingOnlyTheLongOne(int status, String body) {
            answer(inputs -> inputs.stream().mapToInt(String::length).sum() > 1_000
                    ? new MockResponse.Builder().code(status).body(body).build()
                    : vectors(inputs));
            String tooLong = "z".repeat(3_000);
            List<String> texts = List.of("a", "bb", tooLong, "dddd", "eeeee");
            Map<String, float[]> vectors = all(model(), texts);
            assertThat(vectors).containsOnlyKeys(texts);
            assertThat(vectors.get("dddd")).containsExactly(Vectors.normalized(new float[] {4, 1}));
            assertThat(vectors.get(tooLong)[0]).isCloseTo(1, within(0.01f));
        }

        @Test
        void withNoRequestTwice() {
            answer(inputs -> inputs.getFirst().length() > 10_000
                    ? new MockResponse.Builder().code(413).body("{}").build()
                    : vectors(inputs));
            String tooLong = "z".repeat(60_000);
            assertThat(all(model(), List.of(tooLong))).containsOnlyKeys(tooLong);
            // As much as any model takes, half of it, a quarter.
            assertThat(server.getRequestCount()).isEqualTo(3);
        }

        @Test
        void butNotForEverWhereEvenAShortTextIsRefused() {
            answer(inputs -> new MockResponse.Builder().code(413).body("{}").build());
            model().embed(List.of("x".repeat(10_000)))
                    .as(StepVerifier::create)
                    .verifyError(ProviderFailure.Rejected.class);
            assertThat(server.getRequestCount()).isLessThan(12);
        }
    }

    @Test
    void workWithTheSandbox() {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withPeople(200))) {
            OpenAiModel model = new OpenAiModel(
                    TestProviders.at(sandbox.url("openai")).api("openai"),
                    new OpenAiProperties("text-embedding-3-small", 256, 64, 4, "base64"));
            List<String> texts = ReferencePairs.read().texts();
            Map<String, float[]> vectors = all(model, texts);
            assertThat(vectors).hasSize(texts.size());
            assertThat(vectors.values()).allSatisfy(vector -> assertThat(vector).hasSize(256));
        }
    }

    private static String base64(float... values) {
        return Base64.getEncoder().encodeToString(Vectors.bytes(values));
    }
}
