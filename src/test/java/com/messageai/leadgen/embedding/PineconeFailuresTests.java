package com.messageai.leadgen.embedding;

import static com.messageai.leadgen.provider.FailureTableWalk.answer;

import com.messageai.leadgen.provider.FailureTableWalk;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderFailure.NotFound;
import com.messageai.leadgen.provider.ProviderFailure.OutOfCredits;
import com.messageai.leadgen.provider.ProviderFailure.RateLimited;
import com.messageai.leadgen.provider.ProviderFailure.Rejected;
import com.messageai.leadgen.provider.ProviderFailure.Unauthorized;
import com.messageai.leadgen.provider.ProviderFailure.Unavailable;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PineconeFailuresTests {

    @TestFactory
    Stream<DynamicTest> everyRow() {
        return FailureTableWalk.of(new PineconeFailures())
                .sample(
                        "400 dimension",
                        rpc(400, 3, "Vector dimension 2 does not match the dimension of the index 1536"),
                        Rejected.class,
                        "a vector of dimension 2 in an index of dimension 1536")
                .sample("400 bad", rpc(400, 3, "Metadata size is 50000 bytes"), Rejected.class, "invalid_argument")
                .sample("400 bad", control(400, "INVALID_ARGUMENT", "m"), Rejected.class, "invalid_argument")
                .sample("400 bad", answer(400, "<html>"), Rejected.class, "status 400")
                .sample("401", answer(401, "Invalid API Key"), Unauthorized.class, "status 401")
                .sample("401", answer(401, "<html><body>Unauthorized</body></html>"), Unauthorized.class)
                .sample("401", rpc(401, 16, "m"), Unauthorized.class, "unauthenticated")
                .sample("402", control(402, "PAYMENT_REQUIRED", "m"), OutOfCredits.class)
                .sample("403 quota", control(403, "QUOTA_EXCEEDED", "m"), OutOfCredits.class)
                .sample(
                        "403 deletion",
                        control(403, "FORBIDDEN", "Deletion protection is enabled for this index."),
                        Unauthorized.class,
                        "forbidden")
                .sample("403 deletion", rpc(403, 7, "m"), Unauthorized.class, "permission_denied")
                .sample("404 no such namespace", rpc(404, 5, "Namespace not found"), NotFound.class)
                .sample("404 no such host", control(404, "NOT_FOUND", "Index x"), Unauthorized.class, "not_found")
                .sample("404 no such host", answer(404, ""), Unauthorized.class, "status 404")
                .sample("409", control(409, "ALREADY_EXISTS", "m"), Rejected.class, "already_exists")
                .sample(
                        "429 units",
                        control(429, "RESOURCE_EXHAUSTED", "You've reached your read unit limit for the current month"),
                        OutOfCredits.class)
                .sample(
                        "429 units",
                        rpc(429, 8, "You've reached your write unit limit for the month"),
                        OutOfCredits.class)
                .sample("429 units", control(429, "QUOTA_EXCEEDED", "m"), OutOfCredits.class)
                .sample(
                        "429 rate",
                        rpc(429, 8, "Request limit of 100 requests per second for the namespace is exceeded."),
                        RateLimited.class,
                        Duration.ofSeconds(2))
                .sample("429 rate", answer(429, "", "Retry-After", "7"), RateLimited.class, Duration.ofSeconds(7))
                .sample("500", rpc(500, 13, "m"), Unavailable.class, "internal")
                .sample("500", answer(502, "<html>"), Unavailable.class, "status 502")
                .sample("500", rpc(503, 14, "m"), Unavailable.class, "unavailable")
                .sample("500", control(504, "TIMEOUT", "m"), Unavailable.class, "timeout")
                .rows();
    }

    private static ProviderAnswer rpc(int status, int code, String message) {
        return answer(status, "{\"code\":%d,\"message\":\"%s\",\"details\":[]}".formatted(code, message));
    }

    private static ProviderAnswer control(int status, String code, String message) {
        return answer(
                status,
                "{\"status\":%d,\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"details\":{}}}"
                        .formatted(status, code, message));
    }
}
