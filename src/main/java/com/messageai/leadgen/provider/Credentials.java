package com.messageai.leadgen.provider;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Who we are to a provider: a key or token of the settings, or tokens that are renewed. Known to a call by its context, and
 * written into each of its requests.
 */
final class Credentials {

    private record Bearer(Optional<String> token) {
        @Override
        public String toString() {
            return "Bearer";
        }
    }

    private final KnownProvider provider;
    private final @Nullable String fixed;
    private final @Nullable AccessTokens tokens;
    private final String identity;

    private Credentials(
            KnownProvider provider, @Nullable String fixed, @Nullable AccessTokens tokens, @Nullable String identity) {
        this.provider = provider;
        this.fixed = fixed;
        this.tokens = tokens;
        this.identity = Quotas.hash(identity);
    }

    static Credentials fixed(KnownProvider provider, @Nullable String credential) {
        return new Credentials(provider, credential, null, credential);
    }

    /** @param clientId is limited by the provider, whatever token it calls with */
    static Credentials renewed(KnownProvider provider, AccessTokens tokens, String clientId) {
        return new Credentials(provider, null, tokens, clientId);
    }

    /** A hash of what the provider counts our calls by: stays the same when a token is renewed. */
    String identity() {
        return identity;
    }

    /** The call with a token; once more with another where that one is over. */
    <T> Mono<T> with(Mono<T> call) {
        AccessTokens renewable = tokens;
        if (renewable == null) {
            return call.contextWrite(context -> context.put(Bearer.class, new Bearer(Optional.ofNullable(fixed))));
        }
        return renewable
                .current()
                .flatMap(token -> with(token, call)
                        .onErrorResume(
                                ProviderFailure.Unauthorized.class,
                                refused -> refused.expired()
                                        ? again(renewable, token, call, refused)
                                        : Mono.error(refused)));
    }

    private <T> Mono<T> again(AccessTokens renewable, String over, Mono<T> call, ProviderFailure refused) {
        renewable.expired(over);
        return renewable
                .current()
                .filter(token -> !token.equals(over))
                .switchIfEmpty(Mono.error(refused))
                .flatMap(token -> with(token, call));
    }

    private static <T> Mono<T> with(String token, Mono<T> call) {
        return call.contextWrite(context -> context.put(Bearer.class, new Bearer(Optional.of(token))));
    }

    /** A filter of requests: outside of a call there is nothing to attach. */
    Mono<ClientResponse> attach(ClientRequest request, ExchangeFunction next) {
        return Mono.deferContextual(context -> next.exchange(context.<Bearer>getOrEmpty(Bearer.class)
                .flatMap(Bearer::token)
                .map(token -> ClientRequest.from(request)
                        .headers(headers -> provider.authorize(headers, token))
                        .build())
                .orElse(request)));
    }
}
