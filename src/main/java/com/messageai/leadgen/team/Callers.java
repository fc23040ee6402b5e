package com.messageai.leadgen.team;

import com.messageai.leadgen.web.Problems;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controllers the {@link Caller} and its {@link Rights} as arguments. */
@Component
class Callers implements HandlerMethodArgumentResolver, WebFluxConfigurer {

    private final RightsWatch watch;

    Callers(RightsWatch watch) {
        this.watch = watch;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class || parameter.getParameterType() == Rights.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return signedIn(exchange)
                .map(signedIn -> parameter.getParameterType() == Rights.class ? watch.of(signedIn) : signedIn.caller());
    }

    /** The caller of a request; 401 where nobody is signed in. */
    static Mono<Caller> of(ServerWebExchange exchange) {
        return signedIn(exchange).map(SignedIn::caller);
    }

    static Mono<SignedIn> signedIn(ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .ofType(Authentication.class)
                .mapNotNull(Authentication::getPrincipal)
                .ofType(SignedIn.class)
                .switchIfEmpty(Mono.error(Problems::unauthenticated));
    }
}
