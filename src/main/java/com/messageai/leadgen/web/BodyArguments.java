package com.messageai.leadgen.web;

import java.util.function.Supplier;
import org.springframework.core.MethodParameter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Gives controllers the bodies of {@code PUT} ({@link Replacement}) and {@code PATCH} ({@link MergePatch}). */
class BodyArguments implements HandlerMethodArgumentResolver {

    private final Bodies bodies;
    private final Supplier<ServerCodecConfigurer> codecs;

    BodyArguments(Bodies bodies, Supplier<ServerCodecConfigurer> codecs) {
        this.bodies = bodies;
        this.codecs = codecs;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == MergePatch.class || parameter.hasParameterAnnotation(Replacement.class);
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return ServerRequest.create(exchange, codecs.get().getReaders())
                .bodyToMono(JsonNode.class)
                .switchIfEmpty(Mono.error(() -> Problems.malformed("The body is missing.")))
                .map(body -> argument(parameter, body));
    }

    private Object argument(MethodParameter parameter, JsonNode body) {
        Replacement replacement = parameter.getParameterAnnotation(Replacement.class);
        return replacement == null
                ? bodies.patch(body)
                : bodies.replacing(
                        body, replacement.value(), parameter.getParameterType().asSubclass(Record.class));
    }
}
