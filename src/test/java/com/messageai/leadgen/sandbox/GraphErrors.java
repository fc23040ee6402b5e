package com.messageai.leadgen.sandbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Errors of the Graph API: nearly always status 400, with the code in the body. */
final class GraphErrors {

    private GraphErrors() {}

    static Map<String, @Nullable Object> body(int code, @Nullable Integer subcode, String message, boolean passes) {
        Map<String, @Nullable Object> error =
                Json.object("message", "(#" + code + ") " + message, "type", "OAuthException", "code", code);
        if (subcode != null) {
            error.put("error_subcode", subcode);
        }
        error.put("is_transient", passes);
        error.put("fbtrace_id", "A" + Tracing.next());
        return Json.object("error", error);
    }

    static Answer error(int code, @Nullable Integer subcode, String message) {
        return Answer.json(400, body(code, subcode, message, false));
    }

    static Answer badParameter(String message) {
        return error(100, null, message);
    }

    static Answer noToken() {
        return error(104, null, "An access token is required to request this resource.");
    }

    /** The body for one of the codes that tests ask for. */
    static Map<String, @Nullable Object> body(int code) {
        return switch (code) {
            case 1 -> body(1, null, "An unknown error occurred", true);
            case 2 -> body(2, null, "Service temporarily unavailable", true);
            case 4 -> body(4, null, "Application request limit reached", true);
            case 17 -> body(17, 2446079, "User request limit reached", true);
            case 32 -> body(32, null, "Page request limit reached", true);
            case 190 -> body(190, 463, "Error validating access token: Session has expired.", false);
            case 200 -> body(200, null, "Requires ads_read permission to access audience members.", false);
            case 341 -> body(341, null, "Feed action request limit reached", true);
            case 368 ->
                body(368, null, "The action attempted has been deemed abusive or is otherwise disallowed", false);
            case 613 -> body(613, 1487742, "Calls to this api have exceeded the rate limit.", true);
            case 80004 -> body(80004, 2446079, "There have been too many calls to this ad-account.", true);
            case 80005 ->
                body(80005, 2446079, "There have been too many leadgen api calls to this Page account.", true);
            case 2500 -> body(2500, null, "Unknown path components", false);
            default -> body(code, null, "Invalid request", false);
        };
    }

    static Answer failure(int status) {
        return switch (status) {
            case 400 -> Answer.json(400, body(100));
            case 401 -> Answer.json(401, body(190));
            case 403 -> Answer.json(403, body(200));
            case 404 -> Answer.json(400, body(2500));
            case 429 -> Answer.json(400, body(4));
            default -> Answer.json(status, body(status == 503 ? 2 : 1));
        };
    }
}
