package com.messageai.leadgen.web;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A refusal to a caller, rendered once as RFC 9457 problem details. Rooms extend it where the refusal is theirs, and name
 * the class after what happened ({@code IllegalCampaignTransition}).
 *
 * <p>{@code code} is stable and kebab-case ({@code lead-not-found}); the detail is for people and carries no SQL, class
 * name or personal data; {@code extra} adds properties ({@code allowed: []}).
 */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with one field of the input. */
    public record FieldError(String field, String message) {}

    private final HttpStatus status;
    private final String code;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> extra;

    public Problem(HttpStatus status, String code, String detail) {
        this(status, code, detail, List.of(), Map.of());
    }

    public Problem(HttpStatus status, String code, String detail, List<FieldError> errors, Map<String, Object> extra) {
        // A refusal is an answer, not a fault: no stack trace.
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
        this.extra = Map.copyOf(extra);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, Object> extra() {
        return extra;
    }
}
