package com.messageai.leadgen.embedding;

import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.Credits;
import com.messageai.leadgen.provider.Probe;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks an index of Pinecone how many vectors it has. What is left of the month's units can't be asked. */
@Component
class PineconeProbe implements Probe {

    private final ProviderClient client;
    private final PineconeFailures failures = new PineconeFailures();

    PineconeProbe(ProviderClients clients) {
        this.client = clients.api("pinecone");
    }

    @Override
    public ProviderClient client() {
        return client;
    }

    @Override
    public Mono<Credits> look() {
        return client.call(
                        "stats",
                        CallKind.FREE,
                        client.searchWeb()
                                .post()
                                .uri("/describe_index_stats")
                                .contentType(MediaType.APPLICATION_JSON)
                                .accept(MediaType.APPLICATION_JSON)
                                .header(PineconeVectors.VERSION_HEADER, PineconeVectors.version(client.settings()))
                                .bodyValue("{}"),
                        failures,
                        answer -> answer.json().required("totalVectorCount"))
                .then(Mono.empty());
    }
}
