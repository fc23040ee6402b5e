package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.Credits;
import com.messageai.leadgen.provider.Probe;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import java.net.URI;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks LinkedIn for its targeting facets: any approved token may. Calls cost nothing there, so there are no credits. */
@Component
class LinkedInProbe implements Probe {

    private final ProviderClient client;
    private final LinkedInFailures failures = new LinkedInFailures(Clock.systemUTC());

    LinkedInProbe(ProviderClients clients) {
        this.client = clients.api(LinkedInGateway.PROVIDER);
    }

    @Override
    public ProviderClient client() {
        return client;
    }

    @Override
    public Mono<Credits> look() {
        return client.call(
                        "facets",
                        CallKind.FREE,
                        LinkedInHeaders.on(
                                client.searchWeb().get().uri(URI.create(client.baseUrl() + "/rest/adTargetingFacets")),
                                client.settings()),
                        failures,
                        answer -> answer.json().required("elements"))
                .then(Mono.empty());
    }
}
