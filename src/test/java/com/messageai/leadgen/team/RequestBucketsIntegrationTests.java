package com.messageai.leadgen.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.ServiceTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;

@ServiceTest
class RequestBucketsIntegrationTests {

    @Autowired
    private RequestBuckets buckets;

    @Autowired
    private ReactiveStringRedisTemplate redis;

    private final RequestBuckets.Bucket user = new RequestBuckets.Bucket("test:{" + Ids.next() + "}:u", 5);
    private final RequestBuckets.Bucket team = new RequestBuckets.Bucket(user.key() + ":t", 100);

    @Test
    void admitsAsManyAsTheTighterBucketHolds() {
        List<RequestBuckets.Decision> decisions = Flux.range(0, 20)
                .flatMap(i -> buckets.take(List.of(user, team)), 20)
                .collectList()
                .block();
        assertThat(decisions).filteredOn(RequestBuckets.Decision::allowed).hasSize(5);
        assertThat(decisions).extracting(RequestBuckets.Decision::limit).containsOnly(5);
        RequestBuckets.Decision refused = buckets.take(List.of(user, team)).block();
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(12));
        assertThat(refused.reset()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        // A refused request takes nothing from the other bucket.
        assertThat(buckets.take(List.of(team)).block().remaining()).isBetween(94L, 96L);
        assertThat(redis.getExpire(user.key()).block()).isPositive();
    }

    @Test
    void countsByItselfWhileRedisIsAway() {
        ReactiveRedisConnectionFactory away = Mockito.mock(ReactiveRedisConnectionFactory.class, call -> {
            throw new RedisConnectionFailureException("away");
        });
        RequestBuckets alone = new RequestBuckets(new ReactiveStringRedisTemplate(away));
        List<RequestBuckets.Decision> decisions = Flux.range(0, 20)
                .concatMap(i -> alone.take(List.of(user, team)))
                .collectList()
                .block();
        assertThat(decisions).filteredOn(RequestBuckets.Decision::allowed).hasSize(5);
    }
}
