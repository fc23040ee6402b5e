package com.messageai.leadgen.discovery;

import static com.messageai.leadgen.provider.FailureRow.row;

import com.messageai.leadgen.provider.FailureTable;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Clock;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** LinkedIn's errors, row by row as section 6 of its fact sheet has them. Messages are not parsed, only codes. */
final class LinkedInFailures extends FailureTable {

    private final LinkedInPauses pauses;

    LinkedInFailures(Clock clock) {
        this(clock, new LinkedInPauses(clock, System::nanoTime));
    }

    private LinkedInFailures(Clock clock, LinkedInPauses pauses) {
        super(
                LinkedInGateway.PROVIDER,
                row("400 syntax, validation; 405, 411, 413, 414", status(400, 405, 411, 413, 414))
                        .rejected(LinkedInFailures::describe),
                row("401 65601 revoked, 65602 expired", status(401).and(code("65601", "65602")))
                        .tokenExpired(LinkedInFailures::describe),
                row("401 token: EMPTY_ACCESS_TOKEN, 65600; 403 no permission", status(401, 403))
                        .unauthorized(LinkedInFailures::describe),
                row("404 not found or restricted", status(404)).notFound(),
                row("426 the version has been sunset", status(426))
                        .unauthorized(answer ->
                                describe(answer) + "; this LinkedIn-Version has been sunset, configure a newer one"),
                row("429 a counter of the day, or protection; no Retry-After", status(429))
                        .rateLimited(pauses::pause),
                row("500, 504 FAILED_TO_RETRIEVE_AUDIENCE_SIZE and others; 502, 503", status(500, 502, 503, 504))
                        .unavailable(LinkedInFailures::describe, answer -> answer.retryAfter(clock)));
        this.pauses = pauses;
    }

    @Override
    public @Nullable ProviderFailure failure(String endpoint, ProviderAnswer answer) {
        if (answer.status() != 429) {
            pauses.answered();
        }
        return super.failure(endpoint, answer);
    }

    private static Predicate<ProviderAnswer> code(String... codes) {
        Set<String> any = Set.of(codes);
        return answer -> any.contains(codeOf(answer));
    }

    /** Status, code and the id under which LinkedIn finds the call in its logs. */
    private static String describe(ProviderAnswer answer) {
        String code = codeOf(answer);
        String id = answer.header("x-li-request-id");
        return "status " + answer.status() + (isToken(code) ? " " + code : "")
                + (id != null && isToken(id) ? " (x-li-request-id " + id + ")" : "");
    }

    private static String codeOf(ProviderAnswer answer) {
        JsonNode body = answer.jsonOrMissing();
        return body.path("code").isString()
                ? body.path("code").asString()
                : body.path("serviceErrorCode").asString("");
    }

    private static boolean isToken(String text) {
        return text.matches("[A-Za-z0-9_.+/=-]{1,64}");
    }
}
