package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.ProviderFailure;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose host an operator's URL names: our gateway contracts are never spoken to the platforms themselves. */
final class Hosts {

    private Hosts() {}

    static boolean isOrBelow(@Nullable String url, String domain) {
        String host = url == null ? null : host(url);
        return host != null && (host.equals(domain) || host.endsWith("." + domain));
    }

    static ProviderFailure notConfigured(String provider, String endpoint) {
        return new ProviderFailure.Unauthorized(provider, endpoint, "no gateway is configured");
    }

    private static @Nullable String host(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? null : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
