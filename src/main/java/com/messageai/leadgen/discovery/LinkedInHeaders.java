package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.ProviderSettings;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/** What LinkedIn demands of each call: version and protocol, beside the token. */
final class LinkedInHeaders {

    /** Sunset on 2027-07-15; the settings may name a newer one. */
    private static final String VERSION = "202607";

    private LinkedInHeaders() {}

    static RequestHeadersSpec<?> on(RequestHeadersSpec<?> request, ProviderSettings settings) {
        String version = settings.version() == null ? VERSION : settings.version();
        return request.headers(headers -> {
            headers.set("LinkedIn-Version", version);
            headers.set("X-Restli-Protocol-Version", "2.0.0");
        });
    }
}
