package com.messageai.leadgen.discovery;

import static com.messageai.leadgen.provider.FailureRow.row;

import com.messageai.leadgen.provider.Allowance;
import com.messageai.leadgen.provider.FailureTable;
import com.messageai.leadgen.provider.ProviderAnswer;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Meta's errors, row by row as section 8 of its fact sheet has them: nearly all are status 400, the code says what it is. */
final class FacebookFailures extends FailureTable {

    private static final int NOT_VISIBLE = 33;

    /** Our contract's subcode of 100: a cursor that is no longer known. */
    private static final int INVALID_CURSOR = 1487366;

    FacebookFailures() {
        super(
                FacebookGateway.PROVIDER,
                row("1, 2 unknown, service down", code(1, 2)).unavailable(FacebookFailures::describe, none -> null),
                row("4, 17, 32, 341, 613 call limits", code(4, 17, 32, 341, 613))
                        .rateLimited(FacebookFailures::pause),
                row(
                                "80000 to 80014 business use case limits",
                                code(80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008, 80009, 80014))
                        .rateLimited(FacebookFailures::pause),
                row(
                                "10, 200 to 299 permission",
                                code(10).or(code(IntStream.rangeClosed(200, 299).toArray())))
                        .unauthorized(answer -> describe(answer) + ", a permission is missing"),
                row("100/33 not visible", code(100).and(subcode(NOT_VISIBLE))).notFound(),
                // The walk begins again.
                row("100/1487366 our contract: invalid cursor", code(100).and(subcode(INVALID_CURSOR)))
                        .result(),
                row("100 bad parameter", code(100)).rejected(FacebookFailures::describe),
                // Of some 60 days; Meta has no refresh.
                row("102, 190 token (463 expired)", code(102, 190))
                        .unauthorized(answer -> describe(answer) + ", the token is not valid"),
                row("368 policy block", code(368))
                        .unauthorized(answer -> describe(answer) + ", blocked until somebody reviews it"),
                row("2500 unknown path, 2635 version", code(2500, 2635)).rejected(FacebookFailures::describe),
                row("any other, is_transient", error().and(FacebookFailures::passes))
                        .unavailable(FacebookFailures::describe, none -> null),
                row("any other, with a status of success", error().and(ProviderAnswer::successful))
                        .unavailable(FacebookFailures::describe, none -> null));
    }

    /** Slower above 75 % of what is allowed, not at all above 95 %. */
    @Override
    public List<Allowance> allowances(ProviderAnswer answer) {
        Duration silence = FacebookUsage.of(answer).silence();
        return silence.isZero() ? List.of() : List.of(new Allowance("usage", 0, silence));
    }

    private static JsonNode errorOf(ProviderAnswer answer) {
        return answer.jsonOrMissing().path("error");
    }

    private static Predicate<ProviderAnswer> error() {
        return answer -> errorOf(answer).isObject();
    }

    private static Predicate<ProviderAnswer> code(int... codes) {
        return answer -> {
            int code = errorOf(answer).path("code").asInt(-1);
            return IntStream.of(codes).anyMatch(one -> one == code);
        };
    }

    private static Predicate<ProviderAnswer> subcode(int subcode) {
        return answer -> errorOf(answer).path("error_subcode").asInt(-1) == subcode;
    }

    private static boolean passes(ProviderAnswer answer) {
        return errorOf(answer).path("is_transient").asBoolean(false);
    }

    private static String describe(ProviderAnswer answer) {
        JsonNode error = errorOf(answer);
        int subcode = error.path("error_subcode").asInt(-1);
        return "code " + error.path("code").asInt(-1) + (subcode < 0 ? "" : "/" + subcode) + trace(error);
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
