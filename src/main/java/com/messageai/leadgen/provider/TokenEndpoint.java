package com.messageai.leadgen.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.BodyInserters.FormInserter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestBodySpec;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * An OAuth 2.0 token endpoint: by client credentials, or by a refresh token where the settings have one. A provider may
 * answer a refresh with another refresh token, and the one before is worth nothing then: it is kept before it is used.
 */
final class TokenEndpoint implements TokenGrant {

    static final String ENDPOINT = "token";

    private static final Logger log = LoggerFactory.getLogger(TokenEndpoint.class);

    private static final Duration SOON = Duration.ofSeconds(5);

    // Where the answer does not say; and what nobody would mean.
    private static final long USUAL_SECONDS = 600;
    private static final long SHORTEST_SECONDS = 10;
    private static final long LONGEST_SECONDS = Duration.ofDays(90).toSeconds();

    private static final int LONGEST_TOKEN = 16_384;

    private final String provider;
    private final ProviderSettings settings;
    private final WebClient web;
    private final RotatedTokens kept;
    /** A hash of the refresh token of the settings. */
    private final String configured;

    /** The refresh token of the last answer while it could not be kept. */
    private final AtomicReference<@Nullable String> unkept = new AtomicReference<>();

    TokenEndpoint(String provider, ProviderSettings settings, WebClient web, RotatedTokens kept) {
        this.provider = provider;
        this.settings = settings;
        this.web = web;
        this.kept = kept;
        this.configured = Quotas.hash(settings.refreshToken());
    }

    private record Answered(Granted granted, @Nullable String refreshToken) {}

    @Override
    public Mono<Granted> fetch() {
        String refreshToken = settings.refreshToken();
        return refreshToken == null ? byClientCredentials() : byRefreshToken(refreshToken);
    }

    /** RFC 6749, 4.4: who we are stands in the header. */
    private Mono<Granted> byClientCredentials() {
        FormInserter<String> form = BodyInserters.fromFormData("grant_type", "client_credentials");
        return ask(
                        scoped(form),
                        post().headers(headers -> headers.setBasicAuth(
                                String.valueOf(settings.clientId()), String.valueOf(settings.clientSecret()))))
                .map(Answered::granted);
    }

    /** RFC 6749, 6: LinkedIn wants to read in the form who we are. */
    private Mono<Granted> byRefreshToken(String first) {
        return latest(first)
                .flatMap(token -> refresh(token)
                        // Another instance may have been first, and then ours was worth nothing.
                        .onErrorResume(
                                ProviderFailure.Unauthorized.class,
                                refused -> latest(first)
                                        .filter(newer -> !newer.equals(token))
                                        .flatMap(this::refresh)
                                        .switchIfEmpty(Mono.error(refused)))
                        .delayUntil(answered -> keep(token, answered.refreshToken()))
                        .map(Answered::granted));
    }

    private Mono<Answered> refresh(String token) {
        FormInserter<String> form = BodyInserters.fromFormData("grant_type", "refresh_token")
                .with("refresh_token", token)
                .with("client_id", String.valueOf(settings.clientId()))
                .with("client_secret", String.valueOf(settings.clientSecret()));
        return ask(scoped(form), post());
    }

    private Mono<String> latest(String first) {
        String mine = unkept.get();
        return mine != null
                ? Mono.just(mine)
                : kept.find(provider, configured).defaultIfEmpty(first).onErrorMap(error -> notNow(SOON));
    }

    private Mono<Void> keep(String used, @Nullable String next) {
        String token = next == null ? unkept.get() : next;
        if (token == null || token.equals(used) && unkept.get() == null) {
            return Mono.empty();
        }
        unkept.set(token);
        return kept.keep(provider, configured, token)
                .doOnSuccess(done -> unkept.compareAndSet(token, null))
                .onErrorResume(error -> {
                    log.warn("A new refresh token of {} can't be kept now: {}", provider, error.toString());
                    return Mono.empty();
                });
    }

    private FormInserter<String> scoped(FormInserter<String> form) {
        return settings.scope() == null ? form : form.with("scope", settings.scope());
    }

    private RequestBodySpec post() {
        return web.post().uri(String.valueOf(settings.tokenUrl())).accept(MediaType.APPLICATION_JSON);
    }

    private Mono<Answered> ask(FormInserter<String> form, RequestBodySpec request) {
        return request.body(form)
                .exchangeToMono(ProviderAnswer::of)
                .timeout(settings.timeout())
                .onErrorMap(lost -> notNow(SOON))
                .map(this::read);
    }

    private Answered read(ProviderAnswer answer) {
        JsonNode body = answer.jsonOrMissing();
        if (answer.status() == 400 || answer.status() == 401 || answer.status() == 403) {
            throw new ProviderFailure.Unauthorized(provider, ENDPOINT, "no token: " + error(answer, body));
        }
        String token = body.path("access_token").asString("");
        if (!answer.successful() || token.isBlank() || token.length() > LONGEST_TOKEN) {
            Duration wait = answer.retryAfter(Clock.systemUTC());
            throw notNow(wait == null ? SOON : wait);
        }
        long life = body.path("expires_in").asLong(USUAL_SECONDS);
        String next = body.path("refresh_token").asString("");
        return new Answered(
                new Granted(token, Duration.ofSeconds(Math.clamp(life, SHORTEST_SECONDS, LONGEST_SECONDS))),
                next.isBlank() || next.length() > LONGEST_TOKEN ? null : next);
    }

    /** A code of RFC 6749; a description may say anything. */
    private static String error(ProviderAnswer answer, JsonNode body) {
        String code = body.path("error").asString("");
        return code.matches("[a-z_]{1,40}") ? code : "status " + answer.status();
    }

    private ProviderFailure notNow(Duration wait) {
        return new ProviderFailure.NotCalled(provider, ENDPOINT, "token-unavailable", wait);
    }
}
