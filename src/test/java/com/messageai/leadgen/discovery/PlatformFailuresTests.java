package com.messageai.leadgen.discovery;

import static com.messageai.leadgen.provider.FailureTableWalk.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.Allowance;
import com.messageai.leadgen.provider.FailureTableWalk;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderFailure.NotFound;
import com.messageai.leadgen.provider.ProviderFailure.RateLimited;
import com.messageai.leadgen.provider.ProviderFailure.Rejected;
import com.messageai.leadgen.provider.ProviderFailure.Unauthorized;
import com.messageai.leadgen.provider.ProviderFailure.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of the tables of errors of LinkedIn and Meta. */
class PlatformFailuresTests {

    @TestFactory
    Stream<DynamicTest> ofLinkedIn() {
        return FailureTableWalk.of(new LinkedInFailures(Clock.systemUTC()))
                .sample(
                        "400",
                        answer(400, "{\"status\":400,\"code\":\"INVALID_VALUE_FOR_FIELD\"}"),
                        Rejected.class,
                        "INVALID_VALUE_FOR_FIELD")
                .sample("400", answer(405, ""), Rejected.class)
                .sample("400", answer(411, ""), Rejected.class)
                .sample("401 65601", linkedIn(401, 65601), Unauthorized.class, "65601")
                .sample("401 65601", linkedIn(401, 65602), Unauthorized.class, "65602")
                .sample("401 token", linkedIn(401, 65600), Unauthorized.class, "65600")
                .sample(
                        "401 token",
                        answer(401, "{\"code\":\"EMPTY_ACCESS_TOKEN\"}"),
                        Unauthorized.class,
                        "EMPTY_ACCESS_TOKEN")
                .sample("401 token", answer(403, "{}", "x-li-request-id", "abc="), Unauthorized.class, "abc=")
                .sample("404", answer(404, "{}"), NotFound.class)
                .sample(
                        "426",
                        answer(426, "{\"message\":\"Version Header is Deprecated\"}"),
                        Unauthorized.class,
                        "sunset")
                .sample("429", linkedIn(429, 101), RateLimited.class)
                .sample("429", answer(429, "", "Retry-After", "33"), RateLimited.class, Duration.ofSeconds(33))
                .sample(
                        "500",
                        answer(500, "{\"code\":\"FAILED_TO_RETRIEVE_AUDIENCE_SIZE\"}"),
                        Unavailable.class,
                        "FAILED")
                .sample("500", answer(504, "<html>"), Unavailable.class)
                .rows();
    }

    @Test
    void onlyWhatIsOverOfLinkedInsTokensIsWorthAnotherToken() {
        var table = new LinkedInFailures(Clock.systemUTC());

        assertThat(table.failure("search", linkedIn(401, 65601))).matches(PlatformFailuresTests::expired);
        assertThat(table.failure("search", linkedIn(401, 65602))).matches(PlatformFailuresTests::expired);
        assertThat(table.failure("search", linkedIn(401, 65600))).matches(failure -> !expired(failure));
        assertThat(table.failure("search", linkedIn(403, 65602))).matches(failure -> !expired(failure));
    }

    @TestFactory
    Stream<DynamicTest> ofMeta() {
        FailureTableWalk walk = FailureTableWalk.of(new FacebookFailures());
        for (int code : new int[] {4, 17, 32, 341, 613}) {
            walk.sample("4, 17, 32, 341, 613", meta(400, code, -1), RateLimited.class, Duration.ofMinutes(5));
        }
        for (int code : new int[] {80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008, 80009, 80014}) {
            walk.sample("80000", meta(400, code, -1), RateLimited.class, Duration.ofMinutes(5));
        }
        return walk.sample("1, 2", meta(500, 1, -1), Unavailable.class, "code 1")
                .sample("1, 2", meta(400, 2, -1), Unavailable.class, "code 2")
                .sample(
                        "4, 17, 32, 341, 613",
                        answer(
                                400,
                                "{\"error\":{\"code\":17,\"error_subcode\":2446079}}",
                                "X-Business-Use-Case-Usage",
                                "{\"1\":[{\"type\":\"ads_management\",\"call_count\":100,"
                                        + "\"estimated_time_to_regain_access\":11}]}"),
                        RateLimited.class,
                        Duration.ofMinutes(11))
                .sample("10, 200", meta(403, 10, -1), Unauthorized.class, "permission")
                .sample("10, 200", meta(403, 200, -1), Unauthorized.class, "permission")
                .sample("10, 200", meta(400, 299, -1), Unauthorized.class, "permission")
                .sample("100/33", meta(400, 100, 33), NotFound.class)
                .result("100/1487366", meta(400, 100, 1487366))
                .sample("100 bad", meta(400, 100, -1), Rejected.class, "code 100")
                .sample("102, 190", meta(400, 102, -1), Unauthorized.class, "token")
                .sample("102, 190", meta(401, 190, 463), Unauthorized.class, "190/463")
                .sample("368", meta(400, 368, -1), Unauthorized.class, "blocked")
                .sample("2500", meta(400, 2500, -1), Rejected.class)
                .sample("2500", meta(400, 2635, -1), Rejected.class)
                .sample(
                        "any other, is_transient",
                        answer(400, "{\"error\":{\"code\":999,\"is_transient\":true,\"fbtrace_id\":\"AbC\"}}"),
                        Unavailable.class,
                        "fbtrace_id AbC")
                .sample("any other, with", meta(200, 999, -1), Unavailable.class)
                .rows();
    }

    @Test
    void whatMetasTableDoesNotNameGoesByItsStatus() {
        var table = new FacebookFailures();

        assertThat(table.failure("audience", meta(400, 999_999, -1))).isInstanceOf(Rejected.class);
        assertThat(table.failure("audience", meta(401, 999_999, -1))).isInstanceOf(Unauthorized.class);
        assertThat(table.failure("audience", answer(200, "{\"data\":[]}"))).isNull();
        assertThat(table.failure("audience", answer(500, "<html>"))).isInstanceOf(Unavailable.class);
    }

    @Test
    void metasUsageHeadersSlowUsDownAndStopUs() {
        var table = new FacebookFailures();

        assertThat(table.allowances(answer(200, "{}", "X-App-Usage", "{\"call_count\":28,\"total_time\":25}")))
                .isEmpty();
        assertThat(table.allowances(answer(200, "{}", "X-App-Usage", "{\"call_count\":85}")))
                .containsExactly(new Allowance("usage", 0, Duration.ofMillis(2_500)));
        assertThat(table.allowances(answer(
                        200,
                        "{}",
                        "X-Business-Use-Case-Usage",
                        "{\"1\":[{\"call_count\":96,\"estimated_time_to_regain_access\":19}]}")))
                .containsExactly(new Allowance("usage", 0, Duration.ofMinutes(19)));
        assertThat(table.allowances(answer(200, "{}", "X-App-Usage", "nonsense")))
                .isEmpty();
    }

    private static boolean expired(Object failure) {
        return failure instanceof Unauthorized refused && refused.expired();
    }

    private static ProviderAnswer linkedIn(int status, int code) {
        return answer(status, "{\"status\":%d,\"serviceErrorCode\":%d,\"message\":\"…\"}".formatted(status, code));
    }

    private static ProviderAnswer meta(int status, int code, int subcode) {
        return answer(
                status,
                "{\"error\":{\"message\":\"…\",\"type\":\"OAuthException\",\"code\":%d%s}}"
                        .formatted(code, subcode < 0 ? "" : ",\"error_subcode\":" + subcode));
    }
}
