package com.messageai.leadgen.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OpenAiTests {

    private static final String PATH = "/openai/v1/embeddings";

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

    @Test
    void givesUnitVectorsInTheOrderOfTheInputs() {
        SandboxClient.Reply reply =
                client.post(PATH, "{\"model\":\"text-embedding-3-small\",\"input\":[\"cloud cost\",\"payroll\"]}");
        JsonNode json = reply.json();
        assertThat(json.path("data")).hasSize(2);
        assertThat(json.path("data").path(1).path("index").asInt()).isEqualTo(1);
        assertThat(json.path("data").path(0).path("embedding")).hasSize(1536);
        double square = 0;
        for (JsonNode number : json.path("data").path(0).path("embedding")) {
            square += number.asDouble() * number.asDouble();
        }
        assertThat(square).isCloseTo(1, within(1e-4));
        assertThat(json.path("usage").path("total_tokens").asInt()).isEqualTo(5);
        assertThat(reply.header("x-ratelimit-reset-requests")).endsWith("ms");
    }

    @Test
    void encodesTheSameVectorInBase64() {
        String request = "{\"model\":\"text-embedding-3-small\",\"input\":\"cloud cost\",\"dimensions\":256%s}";
        JsonNode numbers = client.post(PATH, request.formatted("")).json().at("/data/0/embedding");
        String text = client.post(PATH, request.formatted(",\"encoding_format\":\"base64\""))
                .json()
                .at("/data/0/embedding")
                .asString();
        var floats = ByteBuffer.wrap(Base64.getDecoder().decode(text))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        assertThat(numbers).hasSize(256);
        assertThat(floats.get(17)).isCloseTo((float) numbers.path(17).asDouble(), within(1e-6f));
    }

    @Test
    void putsTextsOfOneThemeNearEachOther() {
        float[] icp = Embedder.embed("scaling cloud infrastructure, DevOps, reliability", 1536);
        float[] near = Embedder.embed("Struggling with incidents and Kubernetes clusters that do not scale", 1536);
        float[] paraphrase = Embedder.embed("reliable infrastructure in the cloud that scales, and DevOps", 1536);
        float[] far = Embedder.embed("Shift plans made at midnight and personnel files on paper", 1536);
        assertThat(cosine(icp, paraphrase)).isGreaterThan(cosine(icp, near) + 0.1);
        assertThat(cosine(icp, near)).isGreaterThan(cosine(icp, far) + 0.1);
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"text-embedding-3-small\",\"input\":\"\"} | 400 | ''",
                "{\"model\":\"text-embedding-3-small\",\"input\":[]} | 400 | ''",
                "{\"model\":\"text-embedding-3-small\",\"input\":\"a\",\"colour\":1} | 400 | unknown_parameter",
                "{\"model\":\"text-embedding-3-small\",\"input\":\"a\",\"dimensions\":0} | 400 | invalid_value",
                "{\"model\":\"nonesuch\",\"input\":\"a\"} | 404 | model_not_found",
                "{\"input\":\"a\"} | 400 | ''"
            })
    void refusesWhatIsNotValid(String body, int status, String code) {
        SandboxClient.Reply reply = client.post(PATH, body);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("error").path("code").asString("")).isEqualTo(code);
        assertThat(reply.json().path("error").propertyNames()).containsExactly("message", "type", "param", "code");
    }

    @Test
    void refusesTextsThatAreTooLong() {
        String text = "word ".repeat(8_000);
        assertThat(client.post(PATH, "{\"model\":\"text-embedding-3-small\",\"input\":\"" + text + "\"}")
                        .json()
                        .at("/error/code")
                        .asString())
                .isEqualTo("context_length_exceeded");
    }

    @Test
    void limitsWithAndWithoutTellingWhenToReturn() {
        String body = "{\"model\":\"text-embedding-3-small\",\"input\":\"a\"}";
        sandbox.admin().fault(Fault.status("openai", "embeddings", 429).once());
        SandboxClient.Reply spent = client.post(PATH, body);
        assertThat(spent.json().at("/error/code").asString()).isEqualTo("insufficient_quota");
        assertThat(spent.header("Retry-After")).isEmpty();

        sandbox.admin().limit(new Limit("openai", "embeddings", 1, 60));
        client.post(PATH, body);
        SandboxClient.Reply limited = client.post(PATH, body);
        sandbox.admin().clearLimits();
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.json().at("/error/code").asString()).isEqualTo("rate_limit_exceeded");
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(50, 60);
    }

    @Test
    void demandsAKey() {
        assertThat(client.get(PATH, Map.of()).status()).isEqualTo(404);
        assertThat(sandbox.url("openai")).endsWith("/openai/v1");
    }
}
