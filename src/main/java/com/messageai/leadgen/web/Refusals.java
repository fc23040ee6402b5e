package com.messageai.leadgen.web;

import com.messageai.leadgen.store.BadPageRequest;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import jakarta.validation.ConstraintViolationException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;

/** What an error means to the caller. Nothing of an exception's own text is passed on unless it is known to be ours. */
final class Refusals {

    /** Reactor Netty does not publish this class. */
    private static final String REQUEST_TIMEOUT = "reactor.netty.http.server.RequestTimeoutException";

    private static final Duration SOON = Duration.ofSeconds(2);

    private Refusals() {}

    static Problem of(Throwable error) {
        Problem named = cause(error, Problem.class);
        if (named != null) {
            return named;
        }
        BadPageRequest page = cause(error, BadPageRequest.class);
        if (page != null) {
            boolean cursor = page.part() == BadPageRequest.Part.CURSOR;
            String field = page.part().name().toLowerCase(Locale.ROOT);
            return new Problem(
                    HttpStatus.BAD_REQUEST,
                    cursor ? "bad-cursor" : "unknown-sort",
                    String.valueOf(page.getMessage()),
                    List.of(new Problem.FieldError(field, String.valueOf(page.getMessage()))),
                    Map.of());
        }
        if (error.getClass().getName().equals(REQUEST_TIMEOUT)) {
            return new Problem(HttpStatus.REQUEST_TIMEOUT, "request-timeout", "The request took too long to arrive.");
        }
        if (cause(error, DataBufferLimitException.class) != null) {
            return plain(HttpStatus.CONTENT_TOO_LARGE);
        }
        JacksonException json = cause(error, JacksonException.class);
        if (json != null && cause(error, DecodingException.class) != null) {
            return JsonProblems.of(json);
        }
        return switch (error) {
            case WebExchangeBindException bind -> bound(bind.getBindingResult(), isBody(bind.getMethodParameter()));
            case HandlerMethodValidationException validation -> validated(validation);
            case ConstraintViolationException violation ->
                Problems.invalid(violation.getConstraintViolations().stream()
                        .map(one -> new Problem.FieldError(one.getPropertyPath().toString(), one.getMessage()))
                        .toList());
            case ServerWebInputException input when input.getStatusCode().value() == 400 -> input(input);
            case ResponseStatusException status -> plain(status.getStatusCode());
            default -> outage(error);
        };
    }

    private static Problem input(ServerWebInputException error) {
        MethodParameter parameter = error.getMethodParameter();
        String name = parameter == null ? null : parameter.getParameterName();
        if (parameter == null || name == null) {
            return Problems.malformed("The request cannot be read.");
        }
        if (isBody(parameter)) {
            return Problems.malformed("The body is missing or cannot be read.");
        }
        return error.getCause() == null
                ? Problems.badParameter(name, "is missing")
                : Problems.badParameter(name, "has no valid value");
    }

    private static Problem bound(BindingResult result, boolean body) {
        List<Problem.FieldError> errors = new ArrayList<>();
        for (ObjectError error : result.getAllErrors()) {
            String field = error instanceof FieldError one ? one.getField() : "";
            boolean conversion = error instanceof FieldError one && one.isBindingFailure();
            errors.add(new Problem.FieldError(field, conversion ? "has no valid value" : message(error)));
        }
        return body ? Problems.invalid(errors) : parameters(errors);
    }

    private static Problem validated(HandlerMethodValidationException error) {
        List<Problem.FieldError> errors = new ArrayList<>();
        boolean body = false;
        for (ParameterValidationResult result : error.getParameterValidationResults()) {
            body |= isBody(result.getMethodParameter());
            if (result instanceof ParameterErrors nested) {
                String index = result.getContainerIndex() == null ? "" : "[" + result.getContainerIndex() + "].";
                nested.getFieldErrors()
                        .forEach(one -> errors.add(new Problem.FieldError(index + one.getField(), message(one))));
            } else {
                String name = String.valueOf(result.getMethodParameter().getParameterName());
                result.getResolvableErrors()
                        .forEach(one ->
                                errors.add(new Problem.FieldError(name, String.valueOf(one.getDefaultMessage()))));
            }
        }
        return body ? Problems.invalid(errors) : parameters(errors);
    }

    private static Problem parameters(List<Problem.FieldError> errors) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "invalid-parameter",
                "A parameter has no valid value; see errors.",
                errors,
                Map.of());
    }

    private static String message(ObjectError error) {
        return error.getDefaultMessage() == null ? "is not valid" : error.getDefaultMessage();
    }

    private static boolean isBody(@Nullable MethodParameter parameter) {
        return parameter != null
                && (parameter.hasParameterAnnotation(RequestBody.class)
                        || parameter.hasParameterAnnotation(Replacement.class)
                        || MergePatch.class.equals(parameter.getParameterType()));
    }

    /** Statuses of the framework, with our code and words. */
    private static Problem plain(HttpStatusCode code) {
        HttpStatus status = HttpStatus.resolve(code.value());
        return switch (code.value()) {
            case 400 -> Problems.malformed("The request cannot be read.");
            case 401 -> Problems.unauthenticated();
            case 403 -> Problems.forbidden();
            case 404 -> new Problem(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address.");
            case 405 ->
                new Problem(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed", "This address has no such method.");
            case 406 ->
                new Problem(HttpStatus.NOT_ACCEPTABLE, "not-acceptable", "None of the accepted types is offered here.");
            case 413 -> new Problem(HttpStatus.CONTENT_TOO_LARGE, "content-too-large", "The body is too large.");
            case 415 ->
                new Problem(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported-media-type",
                        "The body's media type is not taken here.");
            case 503 -> Problems.unavailable(SOON);
            default -> status == null || status.is5xxServerError() ? bug() : byName(status);
        };
    }

    private static Problem byName(HttpStatus status) {
        String code = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Problem(status, code, status.getReasonPhrase() + ".");
    }

    private static Problem outage(Throwable error) {
        R2dbcException database = cause(error, R2dbcException.class);
        if (database != null) {
            return Constraints.of(database, SOON);
        }
        boolean away = cause(error, DataAccessResourceFailureException.class) != null
                || cause(error, CannotCreateTransactionException.class) != null
                || cause(error, QueryTimeoutException.class) != null
                || cause(error, ConnectException.class) != null
                || cause(error, TimeoutException.class) != null
                || cause(error, R2dbcTimeoutException.class) != null;
        return away ? Problems.unavailable(SOON) : bug();
    }

    static Problem bug() {
        return new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "Something went wrong on our side.");
    }

    private static <T> @Nullable T cause(Throwable error, Class<T> type) {
        Throwable at = error;
        for (int depth = 0; at != null && depth < 16; depth++) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
            at = at.getCause();
        }
        return null;
    }
}
