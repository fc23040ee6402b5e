package com.messageai.leadgen.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Readings that many share while they are fresh. A reading counts from when it was begun, so who waits a little longer
 * than its age after a change knows that nobody goes by what was before.
 *
 * @param <K> what is read about
 * @param <V> what is read
 */
public final class SharedReadings<K, V> {

    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final Duration age;
    private final Function<K, Mono<V>> read;
    private final Cache<K, Reading<V>> readings =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    /** @param age from which on a reading is done again */
    public SharedReadings(Duration age, Function<K, Mono<V>> read) {
        this.age = age;
        this.read = read;
    }

    private record Reading<V>(long begunNanos, Mono<V> value) {}

    /** What was read less than the age ago; a failure, or that there was nothing, is shared too. */
    public Mono<V> of(K key) {
        return Mono.defer(() -> Objects.requireNonNull(
                        readings.asMap().compute(key, (same, old) -> old == null || isOld(old) ? begin(same) : old))
                .value());
    }

    /** The next one reads anew, on this instance. */
    public void forget(K key) {
        readings.invalidate(key);
    }

    private boolean isOld(Reading<V> reading) {
        return System.nanoTime() - reading.begunNanos() > age.toNanos();
    }

    private Reading<V> begin(K key) {
        return new Reading<>(System.nanoTime(), read.apply(key).cache());
    }
}
