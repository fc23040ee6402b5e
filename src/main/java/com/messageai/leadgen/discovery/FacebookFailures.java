package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.FailureTable;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Meta's errors, row by row as section 8 of its fact sheet has them: nearly all are status 400, the code says what it is. */
final class FacebookFailures implements FailureTable {

    /** Our contract's subcode of 100: a cursor that is no longer known. Not a failure here: the walk begins again. */
    static final int INVALID_CURSOR = 1487366;

    private static final String PROVIDER = FacebookGateway.PROVIDER;
    private static final int NOT_VISIBLE = 33;

    @Override
    public @Nullable ProviderFailure failure(String endpoint, ProviderAnswer answer) {
        JsonNode error = answer.jsonOrMissing().path("error");
        if (!error.isObject()) {
            return FailureTable.byStatus(PROVIDER).failure(endpoint, answer);
        }
        int code = error.path("code").asInt(-1);
        int subcode = error.path("error_subcode").asInt(-1);
        String what = "code " + code + (subcode < 0 ? "" : "/" + subcode) + trace(error);
        return switch (code) {
            case 1, 2 -> new ProviderFailure.Unavailable(PROVIDER, endpoint, what);
            case 4, 17, 32, 341, 613 -> new ProviderFailure.RateLimited(PROVIDER, endpoint, pause(answer));
            case 80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008, 80009, 80014 ->
                new ProviderFailure.RateLimited(PROVIDER, endpoint, pause(answer));
            case 10 -> new ProviderFailure.Unauthorized(PROVIDER, endpoint, what + ", a permission is missing");
            case 100 ->
                switch (subcode) {
                    case NOT_VISIBLE -> new ProviderFailure.NotFound(PROVIDER, endpoint);
                    case INVALID_CURSOR -> null;
                    default -> new ProviderFailure.Rejected(PROVIDER, endpoint, what);
                };
            case 102, 104, 190 ->
                new ProviderFailure.Unauthorized(PROVIDER, endpoint, what + ", the token is not valid");
            case 368 ->
                new ProviderFailure.Unauthorized(PROVIDER, endpoint, what + ", blocked until somebody reviews it");
            case 2500, 2635 -> new ProviderFailure.Rejected(PROVIDER, endpoint, what);
            default -> other(endpoint, code, what, error, answer);
        };
    }

    private static ProviderFailure other(
            String endpoint, int code, String what, JsonNode error, ProviderAnswer answer) {
        if (code >= 200 && code <= 299) {
            return new ProviderFailure.Unauthorized(PROVIDER, endpoint, what + ", a permission is missing");
        }
        boolean passes = error.path("is_transient").asBoolean(false);
        ProviderFailure byStatus = FailureTable.byStatus(PROVIDER).failure(endpoint, answer);
        return passes || byStatus == null ? new ProviderFailure.Unavailable(PROVIDER, endpoint, what) : byStatus;
    }

    /** Meta sends no {@code Retry-After}: its usage headers say in minutes when access is regained. */
    private static Duration pause(ProviderAnswer answer) {
        Duration regained = FacebookUsage.of(answer).regained();
        return regained.isZero() ? Duration.ofMinutes(5) : ProviderAnswer.bounded(regained);
    }

    private static String trace(JsonNode error) {
        String id = error.path("fbtrace_id").asString("");
        return id.matches("[A-Za-z0-9_-]{1,64}") ? " (fbtrace_id " + id + ")" : "";
    }
}
