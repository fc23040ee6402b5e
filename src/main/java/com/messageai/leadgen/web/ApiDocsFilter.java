package com.messageai.leadgen.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The description of the API is made at its first request, from class files: that reads from the disk. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class ApiDocsFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return exchange.getRequest().getPath().value().startsWith("/v3/api-docs")
                ? Mono.defer(() -> chain.filter(exchange)).subscribeOn(Schedulers.boundedElastic())
                : chain.filter(exchange);
    }
}
