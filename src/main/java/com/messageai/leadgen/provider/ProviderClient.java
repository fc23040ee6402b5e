package com.messageai.leadgen.provider;

import com.messageai.leadgen.provider.Quotas.Permit;
import com.messageai.leadgen.provider.Quotas.Quota;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;

/**
 * One API of a provider, called by one policy. Outside in: quota, bulkhead, circuit breaker, time limit. Nothing here
 * waits: a limit, a full bulkhead, an open circuit are failures that say when to come back. What fails, fails with a
 * {@link ProviderFailure}.
 */
public final class ProviderClient {

    static final Duration SOON = Duration.ofMillis(250);

    /** Half of the time for which an open circuit stays open. */
    private static final Duration CIRCUIT_OPEN = Duration.ofSeconds(5);

    private final KnownProvider provider;
    private final ProviderSettings settings;
    private final @Nullable String baseUrl;
    private final String credentialHash;
    private final WebClient web;
    private final WebClient searchWeb;
    private final Quotas quotas;
    private final CircuitBreaker circuit;
    private final Bulkhead bulkhead;
    private final ProviderState state;
    private final MeterRegistry meters;

    ProviderClient(
            KnownProvider provider,
            ProviderSettings settings,
            @Nullable String baseUrl,
            WebClient web,
            Quotas quotas,
            CircuitBreaker circuit,
            Bulkhead bulkhead,
            ProviderState state,
            MeterRegistry meters) {
        this.provider = provider;
        this.settings = settings;
        this.baseUrl = baseUrl;
        this.credentialHash = Quotas.hash(settings.credential());
        this.web = web;
        this.searchWeb = Outgoing.withLargerAnswers(web);
        this.quotas = quotas;
        this.circuit = circuit;
        this.bulkhead = bulkhead;
        this.state = state;
        this.meters = meters;
    }

    /** As settings and failures call the provider: {@code hunter}. */
    public String name() {
        return provider.settingsName();
    }

    /** Whether the provider is switched on, and its base URL and (where it needs one) credential are set. */
    public boolean configured() {
        return provider.configured(settings, baseUrl);
    }

    public ProviderSettings settings() {
        return settings;
    }

    /** Without a slash at its end; null where none is set. */
    public @Nullable String baseUrl() {
        return baseUrl;
    }

    /** Speaks to the base URL; answers are capped at 1 MB. Use what it builds only inside {@link #call}. */
    public WebClient web() {
        return web;
    }

    /** As {@link #web()}, for search pages: answers are capped at 4 MB. */
    public WebClient searchWeb() {
        return searchWeb;
    }

    /**
     * Sends a request by the policy, tells by the table whether the answer is a failure, and reads it otherwise.
     *
     * @param endpoint the name under which the settings limit it: {@code finder}
     * @param reader takes the answer apart; whatever it throws means that the answer can't be read
     */
    public <T> Mono<T> call(
            String endpoint,
            CallKind kind,
            RequestHeadersSpec<?> request,
            FailureTable table,
            Function<ProviderAnswer, T> reader) {
        return call(endpoint, kind, request, table, reader, clear -> Mono.empty());
    }

    /**
     * As above, for a provider some of whose answers mean this or that.
     *
     * @param secondLook the failure behind an ambiguous answer, found out within the call's time limit; empty where the
     *     table can tell
     */
    public <T> Mono<T> call(
            String endpoint,
            CallKind kind,
            RequestHeadersSpec<?> request,
            FailureTable table,
            Function<ProviderAnswer, T> reader,
            Function<ProviderAnswer, Mono<ProviderFailure>> secondLook) {
        return call(
                endpoint,
                kind,
                request.exchangeToMono(ProviderClient::whole)
                        .flatMap(answer -> secondLook
                                .apply(answer)
                                .flatMap(failure -> Mono.<T>error(failure))
                                .switchIfEmpty(Mono.defer(() -> read(endpoint, kind, answer, table, reader)))));
    }

    /** Makes a call by the policy. The exchange maps the provider's answers itself; errors of the transport are mapped here. */
    public <T> Mono<T> call(String endpoint, CallKind kind, Mono<T> exchange) {
        if (!configured()) {
            return Mono.error(() -> new ProviderFailure.Unauthorized(name(), endpoint, "not configured"));
        }
        return Mono.usingWhen(
                        quotas.take(quota(endpoint)),
                        permit -> guarded(
                                endpoint, kind, quotas.called(permit.quota()).then(exchange)),
                        quotas::ended,
                        this::release,
                        quotas::ended)
                .doOnError(ProviderFailure.class, this::countRefusal);
    }

