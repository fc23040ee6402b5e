package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.provider.FailureTable;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hunter's table of errors. As documented, 403 is a limit of rate and 429 the end of the month's credits; its own client
 * reads them the other way round. So {@link Hunter} asks the account, and what stands here for the two holds only where the
 * account does not answer.
 */
final class HunterFailures implements FailureTable {

    static final Duration THROTTLED = Duration.ofSeconds(2);

    private static final String NAME = "hunter";
    private static final FailureTable BY_STATUS = FailureTable.byStatus(NAME);

    @Override
    public @Nullable ProviderFailure failure(String endpoint, ProviderAnswer answer) {
        return switch (answer.status()) {
            case 202 -> new ProviderFailure.StillWorking(NAME, endpoint, Duration.ofSeconds(3));
            case 400, 422 -> new ProviderFailure.Rejected(NAME, endpoint, id(answer));
            case 401 -> new ProviderFailure.Unauthorized(NAME, endpoint, id(answer));
            case 402 -> new ProviderFailure.OutOfCredits(NAME, endpoint);
            case 403, 409 -> new ProviderFailure.RateLimited(NAME, endpoint, THROTTLED);
            case 404 -> new ProviderFailure.NotFound(NAME, endpoint);
            case 429 -> new ProviderFailure.OutOfCredits(NAME, endpoint);
            case 451 -> new ProviderFailure.OptedOut(NAME, endpoint);
            default -> BY_STATUS.failure(endpoint, answer);
        };
    }

    private static String id(ProviderAnswer answer) {
        String id = Read.text(answer.jsonOrMissing().path("errors").path(0).path("id"));
        return id == null || !id.matches("[a-z_]{1,60}") ? "status " + answer.status() : id;
    }
}
