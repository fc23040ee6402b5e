package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.FailureTable;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** LinkedIn's errors, row by row as section 6 of its fact sheet has them. Messages are not parsed, only codes. */
final class LinkedInFailures implements FailureTable {

    private static final String PROVIDER = LinkedInGateway.PROVIDER;
    private static final int TRIES = 3;

    private final Clock clock;

    /** Answers of 429 in a row. */
    private final AtomicInteger throttled = new AtomicInteger();

    LinkedInFailures(Clock clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable ProviderFailure failure(String endpoint, ProviderAnswer answer) {
        if (answer.status() != 429) {
            throttled.set(0);
        }
        if (answer.successful()) {
            return null;
        }
        String what = describe(answer);
        return switch (answer.status()) {
            case 400, 405, 411, 413, 414 -> new ProviderFailure.Rejected(PROVIDER, endpoint, what);
            case 401, 403 -> new ProviderFailure.Unauthorized(PROVIDER, endpoint, what);
            case 404 -> new ProviderFailure.NotFound(PROVIDER, endpoint);
            case 426 ->
                new ProviderFailure.Unauthorized(
                        PROVIDER, endpoint, what + "; this LinkedIn-Version has been sunset, configure a newer one");
            case 429 -> new ProviderFailure.RateLimited(PROVIDER, endpoint, pause(answer));
            case 500, 502, 503, 504 ->
                new ProviderFailure.Unavailable(PROVIDER, endpoint, what, answer.retryAfter(clock));
            default -> FailureTable.byStatus(PROVIDER).failure(endpoint, answer);
        };
    }

    /**
     * LinkedIn does not say when to come back: a few tries with backoff, as a 429 may be mere protection; then the counter of
     * the day is spent, and opens at 00:00 UTC. Asked once an hour meanwhile, as some gateways open sooner.
     */
    private Duration pause(ProviderAnswer answer) {
        Duration asked = answer.retryAfter(clock);
        if (asked != null) {
            return asked;
        }
        int tries = throttled.incrementAndGet();
        if (tries <= TRIES) {
            long millis = 1_000L << tries;
            return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 4));
        }
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        return ProviderAnswer.bounded(
                Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plusDays(1)));
    }

    /** Status, code and the id under which LinkedIn finds the call in its logs. */
    private static String describe(ProviderAnswer answer) {
        JsonNode body = answer.jsonOrMissing();
        String code = body.path("code").isString()
                ? body.path("code").asString()
                : body.path("serviceErrorCode").asString("");
        String id = answer.header("x-li-request-id");
        return "status " + answer.status() + (isToken(code) ? " " + code : "")
                + (id != null && isToken(id) ? " (x-li-request-id " + id + ")" : "");
    }

    private static boolean isToken(String text) {
        return text.matches("[A-Za-z0-9_.+/=-]{1,64}");
    }
}
