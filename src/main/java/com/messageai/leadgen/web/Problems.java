package com.messageai.leadgen.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The refusals that every room makes. */
public final class Problems {

    private Problems() {}

    /** 400: the request cannot be understood. */
    public static Problem malformed(String detail, Problem.FieldError... errors) {
        return new Problem(HttpStatus.BAD_REQUEST, "malformed-request", detail, List.of(errors), Map.of());
    }

    /** 400: a query parameter or path variable has no valid value. */
    public static Problem badParameter(String name, String message) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "invalid-parameter",
                "The parameter '" + name + "' " + message + ".",
                List.of(new Problem.FieldError(name, message)),
                Map.of());
    }

    /** 422: well-formed, but a value breaks a rule. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new Problem.FieldError(field, message)));
    }

    /** 422: well-formed, but values break rules. */
    public static Problem invalid(List<Problem.FieldError> errors) {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "invalid", "A value breaks a rule; see errors.", errors, Map.of());
    }

    /** 404 with the code {@code <thing>-not-found}; also for what belongs to another team or is out of scope. */
    public static Problem notFound(String thing) {
        return new Problem(
                HttpStatus.NOT_FOUND, thing + "-not-found", "There is no such " + thing.replace('-', ' ') + ".");
    }

    /** 403: the caller's role may never do this. */
    public static Problem forbidden() {
        return new Problem(HttpStatus.FORBIDDEN, "forbidden", "Your role does not allow this.");
    }

    /** 401. */
    public static Problem unauthenticated() {
        return new Problem(HttpStatus.UNAUTHORIZED, "unauthenticated", "Sign in, or refresh your access token.");
    }

    /** 409: something with this name or key is already there. */
    public static Problem duplicate(String detail) {
        return new Problem(HttpStatus.CONFLICT, "duplicate", detail);
    }

    /** 412: what was read has changed since. */
    public static Problem preconditionFailed() {
        return new Problem(
                HttpStatus.PRECONDITION_FAILED,
                "precondition-failed",
                "The resource has changed since it was read; read it again.");
    }

    /** 429 with {@code Retry-After}. */
    public static Problem tooMany(String code, String detail, Duration retryAfter) {
        return new RetryLater(HttpStatus.TOO_MANY_REQUESTS, code, detail, retryAfter);
    }

    /** 503 with {@code Retry-After}: an outage or a full bound that passes. */
    public static Problem unavailable(Duration retryAfter) {
        return new RetryLater(
                HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "The service cannot answer just now.", retryAfter);
    }
}