    /** Keeps an endpoint closed for a time, for all instances: the provider said so beside an answer. */
    public Mono<Void> close(String endpoint, Duration silence) {
        return quotas.close(quota(endpoint), silence);
    }

    Quota quota(String endpoint) {
        return new Quota(
                name(),
                endpoint,
                credentialHash,
                provider.limits(settings).getOrDefault(endpoint, List.of()),
                settings.timeout());
    }

    CircuitBreaker circuit() {
        return circuit;
    }

    ProviderState state() {
        return state;
    }

    private <T> Mono<T> guarded(String endpoint, CallKind kind, Mono<T> exchange) {
        return timed(endpoint, exchange.timeout(settings.timeout()))
                .onErrorMap(error -> Transport.failure(name(), endpoint, kind, error))
                .doOnSuccess(answer -> state.answered())
                .doOnError(ProviderFailure.class, state::failed)
                .transformDeferred(CircuitBreakerOperator.of(circuit))
                .transformDeferred(BulkheadOperator.of(bulkhead))
                .onErrorMap(CallNotPermittedException.class, open -> notCalled(endpoint, "circuit-open", CIRCUIT_OPEN))
                .onErrorMap(BulkheadFullException.class, full -> notCalled(endpoint, "bulkhead-full", SOON));
    }

    private Mono<Void> release(Permit permit, Throwable error) {
        return switch (error) {
            case ProviderFailure.NotCalled neverSent -> quotas.giveBack(permit);
            case ProviderFailure.RateLimited limited -> quotas.close(permit, limited.retryAfter());
            default -> quotas.ended(permit);
        };
    }

    private static Mono<ProviderAnswer> whole(ClientResponse response) {
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> new ProviderAnswer(
                        response.statusCode().value(), response.headers().asHttpHeaders(), body));
    }

    private <T> Mono<T> read(
            String endpoint,
            CallKind kind,
            ProviderAnswer answer,
            FailureTable table,
            Function<ProviderAnswer, T> reader) {
        try {
            ProviderFailure failure = table.failure(endpoint, answer);
            return failure != null ? Mono.error(failure) : Mono.just(reader.apply(answer));
        } catch (ProviderFailure failure) {
            return Mono.error(failure);
        } catch (RuntimeException unreadable) {
            // A refusal that can't be read was not billed; a result that can't be read may have been.
            String message =
                    "the answer can't be read (" + unreadable.getClass().getSimpleName() + ")";
            return Mono.error(Transport.lost(name(), endpoint, answer.successful() ? kind : CallKind.FREE, message));
        }
    }

    private <T> Mono<T> timed(String endpoint, Mono<T> exchange) {
        return Mono.defer(() -> {
            var sample = Timer.start(meters);
            return exchange.doOnSuccess(answer -> sample.stop(timer(endpoint, "success")))
                    .doOnError(error -> sample.stop(timer(endpoint, outcome(error))))
                    .doOnCancel(() -> sample.stop(timer(endpoint, "cancelled")));
        });
    }

    private Timer timer(String endpoint, String outcome) {
        return meters.timer("leadgen.provider.calls", "provider", name(), "endpoint", endpoint, "outcome", outcome);
    }

    private void countRefusal(ProviderFailure failure) {
        String reason = switch (failure) {
            case ProviderFailure.NotCalled notCalled -> notCalled.reason();
            case ProviderFailure.RateLimited limited -> "rate-limited";
            default -> null;
        };
        if (reason != null) {
            meters.counter(
                            "leadgen.provider.delayed",
                            "provider",
                            name(),
                            "endpoint",
                            failure.endpoint(),
                            "reason",
                            reason)
                    .increment();
        }
    }

    private static String outcome(Throwable error) {
        return error.getClass().getSimpleName();
    }

    private ProviderFailure notCalled(String endpoint, String reason, Duration retryAfter) {
        return new ProviderFailure.NotCalled(name(), endpoint, reason, retryAfter);
    }
}
