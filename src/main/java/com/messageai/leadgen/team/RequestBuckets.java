package com.messageai.leadgen.team;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Token buckets that fill evenly within a minute. They are kept in Redis by one script on Redis' own clock: all buckets
 * of a request in one step and one round trip, where compare-and-swap from here would run in circles on a busy team's
 * bucket. Without Redis each instance counts for itself: a gate that is too wide for a while beats one that is shut.
 */
@Component
class RequestBuckets {

    private static final Logger log = LoggerFactory.getLogger(RequestBuckets.class);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MOST_LOCAL = 10_000;

    /** Takes one token of each bucket, or none where one is empty; per bucket [allowed, left, ms until full, ms until one]. */
    private static final RedisScript<List<Long>> TAKE = script("""
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local window = tonumber(ARGV[1])
            local tokens, all = {}, true
            for i, key in ipairs(KEYS) do
              local limit = tonumber(ARGV[i + 1])
              local kept = redis.call('HMGET', key, 'tokens', 'at')
              local left = tonumber(kept[1]) or limit
              local passed = math.max(0, now - (tonumber(kept[2]) or now))
              tokens[i] = math.min(limit, left + passed * limit / window)
              if tokens[i] < 1 then all = false end
            end
            local answer = {}
            for i, key in ipairs(KEYS) do
              local limit = tonumber(ARGV[i + 1])
              if all then tokens[i] = tokens[i] - 1 end
              redis.call('HSET', key, 'tokens', tostring(tokens[i]), 'at', now)
              redis.call('PEXPIRE', key, window * 2)
              table.insert(answer, all and 1 or 0)
              table.insert(answer, math.floor(tokens[i]))
              table.insert(answer, math.ceil((limit - tokens[i]) * window / limit))
              table.insert(answer, math.ceil(math.max(0, 1 - tokens[i]) * window / limit))
            end
            return answer
            """);

    /** @param limit tokens a minute, and how many fit in */
    record Bucket(String key, int limit) {}

    /**
     * What the tightest bucket says.
     *
     * @param reset until it is full again
     * @param retryAfter until there is a token again; zero where there is one
     */
    record Decision(boolean allowed, int limit, long remaining, Duration reset, Duration retryAfter) {}

    private final ReactiveStringRedisTemplate redis;
    private final Cache<String, io.github.bucket4j.Bucket> local = Caffeine.newBuilder()
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .maximumSize(MOST_LOCAL)
            .build();
    private final AtomicLong redisAwayUntil = new AtomicLong(System.nanoTime());

    RequestBuckets(ReactiveStringRedisTemplate redis) {
        this.redis = redis;
    }

    Mono<Decision> take(List<Bucket> buckets) {
        return Mono.defer(() -> System.nanoTime() - redisAwayUntil.get() < 0
                ? Mono.just(takeHere(buckets))
                : takeThere(buckets).onErrorResume(error -> {
                    redisAwayUntil.set(System.nanoTime() + PAUSE_NANOS);
                    log.warn("Requests are counted here for a second, without Redis: {}", error.toString());
                    return Mono.just(takeHere(buckets));
                }));
    }

    private Mono<Decision> takeThere(List<Bucket> buckets) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Long.toString(MINUTE.toMillis()));
        buckets.forEach(bucket -> arguments.add(Integer.toString(bucket.limit())));
        return redis.execute(TAKE, buckets.stream().map(Bucket::key).toList(), arguments)
                .next()
                .timeout(PATIENCE)
                .map(answer -> {
                    List<Decision> decisions = new ArrayList<>();
                    for (int i = 0; i < buckets.size(); i++) {
                        decisions.add(new Decision(
                                answer.get(4 * i) == 1,
                                buckets.get(i).limit(),
                                answer.get(4 * i + 1),
                                Duration.ofMillis(answer.get(4 * i + 2)),
                                Duration.ofMillis(answer.get(4 * i + 3))));
                    }
                    return tightest(decisions);
                });
    }

    private Decision takeHere(List<Bucket> buckets) {
        return tightest(buckets.stream()
                .map(bucket -> {
                    ConsumptionProbe probe =
                            local.get(bucket.key(), key -> full(bucket.limit())).tryConsumeAndReturnRemaining(1);
                    return new Decision(
                            probe.isConsumed(),
                            bucket.limit(),
                            probe.getRemainingTokens(),
                            Duration.ofNanos(probe.getNanosToWaitForReset()),
                            Duration.ofNanos(probe.getNanosToWaitForRefill()));
                })
                .toList());
    }

    private static io.github.bucket4j.Bucket full(int limit) {
        return io.github.bucket4j.Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, MINUTE))
                .build();
    }

    private static Decision tightest(List<Decision> decisions) {
        return decisions.stream()
                .min(Comparator.comparing(Decision::allowed)
                        .thenComparing(Decision::retryAfter, Comparator.reverseOrder())
                        .thenComparingLong(Decision::remaining))
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static RedisScript<List<Long>> script(String text) {
        return (RedisScript<List<Long>>) (RedisScript<?>) RedisScript.of(text, List.class);
    }
}
