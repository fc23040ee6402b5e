package com.messageai.leadgen.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.team.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class StreamsTests {

    private static final Burst HEARTBEAT = Burst.of(Frame.HEARTBEAT);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Streams streams =
            new Streams(new FeedProperties(2, 10, 10, Duration.ofSeconds(10), Duration.ofSeconds(1), 10), meters);

    @Test
    void asksClientsToComeBackWhenTheInstanceStops() {
        StepVerifier.create(streams.untilClosing(Flux.concat(Flux.just(HEARTBEAT), Flux.never())))
                .expectNext(HEARTBEAT)
                .then(streams::close)
                .assertNext(burst -> {
                    assertThat(burst.frames()).hasSize(1);
                    assertThat(burst.frames().getFirst().toString()).matches("retry:[1-4][0-9]{3}\n\n");
                })
                .verifyComplete();
    }

    @Test
    void doesNotWaitForThoseWhoReadNothingWhenItStops() {
        StepVerifier.withVirtualTime(() -> streams.untilClosing(Flux.<Burst>never()), 0)
                .expectSubscription()
                .then(streams::close)
                .thenAwait(Duration.ofSeconds(2))
                .verifyComplete();
    }

    @Test
    void endsAStreamAtItsOwnEndWithoutAnotherWord() {
        StepVerifier.create(streams.untilClosing(Flux.just(HEARTBEAT)))
                .expectNext(HEARTBEAT)
                .verifyComplete();
    }

    @Test
    void countsTheStreamsOfEachUser() {
        UserId user = new UserId(UUID.randomUUID());
        Flux<Burst> stream = streams.counted(user, Flux.never());
        var first = stream.subscribe();
        var second = stream.subscribe();

        StepVerifier.create(stream).verifyError();
        StepVerifier.create(streams.counted(new UserId(UUID.randomUUID()), Flux.just(HEARTBEAT)))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(meters.get("leadgen.feed.streams").gauge().value()).isEqualTo(2);
        first.dispose();
        var third = stream.subscribe();
        assertThat(third.isDisposed()).isFalse();
        StepVerifier.create(stream).verifyError();
        second.dispose();
        third.dispose();
    }
}
