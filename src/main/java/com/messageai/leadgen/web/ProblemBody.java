package com.messageai.leadgen.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** RFC 9457 problem details as clients see them. */
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "code", "correlationId", "errors"})
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        String correlationId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Problem.FieldError> errors,
        @JsonAnyGetter Map<String, Object> extra) {

    static ProblemBody of(Problem problem, String instance, String correlationId) {
        String words = problem.code().replace('-', ' ');
        return new ProblemBody(
                "urn:leadgen:problem:" + problem.code(),
                words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
                problem.status().value(),
                String.valueOf(problem.getMessage()),
                instance,
                problem.code(),
                correlationId,
                problem.errors(),
                problem.extra());
    }
}
