package com.messageai.leadgen.lifecycle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A stream that runs for as long as the service does. One that fails or completes begins again after a pause (200 ms,
 * doubling up to 30 s, with jitter; short again once it has run for a minute), for ever. It is subscribed to here, so
 * that nothing else needs to be.
 *
 * <p>How it is doing is told by its progress: every element of its flow, or {@link #progressed()}. Health names a
 * running stream {@code DEGRADED} that has made none for longer than its patience.
 */
public abstract class BackgroundStream implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BackgroundStream.class);

    private final String name;
    private final Duration patience;
    private final LongSupplier nanos;
    private final Backoff backoff;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile long begunAt;
    private volatile long progressedAt;
    private volatile @Nullable Disposable running;
    private volatile Sinks.Empty<Void> ended = Sinks.empty();
    private volatile boolean ending;

    /**
     * @param name how logs, metrics and health call it: lower case, words divided by dashes
     * @param patience how long it may make no progress and still count as well
     */
    protected BackgroundStream(String name, Duration patience) {
        this(name, patience, System::nanoTime);
    }

    BackgroundStream(String name, Duration patience, LongSupplier nanos) {
        this.name = name;
        this.patience = patience;
        this.nanos = nanos;
        this.backoff = new Backoff();
    }

    /** What runs, made anew for each beginning; its end, however it comes, is an interruption. Each element is progress. */
    protected abstract Flux<?> flow();

    /** Says that it goes well, where no element says so. */
    protected final void progressed() {
        progressedAt = nanos.getAsLong();
    }

    @Override
    public void start() {
        if (running == null) {
            progressed();
            ending = false;
            ended = Sinks.empty();
            running = endless()
                    .subscribe(
                            null,
                            failure -> log.error("{} has ended for good", name, failure),
                            () -> ended.tryEmitEmpty());
        }
    }

    private Flux<Long> endless() {
        return Mono.defer(this::once)
                .then(Mono.defer(() -> ending ? Mono.<Long>empty() : pause()))
                .repeat(() -> !ending);
    }

    private Mono<Void> once() {
        begunAt = nanos.getAsLong();
        return Flux.defer(this::flow)
                .doOnNext(element -> progressed())
                .then(Mono.defer(
                        () -> ending ? Mono.<Void>empty() : Mono.error(new IllegalStateException("it completed"))))
                .onErrorResume(failure -> {
                    interrupted(failure);
                    return Mono.empty();
                });
    }

    private void interrupted(Throwable failure) {
        restarts.incrementAndGet();
        // Once for each kind of failure in an outage, however long that lasts.
        if (backoff.interrupted(since(begunAt), failure)) {
            log.warn("{} was interrupted and begins again", name, failure);
        } else {
            log.debug("{} was interrupted again: {}", name, failure.toString());
        }
    }

    private Mono<Long> pause() {
        return Mono.delay(backoff.pause());
    }

    /**
     * For a flow that can be told to come to its end: it is told, may go on for a while, and is not begun again; then it is
     * stopped.
     *
     * @param end tells the flow, which may well end within this very call
     * @param callback what waits for the end
     */
    protected final void stopAfter(Duration patience, Runnable end, Runnable callback) {
        // Before it is told: an end that nobody has announced is an interruption.
        ending = true;
        end.run();
        ended.asMono()
                .timeout(patience)
                .onErrorComplete()
                .doFinally(signal -> {
                    stop();
                    callback.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        Disposable subscription = running;
        running = null;
        if (subscription != null) {
            cancel(subscription);
        }
    }

    /** A cancel may fail on its way up: Lettuce's tracing does, for a command that has not been sent yet. */
    private void cancel(Disposable subscription) {
        try {
            subscription.dispose();
        } catch (RuntimeException failure) {
            log.warn("{} could not be cancelled whole: {}", name, failure.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    final String name() {
        return name;
    }

    /** How often it began again. */
    final int restarts() {
        return restarts.get();
    }

    /** Since its last progress; zero while it is not meant to run. */
    final Duration idle() {
        return isRunning() ? since(progressedAt) : Duration.ZERO;
    }

    final boolean isStuck() {
        return idle().compareTo(patience) > 0;
    }

    private Duration since(long then) {
        return Duration.ofNanos(nanos.getAsLong() - then);
    }
}
