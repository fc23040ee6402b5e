package com.messageai.leadgen.web;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place where an error becomes an answer: problem details, whatever the client said it accepts. */
@Component
@Order(-2)
class ProblemRenderer implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemRenderer.class);

    private final JsonMapper json;

    ProblemRenderer(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        Problem problem = Refusals.of(error);
        String correlationId = correlationId(exchange);
        log(exchange, problem, error, correlationId);

        response.setStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        if (error instanceof ErrorResponse spring) {
            headers.putAll(spring.getHeaders());
        }
        if (problem instanceof RetryLater later) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(later.seconds()));
        }
        headers.remove(HttpHeaders.ETAG);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        byte[] body = json.writeValueAsBytes(
                ProblemBody.of(problem, exchange.getRequest().getURI().getRawPath(), correlationId));
        headers.setContentLength(body.length);
        if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
            return response.setComplete();
        }
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    private static String correlationId(ServerWebExchange exchange) {
        @Nullable Object id = exchange.getAttribute(CorrelationId.KEY);
        return id == null ? CorrelationId.next() : id.toString();
    }

    private static void log(ServerWebExchange exchange, Problem problem, Throwable error, String correlationId) {
        String method = exchange.getRequest().getMethod().name();
        String path = exchange.getRequest().getURI().getRawPath();
        try (MDC.MDCCloseable ignored = MDC.putCloseable(CorrelationId.KEY, correlationId)) {
            if (problem.status().value() == 500) {
                log.error("{} {} failed", method, path, error);
            } else if (problem.status().is5xxServerError()) {
                log.warn("{} {} answered {}: {}", method, path, problem.code(), error.toString());
            } else {
                log.debug("{} {} answered {} {}", method, path, problem.status().value(), problem.code());
            }
        }
    }
}
