package com.messageai.leadgen.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.support.StaticApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

class BackgroundStreamTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final AtomicInteger begun = new AtomicInteger();

    @BeforeEach
    void holdTheClock() {
        VirtualTimeScheduler.set(time);
    }

    @AfterEach
    void letTheClockGo() {
        VirtualTimeScheduler.reset();
    }

    private BackgroundStream stream(Supplier<Flux<?>> flow) {
        return new BackgroundStream("test", PATIENCE, () -> time.now(TimeUnit.NANOSECONDS)) {
            @Override
            protected Flux<?> flow() {
                begun.incrementAndGet();
                return flow.get();
            }
        };
    }

    private Status health(BackgroundStream stream) {
        return StreamsHealth.of(stream)
                .health()
                .map(health -> health.getStatus())
                .toFuture()
                .getNow(null);
    }

    @Test
    void beginsAgainAfterAFailure() {
        BackgroundStream stream = stream(() -> Flux.error(new IllegalStateException("gone")));
        stream.start();
        assertThat(begun).hasValue(1);
        time.advanceTimeBy(Duration.ofMillis(200));
        assertThat(begun).hasValue(2);
        assertThat(stream.restarts()).isEqualTo(2);
    }

    @Test
    void beginsAgainAfterItsEnd() {
        stream(Flux::empty).start();
        time.advanceTimeBy(Duration.ofMillis(200));
        assertThat(begun).hasValue(2);
    }

    @Test
    void isStoppedThoughSomethingInItFailsToBeCancelled() {
        BackgroundStream stream = stream(() -> Flux.create(sink -> sink.onCancel(() -> {
            throw new IllegalArgumentException("no span");
        })));
        stream.start();

        stream.stop();

        assertThat(stream.isRunning()).isFalse();
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(begun).hasValue(1);
    }

    @Test
    void isNotBegunAgainWhenItEndsBecauseItWasToldTo() {
        Sinks.Empty<Void> end = Sinks.empty();
        AtomicInteger called = new AtomicInteger();
        BackgroundStream stream = stream(() -> end.asMono().flux());
        stream.start();

        stream.stopAfter(Duration.ofSeconds(8), () -> {}, called::incrementAndGet);
        assertThat(called).hasValue(0);
        assertThat(stream.isRunning()).isTrue();
        end.tryEmitEmpty();

        assertThat(called).hasValue(1);
        assertThat(stream.isRunning()).isFalse();
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(begun).hasValue(1);
        assertThat(stream.restarts()).isZero();
        assertThat(called).hasValue(1);
    }

    @Test
    void isNotInterruptedWhenItEndsWhileItIsBeingToldTo() {
        Sinks.Empty<Void> end = Sinks.empty();
        AtomicInteger called = new AtomicInteger();
        BackgroundStream stream = stream(() -> end.asMono().flux());
        stream.start();

        stream.stopAfter(Duration.ofSeconds(8), end::tryEmitEmpty, called::incrementAndGet);

        assertThat(called).hasValue(1);
        assertThat(stream.restarts()).isZero();
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(begun).hasValue(1);
    }

    @Test
    void isStoppedWhenItDoesNotEndInTime() {
        AtomicInteger called = new AtomicInteger();
        BackgroundStream stream = stream(Flux::never);
        stream.start();

        stream.stopAfter(Duration.ofSeconds(8), () -> {}, called::incrementAndGet);
        time.advanceTimeBy(Duration.ofSeconds(8));

        assertThat(called).hasValue(1);
        assertThat(stream.isRunning()).isFalse();
        stream.start();
        assertThat(begun).hasValue(2);
    }

    @Test
    void beginsAgainWhenItsFlowCannotEvenBeMade() {
        stream(() -> {
                    throw new IllegalStateException("no broker");
                })
                .start();
        time.advanceTimeBy(Duration.ofMillis(200));
        assertThat(begun).hasValue(2);
    }

    @Test
    void pausesAtMostHalfAMinuteHoweverOftenItFails() {
        stream(() -> Flux.error(new IllegalStateException("gone"))).start();
        time.advanceTimeBy(Duration.ofMinutes(5));
        int beforehand = begun.get();
        assertThat(beforehand).as("with pauses that double").isBetween(12, 40);
        time.advanceTimeBy(Duration.ofMinutes(10));
        assertThat(begun.get() - beforehand).isBetween(20, 40);
    }

    @Test
    void pausesShortlyAgainAfterAMinuteThatWentWell() {
        TestPublisher<Integer> well = TestPublisher.create();
        stream(() -> begun.get() == 10 ? well.flux() : Flux.error(new IllegalStateException("gone")))
                .start();
        time.advanceTimeBy(Duration.ofMinutes(3));
        assertThat(begun).hasValue(10);
        time.advanceTimeBy(Duration.ofMinutes(1));
        well.error(new IllegalStateException("gone"));
        time.advanceTimeBy(Duration.ofMillis(200));
        assertThat(begun).hasValue(11);
    }

    @Test
    void isWellWhileElementsCome() {
        Sinks.Many<Integer> elements = Sinks.many().unicast().onBackpressureBuffer();
        BackgroundStream stream = stream(elements::asFlux);
        stream.start();
        time.advanceTimeBy(PATIENCE);
        assertThat(health(stream)).isEqualTo(Status.UP);
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(health(stream)).isEqualTo(Degraded.STATUS);
        elements.tryEmitNext(1).orThrow();
        assertThat(health(stream)).isEqualTo(Status.UP);
    }

    @Test
    void isWellWhileItSaysSo() {
        BackgroundStream stream = stream(Flux::never);
        stream.start();
        time.advanceTimeBy(PATIENCE.plusSeconds(1));
        stream.progressed();
        assertThat(health(stream)).isEqualTo(Status.UP);
        assertThat(stream.idle()).isZero();
    }

    @Test
    void isDegradedWhileItOnlyEverBeginsAgain() {
        BackgroundStream stream = stream(() -> Flux.error(new IllegalStateException("gone")));
        stream.start();
        time.advanceTimeBy(PATIENCE.plusSeconds(1));
        assertThat(health(stream)).isEqualTo(Degraded.STATUS);
    }

    @Test
    void isNotAskedForProgressOnceItIsStopped() {
        TestPublisher<Integer> elements = TestPublisher.create();
        BackgroundStream stream = stream(elements::flux);
        stream.start();
        stream.start();
        assertThat(begun).as("however often it is started").hasValue(1);
        stream.stop();
        elements.assertCancelled();
        time.advanceTimeBy(Duration.ofHours(1));
        assertThat(stream.isRunning()).isFalse();
        assertThat(begun).hasValue(1);
        assertThat(health(stream)).isEqualTo(Status.UP);
    }

    @Test
    void canBeStartedAgain() {
        BackgroundStream stream = stream(Flux::never);
        stream.start();
        stream.stop();
        stream.start();
        assertThat(begun).hasValue(2);
        assertThat(stream.isRunning()).isTrue();
    }

    @Test
    void isSeenInTheMetrics() {
        BackgroundStream stream = stream(() -> Flux.error(new IllegalStateException("gone")));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (StaticApplicationContext context = new StaticApplicationContext()) {
            context.getBeanFactory().registerSingleton("stream", stream);
            new StreamsMetrics(context.getBeanProvider(BackgroundStream.class)).bindTo(registry);
        }
        stream.start();
        time.advanceTimeBy(Duration.ofSeconds(3));
        assertThat(registry.get("leadgen.streams.restarts")
                        .tag("stream", "test")
                        .functionCounter()
                        .count())
                .isGreaterThan(3);
        assertThat(registry.get("leadgen.streams.idle")
                        .tag("stream", "test")
                        .gauge()
                        .value())
                .isEqualTo(3);
    }

    @Test
    void tellsOfAKindOfFailureOnceInAnOutage() {
        Backoff backoff = new Backoff();
        Throwable gone = new IllegalStateException("gone");
        assertThat(backoff.interrupted(Duration.ZERO, gone)).isTrue();
        assertThat(backoff.interrupted(Duration.ofSeconds(59), gone)).isFalse();
        assertThat(backoff.interrupted(Duration.ZERO, new IllegalArgumentException("other")))
                .isTrue();
        assertThat(backoff.interrupted(Duration.ofMinutes(1), gone)).isTrue();
    }
}
