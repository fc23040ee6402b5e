package com.messageai.leadgen.provider;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.netty.resources.ConnectionProvider;

/** A client for each API of each provider, made from {@code leadgen.providers.*}. */
@Component
public class ProviderClients implements DisposableBean {

    private static final int TOKEN_CONNECTIONS = 2;

    private final Map<KnownProvider, ProviderClient> apis = new EnumMap<>(KnownProvider.class);
    private final Map<KnownProvider, ProviderClient> gateways = new EnumMap<>(KnownProvider.class);
    private final List<ConnectionProvider> pools = new ArrayList<>();
    private final Quotas quotas;
    private final RotatedTokens rotatedTokens;
    private final MeterRegistry meters;

    ProviderClients(ProvidersProperties properties, Quotas quotas, RotatedTokens rotatedTokens, MeterRegistry meters) {
        this.quotas = quotas;
        this.rotatedTokens = rotatedTokens;
        this.meters = meters;
        for (KnownProvider provider : KnownProvider.values()) {
            ProviderSettings settings =
                    properties.providers().getOrDefault(provider.settingsName(), KnownProvider.UNSET);
            Credentials fixed = Credentials.fixed(provider, settings.credential());
            Credentials renewed = settings.renews() ? renewed(provider, settings) : fixed;
            apis.put(provider, client(provider, provider.settingsName(), settings, settings.baseUrl(), renewed));
            // A gateway may have a key of its own, beside the platform's tokens.
            Credentials own = settings.credential() == null ? renewed : fixed;
            gateways.put(
                    provider,
                    client(provider, provider.settingsName() + "-gateway", settings, settings.gatewayUrl(), own));
        }
    }

    /** The provider's own API. @param name as the settings have it: {@code hunter} */
    public ProviderClient api(String name) {
        return find(apis, name);
    }

    /** The partner gateway that speaks our people-search contract in the conventions of this provider. */
    public ProviderClient gateway(String name) {
        return find(gateways, name);
    }

    Map<KnownProvider, ProviderClient> apis() {
        return apis;
    }

    Map<KnownProvider, ProviderClient> gateways() {
        return gateways;
    }

    @Override
    public void destroy() {
        pools.forEach(ConnectionProvider::dispose);
    }

    private static ProviderClient find(Map<KnownProvider, ProviderClient> clients, String name) {
        ProviderClient client = clients.get(KnownProvider.valueOf(name.toUpperCase(Locale.ROOT)));
        if (client == null) {
            throw new IllegalArgumentException(name);
        }
        return client;
    }

    private Credentials renewed(KnownProvider provider, ProviderSettings settings) {
        String name = provider.settingsName();
        ConnectionProvider connections = Outgoing.connections(name + "-token", TOKEN_CONNECTIONS);
        pools.add(connections);
        var endpoint = new TokenEndpoint(name, settings, Outgoing.web(connections, null), rotatedTokens);
        return Credentials.renewed(
                provider, new AccessTokens(name, endpoint, System::nanoTime), String.valueOf(settings.clientId()));
    }

    private ProviderClient client(
            KnownProvider provider,
            String api,
            ProviderSettings settings,
            @Nullable String baseUrl,
            Credentials credentials) {
        ConnectionProvider connections = Outgoing.connections(api, settings.maxConcurrent());
        pools.add(connections);
        return new ProviderClient(
                provider,
                settings,
                baseUrl,
                credentials,
                Outgoing.web(connections, baseUrl),
                quotas,
                circuit(api),
                Bulkhead.of(
                        api,
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(settings.maxConcurrent())
                                .maxWaitDuration(Duration.ZERO)
                                .build()),
                new ProviderState(Clock.systemUTC(), System::nanoTime),
                meters);
    }

    private CircuitBreaker circuit(String api) {
        CircuitBreaker circuit = Circuits.circuit(api, new SteadyClock());
        Gauge.builder(
                        "leadgen.provider.circuit",
                        circuit,
                        breaker -> breaker.getState().getOrder())
                .description("0 closed, 1 open, 2 half open")
                .tag("api", api)
                .strongReference(true)
                .register(meters);
        return circuit;
    }
}
