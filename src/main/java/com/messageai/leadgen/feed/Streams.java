package com.messageai.leadgen.feed;

import com.messageai.leadgen.team.UserId;
import com.messageai.leadgen.web.Problems;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The open streams of this instance: how many a user may have, and how they end with the instance. */
@Component
class Streams {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long SPREAD_MILLIS = 4_000;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final FeedProperties properties;
    private final Map<UserId, Integer> open = new ConcurrentHashMap<>();
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private volatile boolean closed;

    Streams(FeedProperties properties, MeterRegistry meters) {
        this.properties = properties;
        Gauge.builder("leadgen.feed.streams", open, Streams::count)
                .description("Open event streams of this instance")
                .register(meters);
    }

    private static double count(Map<UserId, Integer> open) {
        return open.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Counts the stream while it is open; 429 as its first signal where the user has too many. */
    Flux<Burst> counted(UserId user, Flux<Burst> stream) {
        return Flux.using(() -> enter(user), entered -> stream, this::leave);
    }

    private UserId enter(UserId user) {
        open.merge(user, 1, Integer::sum);
        if (open.getOrDefault(user, 0) > properties.streamsPerUser()) {
            leave(user);
            throw Problems.tooMany(
                    "too-many-streams",
                    "You have " + properties.streamsPerUser() + " open streams; close one first.",
                    Duration.ofSeconds(5));
        }
        return user;
    }

    private void leave(UserId user) {
        open.computeIfPresent(user, (id, count) -> count > 1 ? count - 1 : null);
    }

    /** A stream that ends with this instance, and asks its client to come back, not all of them at once. */
    Flux<Burst> untilClosing(Flux<Burst> stream) {
        return stream.takeUntilOther(closing.asMono())
                .concatWith(Mono.defer(() -> closed ? Mono.just(comeBack()) : Mono.empty()))
                // Whoever reads nothing is not waited for.
                .takeUntilOther(closing.asMono().then(Mono.delay(GRACE)));
    }

    /** The last words of a stream that cannot go on here. */
    static Burst comeBack() {
        long jitter = ThreadLocalRandom.current().nextLong(SPREAD_MILLIS);
        return Burst.last(List.of(Frame.retry(RETRY.plusMillis(jitter))));
    }

    /** Open streams would hold up the shutdown. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closed = true;
        closing.tryEmitEmpty();
    }
}
