package com.messageai.leadgen.team;

import com.messageai.leadgen.store.KeyedHash;
import com.messageai.leadgen.web.Problems;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * How many requests a minute: of a user, of its team, and of an address as long as nobody is signed in. Every answer
 * under {@code /api} says how much is left of the tighter one.
 */
@Component
class RateLimits {

    static final String LIMIT = "RateLimit-Limit";
    static final String REMAINING = "RateLimit-Remaining";
    static final String RESET = "RateLimit-Reset";

    private final RequestBuckets buckets;
    private final KeyedHash keyedHash;
    private final SecuritySettings.Limits limits;

    RateLimits(RequestBuckets buckets, KeyedHash keyedHash, SecuritySettings settings) {
        this.buckets = buckets;
        this.keyedHash = keyedHash;
        this.limits = settings.limits();
    }

    /** Is put into the chain by {@link Security}; as a bean of the type WebFilter it would run twice. */
    Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().value().startsWith("/api")) {
            return chain.filter(exchange);
        }
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .mapNotNull(authentication -> authentication.getPrincipal())
                .ofType(SignedIn.class)
                .map(signedIn -> ofCaller(signedIn.caller()))
                .switchIfEmpty(Mono.defer(() -> ofAddress(exchange)))
                .flatMap(buckets::take)
                .doOnNext(decision -> tell(exchange, decision))
                .flatMap(decision -> decision.allowed()
                        ? chain.filter(exchange)
                        : Mono.error(Problems.tooMany(
                                "too-many-requests", "Too many requests in a minute.", decision.retryAfter())));
    }

    /** An answer that never came to the filter, such as that to a token that is not good. */
    Mono<Void> tellRefused(ServerWebExchange exchange) {
        return ofAddress(exchange)
                .flatMap(buckets::take)
                .doOnNext(decision -> tell(exchange, decision))
                .then();
    }

    private List<RequestBuckets.Bucket> ofCaller(Caller caller) {
        // In a cluster both live in the slot of the braces.
        String team = "leadgen:requests:{" + caller.team() + "}";
        return List.of(
                new RequestBuckets.Bucket(team + ":" + caller.user(), limits.user()),
                new RequestBuckets.Bucket(team, limits.team()));
    }

    private Mono<List<RequestBuckets.Bucket>> ofAddress(ServerWebExchange exchange) {
        @Nullable InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        String address = remote == null ? "" : remote.getAddress().getHostAddress();
        return keyedHash
                .hasher()
                .map(hasher -> HexFormat.of().formatHex(hasher.hash("request-address", address), 0, 16))
                .map(hash -> List.of(new RequestBuckets.Bucket("leadgen:requests:address:" + hash, limits.address())));
    }

    private static void tell(ServerWebExchange exchange, RequestBuckets.Decision decision) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(LIMIT, Integer.toString(decision.limit()));
        headers.set(REMAINING, Long.toString(decision.remaining()));
        headers.set(RESET, Long.toString(decision.reset().plusMillis(999).toSeconds()));
    }
}
