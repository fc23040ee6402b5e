package com.messageai.leadgen.feed;

import com.messageai.leadgen.journal.Announcements;
import com.messageai.leadgen.lifecycle.BackgroundStream;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the feeds of this instance up to date: at once where another instance announces something, and by a slow poll,
 * which heals lost announcements and is the pump's pulse.
 */
@Component
class FeedPump extends BackgroundStream {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Between two looks at counts: at most four fit into a second. */
    private static final Duration COUNTS = Duration.ofMillis(300);

    private final Announcements announcements;
    private final TeamFeeds feeds;
    private final Duration poll;

    FeedPump(Announcements announcements, TeamFeeds feeds, FeedProperties properties) {
        super("feed", PATIENCE.plus(properties.poll()));
        this.announcements = announcements;
        this.feeds = feeds;
        this.poll = properties.poll();
    }

    @Override
    protected Flux<Void> flow() {
        Flux<?> announced = announcements.all().filter(feeds::announced);
        Flux<?> polled =
                every(poll, feeds.poll().doOnNext(answered -> progressed()).then());
        Flux<Void> events = Flux.merge(announced, polled).onBackpressureLatest().concatMap(wake -> feeds.advance(), 0);
        Flux<Void> counts = every(COUNTS, feeds.refresh()).thenMany(Flux.empty());
        return Flux.merge(events, counts);
    }

    /** Again and again, with a pause between the end of one step and the beginning of the next. */
    private static Flux<Long> every(Duration pause, Mono<Void> step) {
        return step.then(Mono.delay(pause)).repeat();
    }
}
