package com.messageai.leadgen.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Addresses that cannot be decoded, or carry a NUL that no store can keep, go no further. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class WellFormedRequestFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isWellFormed(exchange.getRequest())
                ? chain.filter(exchange)
                : Mono.error(Problems.malformed("The address cannot be read."));
    }

    private static boolean isWellFormed(ServerHttpRequest request) {
        try {
            return request.getURI().getPath().indexOf('\0') < 0
                    && request.getQueryParams().entrySet().stream()
                            .noneMatch(entry -> hasNul(entry.getKey())
                                    || entry.getValue().stream().anyMatch(WellFormedRequestFilter::hasNul));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean hasNul(@Nullable String text) {
        return text != null && text.indexOf('\0') >= 0;
    }
}
