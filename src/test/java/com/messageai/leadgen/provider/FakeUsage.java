package com.messageai.leadgen.provider;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls made, in memory: all of them this very minute. */
class FakeUsage extends ProviderUsage {

    final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Map<String, Duration> silences = new ConcurrentHashMap<>();

    FakeUsage() {
        super(null);
    }

    @Override
    Mono<Void> add(String credential, String endpoint) {
        return Mono.fromRunnable(() -> calls.merge(credential + endpoint, 1, Integer::sum));
    }

    @Override
    Mono<Void> silence(String credential, String endpoint, Duration silence) {
        return Mono.fromRunnable(() -> silences.put(credential + endpoint, silence));
    }

    @Override
    Mono<Duration> silent(String credential, String endpoint) {
        return Mono.just(silences.getOrDefault(credential + endpoint, Duration.ZERO));
    }

    @Override
    Flux<Minute> since(String credential, String endpoint, Duration window) {
        Integer count = calls.get(credential + endpoint);
        return count == null ? Flux.empty() : Flux.just(new Minute(Duration.ofSeconds(30), count));
    }
}
