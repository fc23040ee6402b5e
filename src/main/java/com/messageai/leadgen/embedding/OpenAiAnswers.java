package com.messageai.leadgen.embedding;

import com.messageai.leadgen.provider.FailureTable;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a server's answers mean. Its code says more than its status, and its type more than nothing; compatible servers
 * have shapes of their own: {@code {"error": {...}}}, {@code {"object": "error", "message", ...}}, {@code {"error": "text"}}.
 */
final class OpenAiAnswers implements FailureTable {

    private static final String NAME = "openai";
    private static final FailureTable BY_STATUS = FailureTable.byStatus(NAME);

    private static final Set<String> TOO_LONG = Set.of(
            "context_length_exceeded", "max_tokens_per_request", "string_above_max_length", "array_above_max_length");

    /** What compatible servers say instead of a code. */
    private static final Pattern SAYS_TOO_LONG = Pattern.compile(
            "context length|context window|context size|too (?:long|large|many (?:tokens|inputs))|must have less than"
                    + "|maximum allowed batch size|physical batch size",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> OUT_OF_CREDITS = Set.of(
            "insufficient_quota",
            "credit_balance_exhausted",
            "billing_hard_limit_reached",
            "billing_not_active",
            "spend_limit_reached",
            "budget_exceeded");

    private static final Duration OVERLOADED = Duration.ofSeconds(5);
    private static final Pattern PART_OF_DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.-]{1,60}");

    private final @Nullable Integer dimensions;

    /** @param dimensions that every vector must have; null where any length will do, as long as it is the same */
    OpenAiAnswers(@Nullable Integer dimensions) {
        this.dimensions = dimensions;
    }

    /** An answer that is none of the failures. */
    sealed interface Answer {

        /** Vectors of unit length, in the order of the inputs. */
        record Made(List<float[]> vectors) implements Answer {}

        /** One of the inputs, or all of them together. */
        record TooLong() implements Answer {}
    }

    @Override
    public @Nullable ProviderFailure failure(String endpoint, ProviderAnswer answer) {
        if (answer.successful() || tooLong(answer)) {
            return null;
        }
        String code = code(answer);
        return switch (answer.status()) {
            // No such model, or not for this key: an operator has to act.
            case 401, 403, 404 -> new ProviderFailure.Unauthorized(NAME, endpoint, said(answer));
            case 402 -> new ProviderFailure.OutOfCredits(NAME, endpoint);
            case 429 ->
                OUT_OF_CREDITS.contains(code) || OUT_OF_CREDITS.contains(type(answer))
                        ? new ProviderFailure.OutOfCredits(NAME, endpoint)
                        : new ProviderFailure.RateLimited(NAME, endpoint, wait(answer));
            case 503 ->
                code.equals("slow_down")
                        ? new ProviderFailure.RateLimited(NAME, endpoint, wait(answer))
                        : new ProviderFailure.Unavailable(NAME, endpoint, said(answer), wait(answer));
            case 408, 409, 425 -> new ProviderFailure.Unavailable(NAME, endpoint, said(answer));
            case 400, 422 -> new ProviderFailure.Rejected(NAME, endpoint, said(answer));
            default -> BY_STATUS.failure(endpoint, answer);
        };
    }

    private static boolean tooLong(ProviderAnswer answer) {
        return switch (answer.status()) {
            case 413 -> true;
            case 400, 422 ->
                TOO_LONG.contains(code(answer))
                        || SAYS_TOO_LONG.matcher(message(answer)).find();
            default -> false;
        };
    }

    /** @throws RuntimeException where the answer is not what was asked for */
    Answer read(ProviderAnswer answer, int inputs) {
        if (!answer.successful()) {
            return new Answer.TooLong();
        }
        JsonNode data = answer.json().path("data");
        if (data.size() != inputs) {
            throw new IllegalStateException("vectors are missing");
        }
        float[][] vectors = new float[inputs][];
        for (int i = 0; i < inputs; i++) {
            // Servers that give no index give them in order.
            int index = data.path(i).path("index").asInt(i);
            if (vectors[index] != null) {
                throw new IllegalStateException("an index stands twice");
            }
            vectors[index] = vector(data.path(i).path("embedding"));
        }
        int length = dimensions == null ? vectors[0].length : dimensions;
        if (Arrays.stream(vectors).anyMatch(vector -> vector.length != length)) {
            throw new IllegalStateException("vectors of another length than asked for");
        }
        return new Answer.Made(Stream.of(vectors).map(Vectors::normalized).toList());
    }

    private static float[] vector(JsonNode embedding) {
        float[] vector = embedding.isString()
                ? Vectors.floats(Base64.getDecoder().decode(embedding.stringValue()))
                : numbers(embedding);
        if (vector.length == 0) {
            throw new IllegalStateException("an empty vector");
        }
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException("a number that is none");
            }
        }
        return vector;
    }

    private static float[] numbers(JsonNode embedding) {
        float[] vector = new float[embedding.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) embedding.path(i).doubleValue();
        }
        return vector;
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
