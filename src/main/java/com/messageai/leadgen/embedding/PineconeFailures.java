package com.messageai.leadgen.embedding;

import static com.messageai.leadgen.provider.FailureRow.row;

import com.messageai.leadgen.provider.FailureTable;
import com.messageai.leadgen.provider.ProviderAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The errors of section 7 of Pinecone's fact sheet. They come as {@code {"code": 3, "message"}} from an index, as
 * {@code {"status", "error": {"code", "message"}}} from what stands before it, or as plain text or HTML from its edge.
 */
final class PineconeFailures extends FailureTable {

    private static final Map<Integer, String> RPC = Map.of(
            3, "invalid_argument",
            5, "not_found",
            7, "permission_denied",
            8, "resource_exhausted",
            13, "internal",
            14, "unavailable",
            16, "unauthenticated");

    /** The one message that is worth its figures, which are all that is taken from it. */
    private static final Pattern DIMENSIONS =
            Pattern.compile("dimension (\\d{1,6}) does not match the dimension of the index (\\d{1,6})");

    private static final Pattern OF_THE_MONTH = Pattern.compile("month|upgrade your plan", Pattern.CASE_INSENSITIVE);
    private static final Pattern SAFE = Pattern.compile("[A-Za-z_]{1,60}");

    /** No header says how long; a limit is one per second. */
    private static final Duration OF_A_SECOND = Duration.ofSeconds(2);

    PineconeFailures() {
        super(
                "pinecone",
                row(
                                "400 dimension of another model",
                                status(400).and(answer -> dimensions(answer).find()))
                        .rejected(PineconeFailures::anotherDimension),
                row("400 bad vector or filter, more than 1,000 ids, metadata too big", status(400))
                        .rejected(PineconeFailures::said),
                row("401 key, also as plain text", status(401)).unauthorized(PineconeFailures::said),
                row("402 payment", status(402)).outOfCredits(),
                row("403 quota of the plan", status(403).and(PineconeFailures::quota))
                        .outOfCredits(),
                row("403 deletion protection, another project", status(403)).unauthorized(PineconeFailures::said),
                row("404 no such namespace: it has nothing", status(404).and(PineconeFailures::namespace))
                        .notFound(),
                // An operator has to act.
                row("404 no such host or index", status(404)).unauthorized(PineconeFailures::said),
                row("409 exists", status(409)).rejected(PineconeFailures::said),
                row("429 units of the month", status(429).and(PineconeFailures::quota))
                        .outOfCredits(),
                row("429 rate", status(429)).rateLimited(PineconeFailures::wait),
                row("500, 502, 503, 504 server", status(500, 502, 503, 504)).unavailable(PineconeFailures::said));
    }

    private static Matcher dimensions(ProviderAnswer answer) {
        return DIMENSIONS.matcher(message(answer));
    }

    private static String anotherDimension(ProviderAnswer answer) {
        Matcher figures = dimensions(answer);
        return figures.find()
                ? "a vector of dimension " + figures.group(1) + " in an index of dimension " + figures.group(2)
                : said(answer);
    }

    private static boolean quota(ProviderAnswer answer) {
        return code(answer).equals("quota_exceeded")
                || OF_THE_MONTH.matcher(message(answer)).find();
    }

    private static boolean namespace(ProviderAnswer answer) {
        return code(answer).equals("not_found")
                && message(answer).toLowerCase(Locale.ROOT).contains("namespace");
    }

    private static Duration wait(ProviderAnswer answer) {
        Duration asked = answer.retryAfter(Clock.systemUTC());
        return asked == null ? OF_A_SECOND : asked;
    }

    private static String message(ProviderAnswer answer) {
        JsonNode json = answer.jsonOrMissing();
        JsonNode message = json.path("message").isString()
                ? json.path("message")
                : json.path("error").path("message");
        return message.isString() ? message.stringValue() : answer.text();
    }

    /** Of both shapes, in small letters; empty where there is none. */
    private static String code(ProviderAnswer answer) {
        JsonNode json = answer.jsonOrMissing();
        JsonNode word = json.path("error").path("code");
        if (word.isString() && SAFE.matcher(word.stringValue()).matches()) {
            return word.stringValue().toLowerCase(Locale.ROOT);
        }
        return json.path("code").isInt() ? RPC.getOrDefault(json.path("code").intValue(), "") : "";
    }

    /** The code: a message may repeat what was sent. */
    private static String said(ProviderAnswer answer) {
        String code = code(answer);
        return code.isEmpty() ? "status " + answer.status() : code;
    }
}
