package com.messageai.leadgen.provider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Refresh tokens in memory. */
class FakeRotatedTokens extends RotatedTokens {

    final Map<String, String> kept = new ConcurrentHashMap<>();

    FakeRotatedTokens() {
        super(null);
    }

    @Override
    Mono<String> find(String provider, String configured) {
        return Mono.justOrEmpty(kept.get(provider + ":" + configured));
    }

    @Override
    Mono<Void> keep(String provider, String configured, String token) {
        return Mono.fromRunnable(() -> kept.put(provider + ":" + configured, token));
    }
}
