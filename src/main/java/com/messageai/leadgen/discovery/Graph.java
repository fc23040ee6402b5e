package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import java.net.URI;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** How Meta's Graph API is read: the version in the path, and most of it below an ad account. */
final class Graph {

    private final ProviderClient client;
    private final FacebookFailures failures = new FacebookFailures();

    Graph(ProviderClient client) {
        this.client = client;
    }

    boolean configured() {
        return client.configured();
    }

    /** The node of the ad account: {@code act_1}. */
    String account() {
        String id = client.settings().accountId();
        return "act_" + RestLi.value(id == null ? FacebookGateway.ACCOUNT : id);
    }

    /**
     * A reading by the provider's policy.
     *
     * @param endpoint as the settings limit it
     * @param path below the version, encoded, with its query
     */
    <T> Mono<T> get(String endpoint, String path, Function<ProviderAnswer, T> reader) {
        return Mono.defer(() -> client.call(
                endpoint,
                CallKind.FREE,
                client.web().get().uri(URI.create(client.baseUrl() + "/" + version() + "/" + path)),
                failures,
                reader));
    }

    private String version() {
        String stated = client.settings().version();
        return stated == null ? FacebookGateway.VERSION : stated;
    }
}
