package com.messageai.leadgen.feed;

import com.messageai.leadgen.journal.Announcement;
import com.messageai.leadgen.journal.Journal;
import com.messageai.leadgen.team.TeamId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The feeds of the teams that have readers on this instance, and how they are brought up to date. */
@Component
class TeamFeeds {

    private static final int TEAMS_AT_ONCE = 4;

    private final Journal journal;
    private final Pages pages;
    private final Standings standings;
    private final Encoder encoder;
    private final FeedProperties properties;
    private final Map<TeamId, TeamFeed> feeds = new ConcurrentHashMap<>();
    private final Outage polling = new Outage("polling");
    private final Outage events = new Outage("reading events");
    private final Outage counts = new Outage("reading counts");

    TeamFeeds(Journal journal, Pages pages, Standings standings, Encoder encoder, FeedProperties properties) {
        this.journal = journal;
        this.pages = pages;
        this.standings = standings;
        this.encoder = encoder;
        this.properties = properties;
    }

    /** The team's feed for one more reader. @param number where it begins, if this is the first */
    TeamFeed join(TeamId team, long number) {
        return feeds.compute(team, (id, present) -> {
            TeamFeed feed = present == null ? new TeamFeed(id, number, properties.ring()) : present;
            feed.join();
            return feed;
        });
    }

    /** The last one who leaves closes the feed. */
    void leave(TeamFeed left) {
        feeds.computeIfPresent(left.team(), (id, feed) -> feed.leave() > 0 ? feed : null);
    }

    /** Gives whether a team with readers may have something new. */
    boolean announced(Announcement announcement) {
        TeamFeed feed = feeds.get(announcement.team());
        if (feed == null) {
            return false;
        }
        feed.announced(announcement.upTo());
        return feed.behind();
    }

    /** Asks for what no announcement told; empty when nobody answered. */
    Mono<Boolean> poll() {
        return Flux.defer(() -> feeds.isEmpty() ? Flux.empty() : journal.heads(Set.copyOf(feeds.keySet())))
                .doOnNext(this::announced)
                .doOnComplete(() -> feeds.values().forEach(TeamFeed::touchAll))
                .then(Mono.just(true))
                .transform(polling::watched);
    }

    /** Brings all feeds up to the newest event. */
    Mono<Void> advance() {
        return Flux.defer(() -> Flux.fromIterable(behind()))
                .flatMap(this::nextPage, TEAMS_AT_ONCE)
                .any(more -> more)
                .repeat()
                .takeWhile(more -> more)
                .then();
    }

    private List<TeamFeed> behind() {
        return feeds.values().stream().filter(TeamFeed::behind).toList();
    }

    private List<TeamFeed> touched() {
        return feeds.values().stream().filter(TeamFeed::touched).toList();
    }

    private Mono<Boolean> nextPage(TeamFeed feed) {
        return feed.advance((number, limit) -> pages.after(feed.team(), null, number, limit)
                        // What follows goes through all readers of the team: not on the database's event loop.
                        .publishOn(Schedulers.parallel()))
                .transform(events::watched);
    }

    /** Brings the counts of all campaigns up to date in which something happened. */
    Mono<Void> refresh() {
        return Flux.defer(() -> Flux.fromIterable(touched()))
                .flatMap(
                        feed -> feed.refresh(
                                        campaigns -> standings
                                                .some(feed.team(), campaigns)
                                                .publishOn(Schedulers.parallel()),
                                        (state, standing) ->
                                                encoder.unnumbered("campaign.progress", state.progress(standing.at())))
                                .transform(counts::watched),
                        TEAMS_AT_ONCE)
                .then();
    }
}
