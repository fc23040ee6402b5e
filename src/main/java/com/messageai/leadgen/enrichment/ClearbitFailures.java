package com.messageai.leadgen.enrichment;

import static com.messageai.leadgen.provider.FailureRow.row;

import com.messageai.leadgen.provider.Allowance;
import com.messageai.leadgen.provider.FailureTable;
import com.messageai.leadgen.provider.ProviderAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Clearbit's table of errors, section 5 of its fact sheet. */
final class ClearbitFailures extends FailureTable {

    private final Clock clock;

    ClearbitFailures(Clock clock) {
        super(
                "clearbit",
                row("202 queued: a success without an answer", status(202)).stillWorking(Duration.ofSeconds(30)),
                row("400, 422 email_invalid, params_invalid", status(400, 422)).rejected(ClearbitFailures::typeOf),
                row("401 auth_required, invalid_api_key", status(401)).unauthorized(ClearbitFailures::typeOf),
                row("402 over_quota", status(402)).outOfCredits(),
                row("403 the plan lacks the API", status(403)).unauthorized("the plan lacks this API"),
                row("404 unknown_route", status(404).and(type("unknown_route")))
                        .unauthorized("no such route: look at the base URL"),
                row("404 unknown_record", status(404)).notFound(),
                row("429, until x-ratelimit-reset", status(429)).rateLimited(answer -> untilReset(answer, clock)));
        this.clock = clock;
    }

    @Override
    public List<Allowance> allowances(ProviderAnswer answer) {
        return Allowance.all(
                Allowance.read("minute", answer.header("x-ratelimit-remaining"), untilReset(answer, clock)));
    }

    private static Predicate<ProviderAnswer> type(String type) {
        return answer -> type.equals(typeOf(answer));
    }

    /** {@code error} is an object, and on some old hosts an array of such. */
    private static String typeOf(ProviderAnswer answer) {
        JsonNode error = answer.jsonOrMissing().path("error");
        String type = Read.text((error.isArray() ? error.path(0) : error).path("type"));
        return type == null || !type.matches("[a-z_]{1,60}") ? "status " + answer.status() : type;
    }

    private static Duration untilReset(ProviderAnswer answer, Clock clock) {
        String reset = answer.header("x-ratelimit-reset");
        return reset != null && reset.strip().matches("\\d{1,10}")
                ? ProviderAnswer.bounded(
                        Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(reset.strip()))))
                : Duration.ofMinutes(1);
    }
}
