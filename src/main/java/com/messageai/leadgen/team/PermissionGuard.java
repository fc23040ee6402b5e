package com.messageai.leadgen.team;

import com.messageai.leadgen.web.EventStreams;
import com.messageai.leadgen.web.Problems;
import com.messageai.leadgen.web.RequestGuard;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The one place where roles are checked: what a controller method says it requires, and nothing said is a no. */
@Component
@Order(10)
class PermissionGuard implements RequestGuard {

    @Override
    public Mono<Void> check(ServerWebExchange exchange, HandlerMethod handler) {
        return switch (rule(handler)) {
            case Requires required ->
                caller(exchange, handler)
                        .filter(caller -> caller.may(required.value()))
                        .switchIfEmpty(Mono.error(Problems::forbidden))
                        .then();
            case AnyRole ignored -> caller(exchange, handler).then();
            case Open ignored -> Mono.empty();
            case null, default -> Mono.error(Problems.forbidden());
        };
    }

    /** Tickets open event streams and nothing else. */
    private static Mono<Caller> caller(ServerWebExchange exchange, HandlerMethod handler) {
        return Callers.signedIn(exchange)
                .filter(signedIn -> signedIn.by() != SignedIn.By.TICKET || EventStreams.gives(handler))
                .switchIfEmpty(Mono.error(Problems::unauthenticated))
                .map(SignedIn::caller);
    }

    /** The annotation that decides: the method's, else the class's. */
    static @Nullable Annotation rule(HandlerMethod handler) {
        Annotation own = rule(handler.getMethod());
        return own == null ? rule(handler.getBeanType()) : own;
    }

    private static @Nullable Annotation rule(AnnotatedElement element) {
        return Stream.of(Requires.class, AnyRole.class, Open.class)
                .<@Nullable Annotation>map(kind -> AnnotatedElementUtils.findMergedAnnotation(element, kind))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
