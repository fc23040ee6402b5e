package com.messageai.leadgen.team;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers under {@code /api} that security gave before the limits were looked at say what is left, too. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RateLimitHeaders implements WebFilter {

    private final RateLimits limits;

    RateLimitHeaders(RateLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getPath().value().startsWith("/api")) {
            exchange.getResponse()
                    .beforeCommit(() -> exchange.getResponse().getHeaders().containsHeader(RateLimits.LIMIT)
                            ? Mono.empty()
                            // These headers are not worth an answer that fails.
                            : limits.tellRefused(exchange).onErrorComplete());
        }
        return chain.filter(exchange);
    }
}
