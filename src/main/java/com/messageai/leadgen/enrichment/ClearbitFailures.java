package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.provider.FailureTable;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Clearbit's table of errors. */
final class ClearbitFailures implements FailureTable {

    private static final String NAME = "clearbit";
    private static final FailureTable BY_STATUS = FailureTable.byStatus(NAME);

    private final Clock clock;

    ClearbitFailures(Clock clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable ProviderFailure failure(String endpoint, ProviderAnswer answer) {
        return switch (answer.status()) {
            // Queued: a success without an answer.
            case 202 -> new ProviderFailure.StillWorking(NAME, endpoint, Duration.ofSeconds(30));
            case 400, 422 -> new ProviderFailure.Rejected(NAME, endpoint, type(answer));
            case 401 -> new ProviderFailure.Unauthorized(NAME, endpoint, type(answer));
            case 402 -> new ProviderFailure.OutOfCredits(NAME, endpoint);
            case 403 -> new ProviderFailure.Unauthorized(NAME, endpoint, "the plan lacks this API");
            case 404 ->
                "unknown_route".equals(type(answer))
                        ? new ProviderFailure.Unauthorized(NAME, endpoint, "no such route: look at the base URL")
                        : new ProviderFailure.NotFound(NAME, endpoint);
            case 429 -> new ProviderFailure.RateLimited(NAME, endpoint, untilReset(answer));
            default -> BY_STATUS.failure(endpoint, answer);
        };
    }

    /** {@code error} is an object, and on some old hosts an array of such. */
    private static String type(ProviderAnswer answer) {
        JsonNode error = answer.jsonOrMissing().path("error");
        String type = Read.text((error.isArray() ? error.path(0) : error).path("type"));
        return type == null || !type.matches("[a-z_]{1,60}") ? "status " + answer.status() : type;
    }

    private Duration untilReset(ProviderAnswer answer) {
        String reset = answer.header("x-ratelimit-reset");
        return reset != null && reset.strip().matches("\\d{1,10}")
                ? ProviderAnswer.bounded(
                        Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(reset.strip()))))
                : Duration.ofMinutes(1);
    }
}
