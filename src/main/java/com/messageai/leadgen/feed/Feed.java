package com.messageai.leadgen.feed;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.store.Uncancelled;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Opens streams. */
@Component
class Feed {

    private static final Logger log = LoggerFactory.getLogger(Feed.class);

    private final Starts starts;
    private final TeamFeeds feeds;
    private final History history;
    private final Streams streams;
    private final FeedProperties properties;

    Feed(Starts starts, TeamFeeds feeds, History history, Streams streams, FeedProperties properties) {
        this.starts = starts;
        this.feeds = feeds;
        this.history = history;
        this.streams = streams;
        this.properties = properties;
    }

    /**
     * A stream for this caller; empty when it has all that will ever come, 404 where there is no such campaign. The
     * stream itself begins with a 429 where the caller has too many.
     *
     * @param campaign null for all of the team
     */
    Mono<Optional<Flux<Burst>>> open(Caller caller, @Nullable CampaignId campaign, LastEventId last) {
        Scope scope = new Scope(
                caller.team(), campaign == null ? null : campaign.value(), caller.may(Permission.VIEW_PROSPECTS));
        return Uncancelled.run(starts.open(scope, last))
                .map(start -> start.map(begun -> streams.counted(caller.user(), stream(scope, begun))));
    }

    private Flux<Burst> stream(Scope scope, Start start) {
        Flux<Burst> read = Flux.using(
                () -> feeds.join(scope.team(), start.standing().number()),
                feed -> new FeedReader(scope, start, feed, history, properties.maxBehind())
                        .bursts(properties.heartbeat()),
                feeds::leave);
        return streams.untilClosing(read.onErrorResume(failure -> {
            log.warn("a stream ends early, its client comes back: {}", failure.toString());
            return Mono.just(Streams.comeBack());
        }));
    }
}
