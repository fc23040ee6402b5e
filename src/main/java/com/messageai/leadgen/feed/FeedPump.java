package com.messageai.leadgen.feed;

import com.messageai.leadgen.journal.Announcements;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the feeds of this instance up to date: at once where another instance announces something, and by a slow poll,
 * which heals lost announcements. The only one that subscribes here.
 */
@Component
class FeedPump implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FeedPump.class);

    /** Between two looks at counts: at most four fit into a second. */
    private static final Duration COUNTS = Duration.ofMillis(300);

    private final Announcements announcements;
    private final TeamFeeds feeds;
    private final Duration poll;
    private volatile @Nullable Disposable pumping;

    FeedPump(Announcements announcements, TeamFeeds feeds, FeedProperties properties) {
        this.announcements = announcements;
        this.feeds = feeds;
        this.poll = properties.poll();
    }

    Flux<Void> flow() {
        Flux<?> announced = announcements.all().filter(feeds::announced);
        Flux<?> polled = every(poll, feeds.poll());
        Flux<Void> events = Flux.merge(announced, polled).onBackpressureLatest().concatMap(wake -> feeds.advance(), 0);
        Flux<Void> counts = every(COUNTS, feeds.refresh()).thenMany(Flux.empty());
        return Flux.merge(events, counts);
    }

    /** Again and again, with a pause between the end of one step and the beginning of the next. */
    private static Flux<Long> every(Duration pause, Mono<Void> step) {
        return step.then(Mono.delay(pause)).repeat();
    }

    @Override
    public void start() {
        pumping = flow().subscribe(
                        null, failure -> log.error("the feed ended", failure), () -> log.error("the feed ended"));
    }

    @Override
    public void stop() {
        Disposable running = pumping;
        pumping = null;
        if (running != null) {
            running.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return pumping != null;
    }
}
