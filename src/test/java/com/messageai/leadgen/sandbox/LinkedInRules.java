package com.messageai.leadgen.sandbox;

import org.jspecify.annotations.Nullable;

/** What all of LinkedIn's endpoints share: headers that are demanded, and errors. */
final class LinkedInRules {

    /** Older versions have been sunset. Fixed, so that clients do not break while time passes. */
    private static final int OLDEST_VERSION = 202512;

    private LinkedInRules() {}

    /** Null where the call may go on. */
    static @Nullable Answer refusal(Request request) {
        String token = request.bearer();
        if (token == null || token.isEmpty()) {
            return error(401, 65604, "EMPTY_ACCESS_TOKEN", "Empty oauth2 access token");
        }
        if (token.startsWith("invalid")) {
            return error(401, 65600, "INVALID_ACCESS_TOKEN", "Invalid access token");
        }
        if (token.startsWith("revoked")) {
            return error(
                    401, 65601, "REVOKED_ACCESS_TOKEN", "The token used in the request has been revoked by the user");
        }
        if (token.startsWith("expired")) {
            return error(401, 65602, "EXPIRED_ACCESS_TOKEN", "The token used in the request has expired");
        }
        String version = request.header("LinkedIn-Version");
        if (version == null) {
            return error(
                    400,
                    100,
                    "VERSION_MISSING",
                    "A version must be present. Please specify a version by adding the LinkedIn-Version header.");
        }
        if (!version.matches("20\\d{2}(0[1-9]|1[0-2])(\\.\\d{2})?")) {
            return error(400, 100, "INVALID_VERSION", "The version " + version + " is not of the form YYYYMM");
        }
        if (Integer.parseInt(version.substring(0, 6)) < OLDEST_VERSION) {
            return error(426, 100, "NONEXISTENT_VERSION", "Version Header is Deprecated");
        }
        return "2.0.0".equals(request.header("X-Restli-Protocol-Version"))
                ? null
                : error(400, 100, "ILLEGAL_ARGUMENT", "X-Restli-Protocol-Version must be 2.0.0");
    }

    static Answer error(int status, int serviceErrorCode, String code, String message) {
        return Answer.json(
                status,
                Json.object("status", status, "serviceErrorCode", serviceErrorCode, "code", code, "message", message));
    }

    static Answer missing(String field) {
        return error(
                400, 100, "MISSING_FIELD", "Field " + field + " is required but not found and has no default value");
    }

    static Answer invalid(String field, String value) {
        return error(400, 100, "INVALID_VALUE_FOR_FIELD", "Invalid value for field " + field + ": " + value);
    }

    static Answer failure(int status) {
        return switch (status) {
            case 401 -> error(401, 65600, "INVALID_ACCESS_TOKEN", "Invalid access token");
            case 403 -> error(403, 100, "ACCESS_DENIED", "Not enough permissions to access: GET /people");
            case 404 -> error(404, 0, "NOT_FOUND", "No virtual resource found");
            case 405 -> error(405, 0, "METHOD_NOT_ALLOWED", "Method not allowed");
            case 426 -> error(426, 100, "NONEXISTENT_VERSION", "Version Header is Deprecated");
            case 429 -> limited();
            case 504 -> error(504, 0, "GATEWAY_TIMEOUT", "Gateway timeout");
            default -> error(status, 0, status >= 500 ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST", "Request failed");
        };
    }

    /** LinkedIn says neither when it opens again nor how much is left. */
    static Answer limited() {
        return error(
                429, 101, "TOO_MANY_REQUESTS", "Resource level throttle limit for calls to this resource is reached.");
    }

    static Answer dressed(Answer answer) {
        return answer.with(headers -> {
            headers.put("x-li-fabric", "prod-sandbox");
            headers.put("x-li-uuid", Tracing.next());
            headers.put("x-li-request-id", Tracing.next());
            headers.put("x-restli-protocol-version", "2.0.0");
        });
    }
}
