package com.messageai.leadgen.web;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A check before every controller method of this application, its arguments not yet read. It refuses by failing with a
 * {@link Problem}. Guards run in the order of their {@code @Order}.
 */
public interface RequestGuard {

    Mono<Void> check(ServerWebExchange exchange, HandlerMethod handler);
}
