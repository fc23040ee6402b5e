package com.messageai.leadgen.journal;

import com.messageai.leadgen.lifecycle.BackgroundStream;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.ReactiveSubscription.Message;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Announcements over Redis: a channel per team that carries only numbers.
 *
 * <p>A subscription may stay deaf after a disconnect (lettuce#3639), so every instance says something at times, and who
 * hears nothing at all for longer begins again.
 */
@Component
class RedisAnnouncements extends BackgroundStream implements Announcer, Announcements {

    private static final Logger log = LoggerFactory.getLogger(RedisAnnouncements.class);

    static final String CHANNELS = "leadgen:feed:";
    private static final String PING = "ping";
    private static final Duration SEND = Duration.ofMillis(500);
    private static final Duration PING_EVERY = Duration.ofSeconds(10);
    private static final Duration DEAF = Duration.ofSeconds(25);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final ReactiveStringRedisTemplate redis;
    private final AtomicBoolean away = new AtomicBoolean();
    // Who does not listen at the moment misses nothing: readers poll, and numbers show gaps.
    private final Sinks.Many<Announcement> heard = Sinks.many().multicast().directBestEffort();

    RedisAnnouncements(ReactiveStringRedisTemplate redis) {
        super("announcements", PATIENCE);
        this.redis = redis;
    }

    @Override
    public Mono<Void> announce(TeamId team, long upTo) {
        return send(CHANNELS + team, Long.toString(upTo));
    }

    @Override
    public Flux<Announcement> all() {
        return heard.asFlux();
    }

    @Override
    protected Flux<?> flow() {
        Flux<?> pings = Flux.interval(PING_EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> send(CHANNELS + PING, "").then(Mono.empty()), 1);
        Flux<?> messages = Flux.defer(() -> redis.listenToPattern(CHANNELS + "*"))
                // A subscription's own connection is opened by the thread that asks for it, which waits.
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(DEAF)
                .doOnNext(this::hear)
                .concatWith(Mono.error(() -> new IllegalStateException("the subscription ended")));
        return Flux.merge(messages, pings);
    }

    private void hear(Message<String, String> message) {
        Announcement announcement = read(message);
        if (announcement != null) {
            heard.tryEmitNext(announcement);
        }
    }

    private Mono<Void> send(String channel, String text) {
        return Mono.defer(() -> redis.convertAndSend(channel, text))
                .timeout(SEND)
                .doOnNext(receivers -> {
                    if (away.getAndSet(false)) {
                        log.info("announcements go out again");
                    }
                })
                .doOnError(failure -> {
                    if (!away.getAndSet(true)) {
                        log.warn("announcements do not go out, readers poll: {}", failure.toString());
                    }
                })
                .onErrorComplete()
                .then();
    }

    static @Nullable Announcement read(Message<String, String> message) {
        String team = message.getChannel().substring(CHANNELS.length());
        try {
            return team.equals(PING)
                    ? null
                    : new Announcement(new TeamId(UUID.fromString(team)), Long.parseLong(message.getMessage()));
        } catch (IllegalArgumentException e) {
            log.warn("unreadable announcement on {}", message.getChannel());
            return null;
        }
    }
}
