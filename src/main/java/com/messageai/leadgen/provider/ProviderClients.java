package com.messageai.leadgen.provider;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
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

    private final Map<KnownProvider, ProviderClient> apis = new EnumMap<>(KnownProvider.class);
    private final Map<KnownProvider, ProviderClient> gateways = new EnumMap<>(KnownProvider.class);
    private final List<ConnectionProvider> pools = new ArrayList<>();
    private final Quotas quotas;
    private final MeterRegistry meters;

    ProviderClients(ProvidersProperties properties, Quotas quotas, MeterRegistry meters) {
        this.quotas = quotas;
        this.meters = meters;
        for (KnownProvider provider : KnownProvider.values()) {
            ProviderSettings settings =
                    properties.providers().getOrDefault(provider.settingsName(), KnownProvider.UNSET);
            apis.put(provider, client(provider, provider.settingsName(), settings, settings.baseUrl()));
            gateways.put(
                    provider, client(provider, provider.settingsName() + "-gateway", settings, settings.gatewayUrl()));
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

    private ProviderClient client(
            KnownProvider provider, String api, ProviderSettings settings, @Nullable String baseUrl) {
        ConnectionProvider connections = Outgoing.connections(api, settings.maxConcurrent());
        pools.add(connections);
        return new ProviderClient(
                provider,
                settings,
                baseUrl,
                Outgoing.web(connections, baseUrl),
                quotas,
                circuit(api),
                Bulkhead.of(
                        api,
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(settings.maxConcurrent())
                                .maxWaitDuration(Duration.ZERO)
                                .build()),
                new ProviderState(Clock.systemUTC()),
                meters);
    }

    private CircuitBreaker circuit(String api) {
        CircuitBreaker circuit = CircuitBreaker.of(
                api,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        // Answers are counted on event loops, which must not wait for each other.
                        .slidingWindowSynchronizationStrategy(SlidingWindowSynchronizationStrategy.LOCK_FREE)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        // A provider that is well again is used again within 30 s.
                        .waitDurationInOpenState(Duration.ofSeconds(10))
                        .permittedNumberOfCallsInHalfOpenState(3)
                        // A 404, a 429 or a refusal of our input is an answer: the provider is well.
                        .recordException(error -> error instanceof ProviderFailure.Unavailable
                                || error instanceof ProviderFailure.UnknownOutcome)
                        .build());
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
