package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.ProviderSettings;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/** What LinkedIn demands of each call: version and protocol, beside the token; of a long query that it travels in a body. */
final class LinkedInHeaders {

    /** Sunset on 2027-07-15; the settings may name a newer one. */
    private static final String VERSION = "202607";

    private static final int LONGEST_QUERY = 4_000;

    private LinkedInHeaders() {}

    static RequestHeadersSpec<?> on(RequestHeadersSpec<?> request, ProviderSettings settings) {
        String version = settings.version() == null ? VERSION : settings.version();
        return request.headers(headers -> {
            headers.set("LinkedIn-Version", version);
            headers.set("X-Restli-Protocol-Version", "2.0.0");
        });
    }

    /** A reading. Address and query are encoded already: a template would encode the percent signs again. */
    static RequestHeadersSpec<?> get(WebClient web, String address, String query, ProviderSettings settings) {
        RequestHeadersSpec<?> request = query.length() <= LONGEST_QUERY
                ? web.get().uri(URI.create(address + "?" + query))
                : web.post()
                        .uri(URI.create(address))
                        .header("X-HTTP-Method-Override", "GET")
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .bodyValue(query);
        return on(request, settings).header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
    }
}
