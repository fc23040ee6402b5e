package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.Credits;
import com.messageai.leadgen.provider.Probe;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import java.net.URI;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks up one country at Meta: any token may. Calls cost nothing there, so there are no credits. */
@Component
class FacebookProbe implements Probe {

    private final ProviderClient client;
    private final FacebookFailures failures = new FacebookFailures();

    FacebookProbe(ProviderClients clients) {
        this.client = clients.api(FacebookGateway.PROVIDER);
    }

    @Override
    public ProviderClient client() {
        return client;
    }

    @Override
    public Mono<Credits> look() {
        String version = client.settings().version() == null
                ? FacebookGateway.VERSION
                : client.settings().version();
        return client.call(
                        "targeting",
                        CallKind.FREE,
                        client.web()
                                .get()
                                .uri(
                                        URI.create(
                                                client.baseUrl() + "/" + version
                                                        + "/search?type=adgeolocation&location_types=%5B%22country%22%5D&q=us&limit=1")),
                        failures,
                        answer -> answer.json().required("data"))
                .then(Mono.empty());
    }
}
