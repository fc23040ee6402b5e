package com.messageai.leadgen.enrichment;

import static com.messageai.leadgen.provider.FailureRow.row;

import com.messageai.leadgen.provider.FailureTable;
import com.messageai.leadgen.provider.ProviderAnswer;
import java.time.Duration;

/**
 * Hunter's table of errors, section 4 of its fact sheet. As documented, 403 is a limit of rate and 429 the end of the
 * month's credits; its own client reads them the other way round. So {@link Hunter} asks the account, and what stands here
 * for the two holds only where the account does not answer.
 */
final class HunterFailures extends FailureTable {

    static final Duration THROTTLED = Duration.ofSeconds(2);

    HunterFailures() {
        super(
                "hunter",
                row("202 still processing: repeat the request", status(202)).stillWorking(Duration.ofSeconds(3)),
                row("400, 422 wrong_params, invalid_email, creation failed", status(400, 422))
                        .rejected(HunterFailures::id),
                row("401 bad key", status(401)).unauthorized(HunterFailures::id),
                row("402 quota exhausted", status(402)).outOfCredits(),
                row("403 limit per second or minute", status(403)).rateLimited(THROTTLED),
                row("404 no match", status(404)).notFound(),
                row("409 idempotency_key_in_flight", status(409)).rateLimited(THROTTLED),
                row("429 monthly usage exhausted", status(429)).outOfCredits(),
                row("451 claimed_email: asked not to be processed", status(451)).optedOut());
    }

    private static String id(ProviderAnswer answer) {
        String id = Read.text(answer.jsonOrMissing().path("errors").path(0).path("id"));
        return id == null || !id.matches("[a-z_]{1,60}") ? "status " + answer.status() : id;
    }
}
