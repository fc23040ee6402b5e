package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.Credits;
import com.messageai.leadgen.provider.Probe;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks up one country at Meta: any token may. Calls cost nothing there, so there are no credits. */
@Component
class FacebookProbe implements Probe {

    private final ProviderClient client;
    private final Graph graph;

    FacebookProbe(ProviderClients clients) {
        this.client = clients.api(FacebookGateway.PROVIDER);
        this.graph = new Graph(client);
    }

    @Override
    public ProviderClient client() {
        return client;
    }

    @Override
    public Mono<Credits> look() {
        return graph.get(
                        "targeting",
                        "search?type=adgeolocation&location_types=%5B%22country%22%5D&q=us&limit=1",
                        answer -> answer.json().required("data"))
                .then(Mono.empty());
    }
}
