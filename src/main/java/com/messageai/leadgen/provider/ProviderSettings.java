package com.messageai.leadgen.provider;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        @DefaultValue Map<String, List<Window>> limits) {

    /** At most {@code requests} calls in any stretch of time of this length. */
    public record Window(int requests, Duration per) {
        public Window {
            if (requests < 1 || per == null || per.toMillis() < 1) {
                throw new IllegalArgumentException("a limit needs at least one request, per a time");
            }
        }
    }

    public ProviderSettings {
        baseUrl = base(baseUrl);
        gatewayUrl = base(gatewayUrl);
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("max-concurrent must be at least 1");
        }
    }

    /** The API key or access token; null where none is set. */
    public @Nullable String credential() {
        return filled(apiKey) ? apiKey : filled(accessToken) ? accessToken : null;
    }

    /** Without what must not be seen. */
    @Override
    public String toString() {
        return "ProviderSettings[baseUrl=%s, gatewayUrl=%s, enabled=%s, credential=%s]"
                .formatted(baseUrl, gatewayUrl, enabled, credential() == null ? "none" : "set");
    }

    private static boolean filled(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static @Nullable String base(@Nullable String url) {
        if (url == null || url.isBlank()) {
            return null;
        }
        String trimmed = url.strip();
        while (trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        return trimmed;
    }
}
