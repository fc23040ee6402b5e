package com.messageai.leadgen.provider;

import com.messageai.leadgen.web.CorrelationId;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The one way a request goes out: few connections, no redirects, no repeats, bounded answers. */
final class Outgoing {

    static final int BODY = 1 << 20;
    static final int SEARCH_BODY = 4 << 20;

    private static final int CONNECT_MILLIS = 2_000;

    private Outgoing() {}

    static ConnectionProvider connections(String api, int most) {
        return ConnectionProvider.builder("provider-" + api)
                .maxConnections(most)
                .pendingAcquireMaxCount(most)
                .pendingAcquireTimeout(Duration.ofSeconds(1))
                .maxIdleTime(Duration.ofSeconds(20))
                .maxLifeTime(Duration.ofMinutes(5))
                .evictInBackground(Duration.ofSeconds(30))
                // The connection used last is the least likely to have been closed meanwhile.
                .lifo()
                .build();
    }

    static WebClient web(ConnectionProvider connections, @Nullable String baseUrl) {
        HttpClient http = HttpClient.create(connections)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .followRedirect(false)
                // A silent second attempt would be a call that neither quota nor ledger has counted.
                .disableRetry(true);
        // Not Boot's builder: its observations keep whole URLs, and those say who was asked for.
        WebClient.Builder builder = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .defaultHeader("User-Agent", "messageai-leadgen")
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(BODY))
                .filter(Outgoing::withCorrelationId);
        return baseUrl == null ? builder.build() : builder.baseUrl(baseUrl).build();
    }

    static WebClient withLargerAnswers(WebClient web) {
        return web.mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(SEARCH_BODY))
                .build();
    }

    private static Mono<ClientResponse> withCorrelationId(ClientRequest request, ExchangeFunction next) {
        return Mono.deferContextual(context -> next.exchange(context.getOrEmpty(CorrelationId.KEY)
                .map(id -> ClientRequest.from(request)
                        .header(CorrelationId.HEADER, id.toString())
                        .build())
                .orElse(request)));
    }
}
