package com.messageai.leadgen.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.FreePort;
import com.messageai.leadgen.team.TeamId;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import redis.embedded.RedisServer;

class RedisAnnouncementsIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port = FreePort.find();
    private final TeamId team = new TeamId(UUID.randomUUID());
    private RedisServer server;
    private LettuceConnectionFactory connections;
    private RedisAnnouncements announcements;

    @BeforeEach
    void start() throws IOException {
        server = serve();
        connections = new LettuceConnectionFactory("localhost", port);
        connections.setEagerInitialization(true);
        connections.afterPropertiesSet();
        connections.start();
        announcements = new RedisAnnouncements(new ReactiveStringRedisTemplate(connections));
        announcements.start();
    }

    @AfterEach
    void stop() throws IOException {
        announcements.stop();
        connections.destroy();
        server.stop();
    }

    private RedisServer serve() throws IOException {
        RedisServer redis =
                RedisServer.newRedisServer().port(port).setting("save \"\"").build();
        redis.start();
        return redis;
    }

    /** Until somebody listens, nobody hears: so it is said again and again. */
    private Mono<Void> announceRepeatedly(AtomicLong number) {
        return Flux.interval(Duration.ofMillis(50))
                .onBackpressureDrop()
                .concatMap(tick -> announcements.announce(team, number.get()), 1)
                .then();
    }

    @Test
    void tellsOtherInstances() {
        StepVerifier.create(announcements.all().takeUntilOther(announceRepeatedly(new AtomicLong(42))))
                .expectNext(new Announcement(team, 42))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void hearsAgainAfterRedisWasAwayAndFailsNobodyMeanwhile() {
        AtomicLong number = new AtomicLong(1);
        StepVerifier.create(announcements.all().distinct().takeUntilOther(announceRepeatedly(number)))
                .expectNext(new Announcement(team, 1))
                .then(() -> {
                    try {
                        server.stop();
                        announcements.announce(team, 2).block(PATIENCE);
                        server = serve();
                        number.set(3);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .expectNext(new Announcement(team, 3))
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void overhearsWhatItCannotRead() {
        Flux<Announcement> all = announcements.all();
        StepVerifier.create(all.takeUntilOther(Flux.interval(Duration.ofMillis(50))
                        .onBackpressureDrop()
                        .concatMap(
                                tick -> new ReactiveStringRedisTemplate(connections)
                                        .convertAndSend(RedisAnnouncements.CHANNELS + "nobody", "x")
                                        .then(announcements.announce(team, 7)),
                                1)))
                .assertNext(heard -> assertThat(heard).isEqualTo(new Announcement(team, 7)))
                .thenCancel()
                .verify(PATIENCE);
    }
}
