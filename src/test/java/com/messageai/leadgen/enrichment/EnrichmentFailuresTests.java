package com.messageai.leadgen.enrichment;

import static com.messageai.leadgen.provider.FailureTableWalk.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.Allowance;
import com.messageai.leadgen.provider.FailureTableWalk;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderFailure.NotFound;
import com.messageai.leadgen.provider.ProviderFailure.OptedOut;
import com.messageai.leadgen.provider.ProviderFailure.OutOfCredits;
import com.messageai.leadgen.provider.ProviderFailure.RateLimited;
import com.messageai.leadgen.provider.ProviderFailure.Rejected;
import com.messageai.leadgen.provider.ProviderFailure.StillWorking;
import com.messageai.leadgen.provider.ProviderFailure.Unauthorized;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of the tables of errors of Clearbit and Hunter. */
class EnrichmentFailuresTests {

    @TestFactory
    Stream<DynamicTest> ofClearbit() {
        long now = EnrichmentFixtures.NOW.getEpochSecond();
        return FailureTableWalk.of(new ClearbitFailures(EnrichmentFixtures.CLOCK))
                .sample("202", answer(202, ""), StillWorking.class, Duration.ofSeconds(30))
                .sample("202", clearbit(202, "queued"), StillWorking.class, Duration.ofSeconds(30))
                .sample("400", clearbit(400, "params_invalid"), Rejected.class, "params_invalid")
                .sample("400", clearbit(422, "email_invalid"), Rejected.class, "email_invalid")
                .sample("401", clearbit(401, "auth_required"), Unauthorized.class, "auth_required")
                .sample("401", clearbit(401, "invalid_api_key"), Unauthorized.class, "invalid_api_key")
                .sample("402", clearbit(402, "over_quota"), OutOfCredits.class)
                .sample("403", answer(403, "{}"), Unauthorized.class, "plan")
                .sample("404 unknown_route", clearbit(404, "unknown_route"), Unauthorized.class, "base URL")
                .sample(
                        "404 unknown_route",
                        answer(404, "{\"error\":[{\"type\":\"unknown_route\",\"message\":\"…\"}]}"),
                        Unauthorized.class)
                .sample("404 unknown_record", clearbit(404, "unknown_record"), NotFound.class)
                .sample("404 unknown_record", answer(404, "<html>"), NotFound.class)
                .sample("429", answer(429, ""), RateLimited.class, Duration.ofMinutes(1))
                .sample("429", reset(now + 17), RateLimited.class, Duration.ofSeconds(17))
                // A clock of theirs or ours that is wrong.
                .sample("429", reset(now - 500), RateLimited.class, Duration.ofSeconds(1))
                .sample("429", reset(9_999_999_999L), RateLimited.class, Duration.ofHours(1))
                .rows();
    }

    @TestFactory
    Stream<DynamicTest> ofHunter() {
        return FailureTableWalk.of(new HunterFailures())
                .sample("202", answer(202, "{}"), StillWorking.class, Duration.ofSeconds(3))
                .sample("400", hunter(400, "wrong_params"), Rejected.class, "wrong_params")
                .sample("400", hunter(400, "pagination_error"), Rejected.class, "pagination_error")
                .sample("400", hunter(422, "invalid"), Rejected.class)
                .sample("401", hunter(401, "authentication_failed"), Unauthorized.class, "authentication_failed")
                .sample("402", hunter(402, "payment_required"), OutOfCredits.class)
                .sample("403", hunter(403, "too_many_requests"), RateLimited.class, Duration.ofSeconds(2))
                .sample("404", hunter(404, "not_found"), NotFound.class)
                .sample("409", hunter(409, "idempotency_key_in_flight"), RateLimited.class, Duration.ofSeconds(2))
                .sample("429", hunter(429, "usage_exceeded"), OutOfCredits.class)
                .sample("451", hunter(451, "claimed_email"), OptedOut.class)
                .rows();
    }

    @Test
    void clearbitTellsHowManyCallsAreLeft() {
        long reset = EnrichmentFixtures.NOW.getEpochSecond() + 40;
        var table = new ClearbitFailures(EnrichmentFixtures.CLOCK);

        assertThat(table.allowances(answer(
                        200,
                        "{}",
                        "x-ratelimit-limit",
                        "600",
                        "x-ratelimit-remaining",
                        "12",
                        "x-ratelimit-reset",
                        Long.toString(reset))))
                .containsExactly(new Allowance("minute", 12, Duration.ofSeconds(40)));
        assertThat(table.allowances(answer(200, "{}"))).isEmpty();
    }

    private static ProviderAnswer reset(long epochSecond) {
        return answer(429, "", "x-ratelimit-reset", Long.toString(epochSecond));
    }

    private static ProviderAnswer clearbit(int status, String type) {
        return answer(status, "{\"error\":{\"type\":\"%s\",\"message\":\"…\"}}".formatted(type));
    }

    private static ProviderAnswer hunter(int status, String id) {
        return answer(status, Answers.hunterError(status, id));
    }
}
