package com.messageai.leadgen.provider;

import com.messageai.leadgen.provider.ProviderState.Standing;
import com.messageai.leadgen.provider.ProviderState.State;
import com.messageai.leadgen.provider.Quotas.Usage;
import com.messageai.leadgen.provider.Quotas.WindowUsage;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How the providers are, and how much of their limits is used. */
@RestController
@RequestMapping("/api/v1")
@Requires(Permission.VIEW_CAMPAIGNS)
class ProviderController {

    private static final double NEAR = 0.75;

    private final ProviderClients clients;
    private final Quotas quotas;
    private final Probes probes;
    private final Clock clock = Clock.systemUTC();

    ProviderController(ProviderClients clients, Quotas quotas, Probes probes) {
        this.clients = clients;
        this.quotas = quotas;
        this.probes = probes;
    }

    /**
     * One window of one endpoint.
     *
     * @param resetAt when the oldest call that counts no longer does, or the provider lets us in again; null while nothing is
     *     used
     */
    record RateLimit(
            String platform,
            String endpoint,
            int limit,
            int used,
            int remaining,
            long windowSeconds,
            @Nullable Instant resetAt,
            boolean nearLimit) {}

    /**
     * A provider as this instance last saw it.
     *
     * @param reachable whether it answered when it was asked last; null where nobody asked yet
     * @param since when it came to be in this state
     * @param credits null where the provider tells none, or they can't be read now: that is not zero
     */
    record ProviderView(
            String name,
            boolean enabled,
            boolean configured,
            @Nullable Boolean reachable,
            State state,
            CircuitBreaker.State circuit,
            Instant since,
            @Nullable Credits credits) {}

    @GetMapping("/rate-limits")
    Mono<List<RateLimit>> rateLimits() {
        return Flux.fromIterable(clients.apis().keySet())
                .filter(this::configured)
                .concatMap(this::limitsOf)
                .collectList();
    }

    @GetMapping("/providers")
    Mono<List<ProviderView>> providers() {
        return Flux.fromIterable(clients.apis().keySet())
                .flatMapSequential(
                        provider -> probes.look(both(provider)).then(Mono.fromSupplier(() -> view(provider))),
                        KnownProvider.values().length)
                .collectList();
    }

    private Flux<RateLimit> limitsOf(KnownProvider provider) {
        ProviderClient client = clients.api(provider.settingsName());
        return Flux.fromIterable(new TreeMap<>(provider.limits(client.settings())).keySet())
                .concatMap(endpoint -> quotas.usage(client.quota(endpoint))
                        .flatMapIterable(usage -> usage.windows().stream()
                                .map(window -> rateLimit(provider, endpoint, usage, window))
                                .toList()));
    }

    private RateLimit rateLimit(KnownProvider provider, String endpoint, Usage usage, WindowUsage window) {
        int limit = window.window().requests();
        boolean closed = usage.closed().isPositive();
        Duration reset = closed ? usage.closed() : window.returns();
        return new RateLimit(
                provider.name(),
                endpoint,
                limit,
                window.used(),
                closed ? 0 : Math.max(0, limit - window.used()),
                Math.max(1, window.window().per().toSeconds()),
                reset.isZero() ? null : clock.instant().plus(reset),
                closed || window.used() >= NEAR * limit);
    }

    private ProviderView view(KnownProvider provider) {
        List<ProviderClient> both = both(provider);
        CircuitBreaker.State circuit = both.stream()
                .map(client -> client.circuit().getState())
                .max(Comparator.comparing(ProviderController::weight))
                .orElse(CircuitBreaker.State.CLOSED);
        Standing standing = both.stream()
                .map(client -> client.state().now())
                .max(Comparator.comparing(one -> weight(one.state())))
                .orElseThrow();
        boolean open = circuit == CircuitBreaker.State.OPEN;
        return new ProviderView(
                provider.settingsName(),
                both.getFirst().settings().enabled(),
                configured(provider),
                open ? Boolean.FALSE : standing.reachable(),
                open ? State.DOWN : standing.state(),
                circuit,
                standing.since(),
                probes.credits(both));
    }

    private boolean configured(KnownProvider provider) {
        return both(provider).stream().anyMatch(ProviderClient::configured);
    }

    private List<ProviderClient> both(KnownProvider provider) {
        String name = provider.settingsName();
        return Stream.of(clients.api(name), clients.gateway(name)).toList();
    }

    private static int weight(CircuitBreaker.State circuit) {
        return switch (circuit) {
            case OPEN, FORCED_OPEN -> 2;
            case HALF_OPEN -> 1;
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
        };
    }

    /** The worse one is what an operator should see. */
    private static int weight(State state) {
        return switch (state) {
            case UNKNOWN -> 0;
            case UP -> 1;
            case LIMITED -> 2;
            case DOWN -> 3;
            case OUT_OF_CREDITS -> 4;
        };
    }
}
