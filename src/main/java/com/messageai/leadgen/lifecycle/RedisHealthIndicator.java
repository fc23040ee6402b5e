package com.messageai.leadgen.lifecycle;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes the place of Boot's own, for which a Redis that is away is the whole service being down. */
@Component
class RedisHealthIndicator implements ReactiveHealthIndicator {

    private static final Duration ANSWER = Duration.ofSeconds(1);

    private final ReactiveStringRedisTemplate redis;

    RedisHealthIndicator(ReactiveStringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public Mono<Health> health() {
        return Mono.defer(() -> redis.hasKey("leadgen:health"))
                .timeout(ANSWER)
                .map(answer -> Health.up().build())
                .onErrorResume(failure -> Mono.just(Health.status(Degraded.STATUS)
                        .withDetail("error", failure.getClass().getName())
                        .build()));
    }
}
