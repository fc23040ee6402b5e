package com.messageai.leadgen.provider;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator says of one provider: {@code leadgen.providers.{name}.*}. A provider without a base URL or credential
 * is not configured and is never called.
 *
 * @param baseUrl scheme, host and an optional prefix; the adapter appends version and path. Trusted
 * @param gatewayUrl the partner gateway that speaks our people-search contract, same form
 * @param version of the platform's API, where it is part of each call
 * @param maxConcurrent calls in flight at once per instance, and so connections: the bulkhead
 * @param timeout for a whole call, from its first byte to the last one of the answer
 * @param limits per endpoint, a list of windows that all hold; replaces the default of that endpoint
 * @param tokenUrl where access tokens are got with {@code clientId} and {@code clientSecret}: by {@code refreshToken} where
 *     there is one, else by client credentials
 */
public record ProviderSettings(
        @Nullable String baseUrl,
        @Nullable String gatewayUrl,
        @DefaultValue("true") boolean enabled,
        @Nullable String apiKey,
        @Nullable String accessToken,
        @Nullable String accountId,
        @Nullable String version,
        @DefaultValue("32") int maxConcurrent,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue Map<String, List<Window>> limits,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String tokenUrl,
        @Nullable String refreshToken,
        @Nullable String scope) {

    /** At most {@code requests} calls in any stretch of time of this length. */
    public record Window(int requests, Duration per) {
        public Window {
            if (requests < 1 || per == null || per.toMillis() < 1) {
                throw new IllegalArgumentException("a limit needs at least one request, per a time");
            }
        }
    }

    @ConstructorBinding
    public ProviderSettings {
        baseUrl = base(baseUrl);
        gatewayUrl = base(gatewayUrl);
        clientId = orNull(clientId);
        clientSecret = orNull(clientSecret);
        tokenUrl = orNull(tokenUrl);
        refreshToken = orNull(refreshToken);
        scope = orNull(scope);
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("max-concurrent must be at least 1");
        }
    }

    /** Without OAuth. */
    public ProviderSettings(
            @Nullable String baseUrl,
            @Nullable String gatewayUrl,
            boolean enabled,
            @Nullable String apiKey,
            @Nullable String accessToken,
            @Nullable String accountId,
            @Nullable String version,
            int maxConcurrent,
            Duration timeout,
            Map<String, List<Window>> limits) {
        this(
                baseUrl,
                gatewayUrl,
                enabled,
                apiKey,
                accessToken,
                accountId,
                version,
                maxConcurrent,
                timeout,
                limits,
                null,
                null,
                null,
                null,
                null);
    }

    /** The API key or access token; null where none is set. */
    public @Nullable String credential() {
        return orNull(apiKey) != null ? apiKey : orNull(accessToken);
    }

    /** Whether tokens are got from the provider: it takes who we are, and where to ask. */
    public boolean renews() {
        return clientId != null && clientSecret != null && tokenUrl != null;
    }

    /** Without what must not be seen. */
    @Override
    public String toString() {
        return "ProviderSettings[baseUrl=%s, gatewayUrl=%s, enabled=%s, credential=%s]"
                .formatted(baseUrl, gatewayUrl, enabled, credential() != null ? "set" : renews() ? "OAuth" : "none");
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable String base(@Nullable String url) {
        if (url == null || url.isBlank()) {
            return null;
        }
        String trimmed = url.strip();
        while (trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        if (trimmed.matches("[^/]*//[^/]*@.*")) {
            throw new IllegalArgumentException("an address must not hold a credential: it ends up in logs");
        }
        return trimmed;
    }
}
