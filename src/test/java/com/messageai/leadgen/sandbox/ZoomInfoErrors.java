package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.ZoomInfoSwitches.Errors;
import java.util.List;
import java.util.Map;

/** ZoomInfo's errors in both of the shapes that it documents. */
final class ZoomInfoErrors {

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("PFAPI0001", "Field not entitled"),
            Map.entry("PFAPI0002", "Validation error"),
            Map.entry("PFAPI0003", "Malformed request"),
            Map.entry("PFAPI0004", "No search criteria"),
            Map.entry("PFAPI0005", "Unknown field"),
            Map.entry("PFAPI0006", "Invalid value"),
            Map.entry("PFAPI0007", "Server error"),
            Map.entry("PFAPI0008", "Wrong type"),
            Map.entry("PFAPI0009", "Invalid output field"),
            Map.entry("PFAPI0010", "Request timed out"),
            Map.entry("PFAPI0011", "Credit limit reached"),
            Map.entry("ZI0001", "Unauthorized"),
            Map.entry("ZI0002", "Insufficient scope"),
            Map.entry("ZI0003", "Forbidden"),
            Map.entry("ZI0004", "Rate limit exceeded"));

    private ZoomInfoErrors() {}

    static ZoomInfoRefusal of(int status) {
        return switch (status) {
            case 401 -> new ZoomInfoRefusal(401, "ZI0001", "The access token is missing, invalid or expired", null);
            case 403 -> new ZoomInfoRefusal(403, "ZI0003", "Your package does not include this API", null);
            case 404 -> new ZoomInfoRefusal(404, "PFAPI0002", "There is nothing at this path", null);
            case 429 -> new ZoomInfoRefusal(429, "ZI0004", "Too many requests", null);
            case 500 -> new ZoomInfoRefusal(500, "PFAPI0007", "Something went wrong", null);
            case 504 -> new ZoomInfoRefusal(504, "PFAPI0010", "The request took too long: narrow it", null);
            default ->
                status < 500
                        ? new ZoomInfoRefusal(status, "PFAPI0002", "The request is not valid", null)
                        : new ZoomInfoRefusal(status, "PFAPI0007", "Something went wrong", null);
        };
    }

    static Answer answer(ZoomInfoRefusal refusal, Errors shape) {
        boolean docs = switch (shape) {
            // What stands before the API speaks the one, the API itself the other.
            case BOTH -> refusal.code.startsWith("ZI");
            case DOCS -> true;
            case OPENAPI -> false;
        };
        return Answer.json(refusal.status, docs ? ofDocs(refusal) : ofOpenApi(refusal));
    }

    private static Object ofDocs(ZoomInfoRefusal refusal) {
        return Json.object(
                "error",
                Json.object(
                        "code",
                        refusal.code,
                        "message",
                        refusal.detail,
                        "status",
                        refusal.status,
                        "requestId",
                        "req_" + Tracing.next(),
                        "retryable",
                        refusal.status == 429 || refusal.status >= 500));
    }

    private static Object ofOpenApi(ZoomInfoRefusal refusal) {
        String title = TITLES.getOrDefault(refusal.code, "Error");
        return Json.object(
                "title",
                title,
                "detail",
                refusal.detail,
                "errors",
                List.of(Json.present(
                        "id",
                        Tracing.next(),
                        "code",
                        refusal.code,
                        "status",
                        String.valueOf(refusal.status),
                        "title",
                        title,
                        "detail",
                        refusal.detail,
                        "source",
                        refusal.pointer == null ? null : Json.object("pointer", refusal.pointer))));
    }
}
