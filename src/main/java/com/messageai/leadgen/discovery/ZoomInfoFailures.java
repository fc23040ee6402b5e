package com.messageai.leadgen.discovery;

import static com.messageai.leadgen.provider.FailureRow.row;

import com.messageai.leadgen.provider.Allowance;
import com.messageai.leadgen.provider.FailureTable;
import com.messageai.leadgen.provider.ProviderAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * ZoomInfo's errors, row by row as section 6 of its fact sheet has them, in both of the shapes that are documented. Its codes
 * say more than its statuses: that no credits are left is a 400.
 */
final class ZoomInfoFailures extends FailureTable {

    /** Where an hour or a day is used up, and it is not said until when. */
    private static final Duration SOME_TIME = Duration.ofMinutes(5);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_OF_A_SECOND = Duration.ofSeconds(5);

    ZoomInfoFailures(Clock clock) {
        super(
                ZoomInfo.PROVIDER,
                row("400 PFAPI0011, the credit limit is reached", code("PFAPI0011"))
                        .outOfCredits(),
                row(
                                "400 PFAPI0001, PFAPI0009: not entitled to a field, no such output field",
                                code("PFAPI0001", "PFAPI0009"))
                        .rejected(ZoomInfoFailures::describe),
                row("400 PFAPI0002: validation, a parameter is missing, page > 100", code("PFAPI0002"))
                        .rejected(ZoomInfoFailures::describe),
                row(
                                "400 PFAPI0003, PFAPI0005, PFAPI0008: malformed, unknown field, wrong type",
                                code("PFAPI0003", "PFAPI0005", "PFAPI0008"))
                        .rejected(ZoomInfoFailures::describe),
                row("400 PFAPI0004, no criterion", code("PFAPI0004")).rejected(ZoomInfoFailures::describe),
                row("400 PFAPI0006: bad lookup value, min > max", code("PFAPI0006"))
                        .rejected(ZoomInfoFailures::describe),
                row(
                                "401 ZI0001, the token is missing, invalid or expired",
                                status(401).or(code("ZI0001")))
                        .tokenExpired(ZoomInfoFailures::describe),
                row(
                                "403 ZI0002, ZI0003: a scope or the package is missing",
                                status(403).or(code("ZI0002", "ZI0003")))
                        .unauthorized(ZoomInfoFailures::describe),
                row("429 ZI0004, bucket second", limited().and(ZoomInfoFailures::isSecond))
                        .rateLimited(answer -> moment(answer.retryAfter(clock))),
                row("429 ZI0004, bucket hour or day", limited())
                        .rateLimited(answer -> orElse(answer.retryAfter(clock), SOME_TIME)),
                row("500 PFAPI0007, server", status(500).or(code("PFAPI0007"))).unavailable(ZoomInfoFailures::describe),
                row("504 PFAPI0010, too complex", status(504).or(code("PFAPI0010")))
                        .unavailable(ZoomInfoFailures::describe));
    }

    /**
     * With every answer, for three sliding windows; -1 is not known. Nobody says when the next call leaves a window, so what
     * is told of the long ones holds for a while and is told anew.
     */
    @Override
    public List<Allowance> allowances(ProviderAnswer answer) {
        return Allowance.all(
                Allowance.read("second", answer.header("X-RateLimit-Remaining-Second"), Duration.ofSeconds(1)),
                Allowance.read("hour", answer.header("X-RateLimit-Remaining-Hour"), Duration.ofMinutes(1)),
                Allowance.read("day", answer.header("X-RateLimit-Remaining-Day"), Duration.ofMinutes(5)));
    }

    private static Predicate<ProviderAnswer> limited() {
        return status(429).or(code("ZI0004"));
    }

    private static Predicate<ProviderAnswer> code(String... codes) {
        Set<String> any = Set.of(codes);
        return answer -> !answer.successful() && any.contains(error(answer).code());
    }

    private static boolean isSecond(ProviderAnswer answer) {
        String bucket = answer.header("X-RateLimit-Rejected-Bucket");
        return bucket != null && bucket.strip().toLowerCase(Locale.ROOT).equals("second");
    }

    private static Duration moment(@Nullable Duration asked) {
        Duration wait = orElse(asked, SHORTEST);
        return wait.compareTo(LONGEST_OF_A_SECOND) > 0 ? LONGEST_OF_A_SECOND : wait;
    }

    private static Duration orElse(@Nullable Duration asked, Duration otherwise) {
        return asked == null ? otherwise : asked;
    }

    /** @param where the attribute that is at fault, or the id under which ZoomInfo finds the call */
    private record Error(String code, String where) {}

    private static Error error(ProviderAnswer answer) {
        JsonNode body = answer.jsonOrMissing();
        JsonNode docs = body.path("error");
        if (docs.isObject()) {
            return new Error(
                    docs.path("code").asString(""), docs.path("requestId").asString(""));
        }
        JsonNode first = body.path("errors").path(0);
        return new Error(
                first.path("code").asString(""),
                first.path("source").path("pointer").asString(first.path("id").asString("")));
    }

    private static String describe(ProviderAnswer answer) {
        Error error = error(answer);
        return "status " + answer.status()
                + (isToken(error.code()) ? " " + error.code() : "")
                + (isToken(error.where()) ? " (" + error.where() + ")" : "");
    }

    private static boolean isToken(String text) {
        return text.matches("[A-Za-z0-9_./:\\[\\]-]{1,100}");
    }
}
