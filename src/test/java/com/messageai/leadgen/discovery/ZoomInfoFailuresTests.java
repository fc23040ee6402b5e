package com.messageai.leadgen.discovery;

import static com.messageai.leadgen.provider.FailureTableWalk.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.Allowance;
import com.messageai.leadgen.provider.FailureTableWalk;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.ProviderFailure.OutOfCredits;
import com.messageai.leadgen.provider.ProviderFailure.RateLimited;
import com.messageai.leadgen.provider.ProviderFailure.Rejected;
import com.messageai.leadgen.provider.ProviderFailure.Unauthorized;
import com.messageai.leadgen.provider.ProviderFailure.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of ZoomInfo's table of errors, in both of the shapes that it documents. */
class ZoomInfoFailuresTests {

    private final ZoomInfoFailures table = new ZoomInfoFailures(Clock.systemUTC());

    @TestFactory
    Stream<DynamicTest> inTheShapeOfTheDocs() {
        return rows(ZoomInfoFailuresTests::ofDocs);
    }

    @TestFactory
    Stream<DynamicTest> inTheShapeOfTheOpenApi() {
        return rows(ZoomInfoFailuresTests::ofOpenApi);
    }

    private Stream<DynamicTest> rows(BiFunction<Integer, String, ProviderAnswer> error) {
        FailureTableWalk walk = FailureTableWalk.of(table);
        for (String code : new String[] {"PFAPI0001", "PFAPI0009"}) {
            walk.sample("400 PFAPI0001", error.apply(400, code), Rejected.class, code);
        }
        for (String code : new String[] {"PFAPI0003", "PFAPI0005", "PFAPI0008"}) {
            walk.sample("400 PFAPI0003", error.apply(400, code), Rejected.class, code);
        }
        for (String code : new String[] {"ZI0002", "ZI0003"}) {
            walk.sample("403", error.apply(403, code), Unauthorized.class, code);
        }
        return walk.sample("400 PFAPI0011", error.apply(400, "PFAPI0011"), OutOfCredits.class)
                .sample("400 PFAPI0002", error.apply(400, "PFAPI0002"), Rejected.class, "PFAPI0002")
                .sample("400 PFAPI0004", error.apply(400, "PFAPI0004"), Rejected.class, "PFAPI0004")
                .sample("400 PFAPI0006", error.apply(400, "PFAPI0006"), Rejected.class, "PFAPI0006")
                .sample("401", error.apply(401, "ZI0001"), Unauthorized.class, "ZI0001")
                .sample("429 ZI0004, bucket second", limited("second", "3"), RateLimited.class, Duration.ofSeconds(3))
                .sample("429 ZI0004, bucket second", limited("second", "77"), RateLimited.class, Duration.ofSeconds(5))
                .sample("429 ZI0004, bucket hour", limited("hour", "1800"), RateLimited.class, Duration.ofMinutes(30))
                // Nobody waits longer than an hour without asking again.
                .sample("429 ZI0004, bucket hour", limited("day", "30000"), RateLimited.class, Duration.ofHours(1))
                .sample("429 ZI0004, bucket hour", error.apply(429, "ZI0004"), RateLimited.class, Duration.ofMinutes(5))
                .sample("500", error.apply(500, "PFAPI0007"), Unavailable.class, "PFAPI0007")
                .sample("504", error.apply(504, "PFAPI0010"), Unavailable.class, "PFAPI0010")
                .rows();
    }

    @Test
    void onlyARefusedTokenIsWorthAnother() {
        assertThat(table.failure("data", ofDocs(401, "ZI0001"))).matches(ZoomInfoFailuresTests::expired);
        assertThat(table.failure("data", ofDocs(403, "ZI0002"))).matches(failure -> !expired(failure));
    }

    @Test
    void whatTheTableDoesNotNameGoesByItsStatus() {
        assertThat(table.failure("data", answer(400, "<html>"))).isInstanceOf(Rejected.class);
        assertThat(table.failure("data", answer(404, "{}"))).isInstanceOf(ProviderFailure.NotFound.class);
        assertThat(table.failure("data", answer(502, ""))).isInstanceOf(Unavailable.class);
        assertThat(table.failure("data", answer(302, ""))).isInstanceOf(Unavailable.class);
        assertThat(table.failure("data", answer(200, "{\"error\":{\"code\":\"PFAPI0011\"}}")))
                .as("a result is not searched for errors")
                .isNull();
    }

    @Test
    void takesZoomInfosWordForWhatIsLeftButNotForUnknown() {
        assertThat(table.allowances(answer(
                        200,
                        "{}",
                        "X-RateLimit-Remaining-Second",
                        "3",
                        "X-RateLimit-Remaining-Hour",
                        "0",
                        "X-RateLimit-Remaining-Day",
                        "-1")))
                .containsExactly(
                        new Allowance("second", 3, Duration.ofSeconds(1)),
                        new Allowance("hour", 0, Duration.ofMinutes(1)));
        assertThat(table.allowances(answer(200, "{}"))).isEmpty();
    }

    @Test
    void saysWhichAttributeIsAtFaultButNothingOfTheMessage() {
        assertThat(table.failure("data", ofOpenApi(400, "PFAPI0006")))
                .hasMessageContaining("/data/attributes/country")
                .hasMessageNotContaining("Atlantis");
        assertThat(table.failure("data", ofDocs(400, "PFAPI0006")))
                .hasMessageContaining("req_x")
                .hasMessageNotContaining("Atlantis");
    }

    private static boolean expired(Object failure) {
        return failure instanceof Unauthorized refused && refused.expired();
    }

    private static ProviderAnswer limited(String bucket, String seconds) {
        return answer(
                429,
                "{\"error\":{\"code\":\"ZI0004\",\"status\":429}}",
                "Retry-After",
                seconds,
                "X-RateLimit-Rejected-Bucket",
                bucket);
    }

    private static ProviderAnswer ofDocs(int status, String code) {
        return answer(
                status,
                "{\"error\":{\"code\":\"%s\",\"message\":\"Atlantis\",\"status\":%d,\"requestId\":\"req_x\",\"retryable\":false}}"
                        .formatted(code, status));
    }

    private static ProviderAnswer ofOpenApi(int status, String code) {
        return answer(
                status,
                "{\"title\":\"x\",\"detail\":\"Atlantis\",\"errors\":[{\"id\":\"7\",\"code\":\"%s\",\"status\":\"%d\",\"title\":\"x\",\"detail\":\"Atlantis\",\"source\":{\"pointer\":\"/data/attributes/country\"}}]}"
                        .formatted(code, status));
    }
}
