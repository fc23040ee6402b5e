package com.messageai.leadgen.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls a controller method only after all guards have let the request through. */
class GuardedHandlerAdapter extends RequestMappingHandlerAdapter {

    private static final String OURS = "com.messageai.leadgen.";

    private final ObjectProvider<RequestGuard> guards;

    GuardedHandlerAdapter(ObjectProvider<RequestGuard> guards) {
        this.guards = guards;
    }

    @Override
    public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
        if (handler instanceof HandlerMethod method && isOurs(method)) {
            return Flux.fromStream(guards::orderedStream)
                    .concatMap(guard -> guard.check(exchange, method))
                    .then(Mono.defer(() -> super.handle(exchange, handler)));
        }
        return super.handle(exchange, handler);
    }

    private static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith(OURS);
    }
}
