package com.messageai.leadgen.team;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Event streams live with the session that opened them, and end when it ends or the rights change. It holds for every
 * stream, whichever room gives it.
 */
@Component
class StreamRights {

    private final RightsWatch watch;

    StreamRights(RightsWatch watch) {
        this.watch = watch;
    }

    /** Is put into the chain by {@link Security}; as a bean of the type WebFilter it would run twice. */
    Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .mapNotNull(authentication -> authentication.getPrincipal())
                .ofType(SignedIn.class)
                .map(signedIn -> exchange.mutate()
                        .response(new Watched(exchange.getResponse(), watch.ended(signedIn)))
                        .build())
                .defaultIfEmpty(exchange)
                .flatMap(chain::filter);
    }

    private static final class Watched extends ServerHttpResponseDecorator {

        private final Mono<Void> ended;

        Watched(ServerHttpResponse response, Mono<Void> ended) {
            super(response);
            this.ended = ended;
        }

        @Override
        public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            MediaType type = getHeaders().getContentType();
            boolean stream = type != null && type.isCompatibleWith(MediaType.TEXT_EVENT_STREAM);
            return super.writeAndFlushWith(stream ? Flux.from(body).takeUntilOther(ended) : body);
        }
    }
}
