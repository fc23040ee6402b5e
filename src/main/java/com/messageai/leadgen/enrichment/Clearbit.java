package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Clearbit's enrichment API. Its base URL may have a place for the host, {@code https://{api}.clearbit.com}. */
@Component
class Clearbit {

    /** Companies and people are counted together. */
    private static final String LIMIT = "enrich";

    // Versions are pinned per account unless asked for: this is the one that the reader was written for.
    private static final String VERSION = "2019-12-19";

    private final ProviderClient client;
    private final ClearbitFailures failures;

    Clearbit(ProviderClients clients, Clock clock) {
        this.client = clients.api("clearbit");
        this.failures = new ClearbitFailures(clock);
    }

    boolean configured() {
        return client.configured();
    }

    Mono<Answer> company(String domain, boolean cached) {
        return find("company", "/v2/companies/find?domain={value}", domain, cached, ClearbitAnswers::company);
    }

    Mono<Answer> person(String email, boolean cached) {
        return find("person", "/v2/people/find?email={value}", email, cached, ClearbitAnswers::person);
    }

    private Mono<Answer> find(String api, String uri, String value, boolean cached, Function<JsonNode, Answer> reader) {
        return Mono.defer(() -> {
            Map<String, Object> variables = Map.of("api", api, "value", value);
            return client.call(
                    LIMIT,
                    CallKind.PAID,
                    client.web()
                            .get()
                            .uri(cached ? uri + "&cached=true" : uri, variables)
                            .header("API-Version", VERSION),
                    failures,
                    answer -> reader.apply(answer.json()));
        });
    }
}
