package com.messageai.leadgen.embedding;

import static com.messageai.leadgen.provider.FailureRow.row;

import com.messageai.leadgen.provider.Allowance;
import com.messageai.leadgen.provider.FailureTable;
import com.messageai.leadgen.provider.ProviderAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The errors of section 6 of OpenAI's fact sheet. The code says more than the status, and the type more than nothing;
 * compatible servers have shapes of their own: {@code {"error": {...}}}, {@code {"object": "error", "message", ...}},
 * {@code {"error": "text"}}.
 */
final class OpenAiFailures extends FailureTable {

    private static final Set<String> TOO_LONG = Set.of(
            "context_length_exceeded", "max_tokens_per_request", "string_above_max_length", "array_above_max_length");

    /** What compatible servers say instead of a code. */
    private static final Pattern SAYS_TOO_LONG = Pattern.compile(
            "context length|context window|context size|too (?:long|large|many (?:tokens|inputs))|must have less than"
                    + "|maximum allowed batch size|physical batch size",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> BILLING = Set.of(
            "insufficient_quota",
            "credit_balance_exhausted",
            "billing_hard_limit_reached",
            "billing_not_active",
            "spend_limit_reached",
            "budget_exceeded");

    private static final Duration OVERLOADED = Duration.ofSeconds(5);
    private static final Pattern PART_OF_DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

    OpenAiFailures() {
        super(
                "openai",
                // The batch is halved, or the text cut.
                row(
                                "400, 422 context_length_exceeded and its like",
                                status(400, 422).and(OpenAiFailures::saysTooLong))
                        .result(),
                row("413 body too large: split", status(413)).result(),
                row("400, 422 invalid_value, empty input", status(400, 422)).rejected(OpenAiFailures::said),
                // An operator has to act.
                row("401 invalid_api_key; 403 country, model not allowed; 404 model_not_found", status(401, 403, 404))
                        .unauthorized(OpenAiFailures::said),
                row("402 of compatible servers", status(402)).outOfCredits(),
                row("429 billing, by code", status(429).and(answer -> BILLING.contains(code(answer))))
                        .outOfCredits(),
                row("429 billing, by type", status(429).and(answer -> BILLING.contains(type(answer))))
                        .outOfCredits(),
                row("429 rate_limit_exceeded, slow_down", status(429)).rateLimited(OpenAiFailures::wait),
                row("503 slow_down, as it was", status(503).and(says("slow_down")))
                        .rateLimited(OpenAiFailures::wait),
                row("503 server_is_overloaded", status(503)).unavailable(OpenAiFailures::said, OpenAiFailures::wait),
                row("408, 409, 425 of proxies", status(408, 409, 425)).unavailable(OpenAiFailures::said, none -> null));
    }

    /** Calls are counted; of tokens no call knows beforehand how many it takes, but none goes without any. */
    @Override
    public List<Allowance> allowances(ProviderAnswer answer) {
        String tokens = answer.header("x-ratelimit-remaining-tokens");
        return Allowance.all(
                Allowance.read(
                        "requests",
                        answer.header("x-ratelimit-remaining-requests"),
                        duration(answer.header("x-ratelimit-reset-requests"))),
                "0".equals(tokens)
                        ? Allowance.read("tokens", tokens, duration(answer.header("x-ratelimit-reset-tokens")))
                        : null);
    }

    private static Predicate<ProviderAnswer> says(String code) {
        return answer -> code(answer).equals(code);
    }

    private static boolean saysTooLong(ProviderAnswer answer) {
        return TOO_LONG.contains(code(answer))
                || SAYS_TOO_LONG.matcher(message(answer)).find();
    }

    /** {@code Retry-After}, else its sibling in milliseconds, else when the limit that is used up resets. */
    private static Duration wait(ProviderAnswer answer) {
        Duration asked = answer.retryAfter(Clock.systemUTC());
        if (asked != null) {
            return asked;
        }
        String millis = answer.header("retry-after-ms");
        if (millis != null && millis.matches("\\d{1,9}")) {
            return ProviderAnswer.bounded(Duration.ofMillis(Long.parseLong(millis)));
        }
        return Stream.of("requests", "tokens")
                .filter(kind -> "0".equals(answer.header("x-ratelimit-remaining-" + kind)))
                .map(kind -> duration(answer.header("x-ratelimit-reset-" + kind)))
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .map(ProviderAnswer::bounded)
                .orElse(OVERLOADED);
    }

    /** {@code 120ms}, {@code 1s}, {@code 6m0s}; null where it is none. */
    private static @Nullable Duration duration(@Nullable String text) {
        if (text == null) {
            return null;
        }
        double millis = 0;
        int read = 0;
        Matcher part = PART_OF_DURATION.matcher(text);
        while (part.find()) {
            millis += Double.parseDouble(part.group(1))
                    * switch (part.group(2)) {
                        case "ms" -> 1;
                        case "s" -> 1_000;
                        case "m" -> 60_000;
                        case "h" -> 3_600_000;
                        default -> 86_400_000;
                    };
            read += part.end() - part.start();
        }
        return read > 0 && read == text.length() ? Duration.ofMillis((long) Math.min(millis, 1e9)) : null;
    }

    /** Of both shapes; a compatible server's code may be the status as a number. */
    private static String code(ProviderAnswer answer) {
        JsonNode json = answer.jsonOrMissing();
        return text(json.path("error").path("code"), json.path("code"));
    }

    private static String type(ProviderAnswer answer) {
        JsonNode json = answer.jsonOrMissing();
        return text(json.path("error").path("type"), json.path("type"), json.path("error_type"));
    }

    private static String message(ProviderAnswer answer) {
        JsonNode json = answer.jsonOrMissing();
        return text(json.path("error").path("message"), json.path("message"), json.path("error"), json.path("detail"));
    }

    private static String text(JsonNode... candidates) {
        return Stream.of(candidates)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .findFirst()
                .orElse("");
    }

    /** Code or type, where they are words: a message may repeat the key or the text that was sent. */
    private static String said(ProviderAnswer answer) {
        return Stream.of(code(answer), type(answer))
                .filter(word -> SAFE.matcher(word).matches())
                .findFirst()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .orElse("status " + answer.status());
    }
}
