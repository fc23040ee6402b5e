package com.messageai.leadgen.discovery;

import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderAnswer;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import java.net.URI;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** ZoomInfo's GTM Data API, version 1, as far as people are found with it. Nothing of that is billed. */
@Component
class ZoomInfo {

    static final String PROVIDER = "zoominfo";

    /** One for all calls: ZoomInfo counts those of an account together. */
    static final String ENDPOINT = "data";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final MediaType JSON_API = MediaType.parseMediaType("application/vnd.api+json");

    private final ProviderClient client;
    private final ZoomInfoFailures failures = new ZoomInfoFailures(Clock.systemUTC());

    ZoomInfo(ProviderClients clients) {
        ZoomInfoVocabulary.load();
        this.client = clients.api(PROVIDER);
    }

    ProviderClient client() {
        return client;
    }

    boolean configured() {
        return client.configured();
    }

    /** A page of a search for contacts. @param number from 1 */
    <T> Mono<T> search(ObjectNode attributes, int number, int size, Function<ProviderAnswer, T> reader) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("data").put("type", "ContactSearch").set("attributes", attributes);
        // The links of an answer are not followed, they are sometimes missing.
        URI uri = URI.create(client.baseUrl() + "/gtm/data/v1/contacts/search?page%5Bnumber%5D=" + number
                + "&page%5Bsize%5D=" + size);
        return client.call(
                ENDPOINT,
                CallKind.FREE,
                client.searchWeb()
                        .post()
                        .uri(uri)
                        .contentType(JSON_API)
                        .accept(JSON_API)
                        .bodyValue(JSON.writeValueAsString(body)),
                failures,
                reader);
    }

    /** A list of the vocabulary. @param field as its path has it: {@code metro-regions} */
    <T> Mono<T> lookup(String field, Function<ProviderAnswer, T> reader) {
        URI uri = URI.create(client.baseUrl() + "/gtm/data/v1/lookup/" + field);
        return client.call(
                ENDPOINT, CallKind.FREE, client.searchWeb().get().uri(uri).accept(JSON_API), failures, reader);
    }

    /** What is used of the account's limits. */
    <T> Mono<T> usage(Function<ProviderAnswer, T> reader) {
        URI uri = URI.create(client.baseUrl() + "/gtm/data/v1/users/usage");
        return client.call(ENDPOINT, CallKind.FREE, client.web().get().uri(uri).accept(JSON_API), failures, reader);
    }
}
