package com.messageai.leadgen.provider;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/** Clients of providers for tests of adapters: the whole policy but for Redis. */
public final class TestProviders {

    private TestProviders() {}

    /** All providers at one address, with the key {@code test-key} and without limits. */
    public static ProviderClients at(String url) {
        return with(settings(url, Duration.ofSeconds(5)));
    }

    public static ProviderClients with(ProviderSettings settings) {
        return new ProviderClients(
                properties(settings), new UncountedQuotas(), new FakeRotatedTokens(), new SimpleMeterRegistry());
    }

    public static ProviderSettings settings(@Nullable String url, Duration timeout) {
        return new ProviderSettings(url, url, true, "test-key", "test-key", "1", null, 8, timeout, Map.of());
    }

    static ProvidersProperties properties(ProviderSettings settings) {
        return new ProvidersProperties(Map.of(
                "linkedin", settings,
                "facebook", settings,
                "clearbit", settings,
                "hunter", settings,
                "zoominfo", settings,
                "openai", settings,
                "pinecone", settings));
    }

    static Quotas uncounted() {
        return new UncountedQuotas();
    }

    /** Grants everything, and closes nothing. */
    private static final class UncountedQuotas extends Quotas {

        UncountedQuotas() {
            super(new ReactiveStringRedisTemplate(NoRedis.FACTORY), new FakeUsage());
        }

        @Override
        Mono<Permit> take(Quota quota) {
            return Mono.just(new Permit(quota, "uncounted"));
        }

        @Override
        Mono<Void> called(Permit permit) {
            return Mono.empty();
        }

        @Override
        Mono<Void> ended(Permit permit, List<Allowance> told) {
            return Mono.empty();
        }

        @Override
        Mono<Void> giveBack(Permit permit) {
            return Mono.empty();
        }

        @Override
        Mono<Void> close(Permit permit, Duration silence, List<Allowance> told) {
            return Mono.empty();
        }

        @Override
        Mono<Usage> usage(Quota quota) {
            return Mono.just(new Usage(Duration.ZERO, List.of()));
        }
    }
}
