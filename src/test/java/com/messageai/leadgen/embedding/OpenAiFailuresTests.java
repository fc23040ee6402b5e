package com.messageai.leadgen.embedding;

import static com.messageai.leadgen.provider.FailureTableWalk.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.Allowance;
import com.messageai.leadgen.provider.FailureTableWalk;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderFailure.OutOfCredits;
import com.messageai.leadgen.provider.ProviderFailure.RateLimited;
import com.messageai.leadgen.provider.ProviderFailure.Rejected;
import com.messageai.leadgen.provider.ProviderFailure.Unauthorized;
import com.messageai.leadgen.provider.ProviderFailure.Unavailable;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OpenAiFailuresTests {

    @TestFactory
    Stream<DynamicTest> everyRow() {
        return FailureTableWalk.of(new OpenAiFailures())
                .result("400, 422 context_length", openAi(400, "invalid_request_error", "context_length_exceeded"))
                .result(
                        "400, 422 context_length",
                        answer(
                                400,
                                "{\"object\":\"error\",\"message\":\"maximum context length is 512\",\"code\":400}"))
                .result(
                        "400, 422 context_length",
                        answer(
                                422,
                                "{\"error\":\"`inputs` must have less than 512 tokens\",\"error_type\":\"Validation\"}"))
                .result("413", answer(413, ""))
                .sample(
                        "400, 422 invalid_value",
                        openAi(400, "invalid_request_error", "invalid_value"),
                        Rejected.class,
                        "invalid_value")
                .sample(
                        "400, 422 invalid_value",
                        answer(422, "{\"error\":\"Input validation error\",\"error_type\":\"Validation\"}"),
                        Rejected.class,
                        "validation")
                .sample(
                        "401",
                        openAi(401, "invalid_request_error", "invalid_api_key"),
                        Unauthorized.class,
                        "invalid_api_key")
                .sample("401", openAi(403, "x", "unsupported_country"), Unauthorized.class, "unsupported_country")
                .sample("401", openAi(404, "x", "model_not_found"), Unauthorized.class, "model_not_found")
                .sample("402", answer(402, "{}"), OutOfCredits.class)
                // The type may say "quota" or not: the code is looked at first.
                .sample(
                        "429 billing, by code",
                        openAi(429, "insufficient_quota", "credit_balance_exhausted"),
                        OutOfCredits.class)
                .sample("429 billing, by code", openAi(429, "requests", "insufficient_quota"), OutOfCredits.class)
                .sample("429 billing, by code", answer(429, "{\"code\":\"insufficient_quota\"}"), OutOfCredits.class)
                .sample("429 billing, by type", openAi(429, "insufficient_quota", null), OutOfCredits.class)
                .sample("429 billing, by type", openAi(429, "insufficient_quota", "some_new_code"), OutOfCredits.class)
                .sample(
                        "429 rate",
                        openAi(429, "requests", "rate_limit_exceeded"),
                        RateLimited.class,
                        Duration.ofSeconds(5))
                .sample("429 rate", openAi(429, "rate_limit_error", "slow_down"), RateLimited.class)
                .sample("429 rate", answer(429, "{}", "Retry-After", "7"), RateLimited.class, Duration.ofSeconds(7))
                .sample(
                        "429 rate",
                        answer(429, "", "retry-after-ms", "2500"),
                        RateLimited.class,
                        Duration.ofMillis(2500))
                .sample("503 slow_down", openAi(503, "x", "slow_down"), RateLimited.class)
                .sample(
                        "503 server_is",
                        openAi(503, "service_unavailable_error", "server_is_overloaded"),
                        Unavailable.class,
                        Duration.ofSeconds(5))
                .sample("408", answer(408, ""), Unavailable.class)
                .sample("408", answer(409, ""), Unavailable.class)
                .rows();
    }

    @Test
    void tellsHowManyRequestsAreLeftAndWhenTokensAreSpent() {
        var table = new OpenAiFailures();
        ProviderAnswer some = answer(
                200,
                "{}",
                "x-ratelimit-remaining-requests",
                "59",
                "x-ratelimit-reset-requests",
                "1s",
                "x-ratelimit-remaining-tokens",
                "149984",
                "x-ratelimit-reset-tokens",
                "6m0s");
        ProviderAnswer none =
                answer(200, "{}", "x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", "120ms");

        assertThat(table.allowances(some)).containsExactly(new Allowance("requests", 59, Duration.ofSeconds(1)));
        assertThat(table.allowances(none)).containsExactly(new Allowance("tokens", 0, Duration.ofMillis(120)));
        assertThat(table.allowances(answer(200, "{}", "x-ratelimit-remaining-requests", "59")))
                .isEmpty();
    }

    private static ProviderAnswer openAi(int status, String type, String code) {
        return answer(
                status,
                "{\"error\":{\"message\":\"m\",\"type\":\"%s\",\"param\":null,\"code\":%s}}"
                        .formatted(type, code == null ? "null" : "\"" + code + "\""));
    }
}
