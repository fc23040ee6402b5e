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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;

/**
 * One API of a provider, called by one policy. Outside in: quota, bulkhead, circuit breaker, time limit. Nothing here
 * waits: a limit, a full bulkhead, an open circuit are failures that say when to come back. What fails, fails with a
 * {@link ProviderFailure}.
 */
public final class ProviderClient {

    private static final Logger log = LoggerFactory.getLogger(ProviderClient.class);

    static final Duration SOON = Duration.ofMillis(250);

    private static final Duration CIRCUIT_OPEN = Circuits.OPEN.dividedBy(2);

    private final KnownProvider provider;
    private final ProviderSettings settings;
    private final @Nullable String baseUrl;
    private final String credentialHash;
    private final Credentials credentials;
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
            Credentials credentials,
            WebClient web,
            Quotas quotas,
            CircuitBreaker circuit,
            Bulkhead bulkhead,
            ProviderState state,
            MeterRegistry meters) {
        this.provider = provider;
        this.settings = settings;
        this.baseUrl = baseUrl;
        this.credentials = credentials;
        this.credentialHash = credentials.identity();
        this.web = web.mutate().filter(credentials::attach).build();
        this.searchWeb = Outgoing.withLargerAnswers(this.web);
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

    /**
     * Speaks to the base URL, with the credential where the provider wants it; answers are capped at 1 MB. Use what it
     * builds only inside {@link #call}.
     */
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
        Mono<ProviderAnswer> exchange = request.exchangeToMono(ProviderAnswer::of)
                .onErrorMap(error -> Transport.broken(name(), endpoint, kind, error));
        return call(
                endpoint,
                kind,
                told -> exchange.flatMap(answer -> secondLook
                        .apply(answer)
                        .flatMap(failure -> Mono.<T>error(failure))
                        .switchIfEmpty(Mono.defer(() -> {
                            told.set(said(table, answer));
                            return read(endpoint, kind, answer, table, reader);
                        }))));
    }

    /**
     * Makes a call by the policy. The exchange maps the provider's answers itself; errors of the transport are mapped here.
     * Where a token turns out to be over, it is made once more with a new one: another call, for quota and all.
     */
    public <T> Mono<T> call(String endpoint, CallKind kind, Mono<T> exchange) {
        return call(endpoint, kind, told -> exchange);
    }

    private <T> Mono<T> call(String endpoint, CallKind kind, Exchange<T> exchange) {
        if (!configured()) {
            return Mono.error(() -> new ProviderFailure.Unauthorized(name(), endpoint, "not configured"));
        }
        return credentials
                .with(once(endpoint, kind, exchange))
                .doOnError(ProviderFailure.Unauthorized.class, state::failed);
    }

    /** What goes out and comes back; notes what the provider told of its limits. */
    @FunctionalInterface
    private interface Exchange<T> {
        Mono<T> begin(AtomicReference<List<Allowance>> told);
    }

    /** A permit, and what the provider told while it was in use. */
    private record Call(Permit permit, AtomicReference<List<Allowance>> told) {
        Call(Permit permit) {
            this(permit, new AtomicReference<>(List.of()));
        }
    }

    private <T> Mono<T> once(String endpoint, CallKind kind, Exchange<T> exchange) {
        return Mono.usingWhen(
                        quotas.take(quota(endpoint)).map(Call::new),
                        call -> guarded(
                                endpoint, kind, quotas.called(call.permit()).then(exchange.begin(call.told()))),
                        this::ended,
                        this::release,
                        this::ended)
                .doOnError(ProviderFailure.class, this::countRefusal);
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
                .transform(exchanged -> noting(endpoint, exchanged))
                .transformDeferred(CircuitBreakerOperator.of(circuit))
                .transformDeferred(BulkheadOperator.of(bulkhead))
                .onErrorMap(CallNotPermittedException.class, open -> notCalled(endpoint, "circuit-open", CIRCUIT_OPEN))
                .onErrorMap(BulkheadFullException.class, full -> notCalled(endpoint, "bulkhead-full", SOON));
    }

    /** What a probe's answer tells of the provider, who made the probe knows better. */
    private <T> Mono<T> noting(String endpoint, Mono<T> exchange) {
        return Mono.deferContextual(context -> context.hasKey(Probe.class)
                ? exchange
                : exchange.doOnSuccess(answer -> state.answered(endpoint))
                        .doOnError(ProviderFailure.class, this::noted));
    }

    /** A refused token may be renewed: the whole call says in the end what came of it. */
    private void noted(ProviderFailure failure) {
        if (!(failure instanceof ProviderFailure.Unauthorized)) {
            state.failed(failure);
        }
    }

    private Mono<Void> ended(Call call) {
        return quotas.ended(call.permit(), call.told().get());
    }

    private Mono<Void> release(Call call, Throwable error) {
        return switch (error) {
            case ProviderFailure.NotCalled neverSent -> quotas.giveBack(call.permit());
            case ProviderFailure.RateLimited limited ->
                quotas.close(call.permit(), limited.retryAfter(), call.told().get());
            default -> ended(call);
        };
    }

    private List<Allowance> said(FailureTable table, ProviderAnswer answer) {
        try {
            return table.allowances(answer);
        } catch (RuntimeException unreadable) {
            // Headers are no reason to lose an answer that may be paid for.
            log.debug("{} said nothing of its limits that can be read", name());
            return List.of();
        }
    }

    private <T> Mono<T> read(
            String endpoint,
            CallKind kind,
            ProviderAnswer answer,
            FailureTable table,
            Function<ProviderAnswer, T> reader) {
        try {
            ProviderFailure failure = table.failure(endpoint, answer);
            if (failure != null) {
                return Mono.error(failure);
            }
            return answer.isPage()
                    ? Mono.error(Transport.lost(name(), endpoint, kind, "the answer is a page for people"))
                    : Mono.just(reader.apply(answer));
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
        if (failure instanceof ProviderFailure.RateLimited limited) {
            state.limited(limited.endpoint(), limited.retryAfter());
        }
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
