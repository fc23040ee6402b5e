package com.messageai.leadgen.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One open stream: a place in the journal, from which it goes on by demand and by nothing else. It takes entries from
 * the team's ring where that has them, else a page from the journal, so whoever reads slowly costs a few bursts.
 */
final class FeedReader {

    private static final Burst CONNECTED = Burst.of(Frame.CONNECTED);
    private static final Burst HEARTBEAT = Burst.of(Frame.HEARTBEAT);

    private final Scope scope;
    private final TeamFeed feed;
    private final History history;
    private final long maxBehind;

    private final Deque<Frame> first = new ArrayDeque<>();
    private final Deque<Frame> owed = new ArrayDeque<>();
    private long cursor;
    // The journal's number at the start: until there the client gets all, however far behind it is, and counts that
    // changed before are in its snapshot.
    private long floor;
    // The newest version of counts that was looked at.
    private long seen = -1;
    // The counts of the one campaign as the client has them.
    private @Nullable CampaignState counts;
    // The event with which the campaign ended, once that was taken; 0 before.
    private long ended;
    private boolean over;

    FeedReader(Scope scope, Start start, TeamFeed feed, History history, long maxBehind) {
        this.scope = scope;
        this.feed = feed;
        this.history = history;
        this.maxBehind = maxBehind;
        begin(start);
        if (scope.campaign() != null) {
            feed.watch(scope.campaign());
        }
    }

    private void begin(Start start) {
        first.addAll(start.first());
        owed.addAll(start.owed());
        cursor = start.after();
        floor = start.standing().number();
        over = start.over();
        counts = scope.campaign() == null || start.standing().campaigns().isEmpty()
                ? null
                : start.standing().campaigns().getFirst();
    }

    /** A comment at once, then all there is by demand, until the campaign's end; a comment whenever it was quiet. */
    Flux<Burst> bursts(Duration heartbeat) {
        // Listening comes before the first look, so that nothing can happen in between.
        Flux<Burst> news = Flux.merge(feed.signals(), Mono.just(feed.head()))
                .onBackpressureLatest()
                .concatMap(signal -> drain(), 0);
        Flux<Burst> beats = Flux.interval(heartbeat).map(beat -> HEARTBEAT).onBackpressureDrop();
        return Flux.concat(Mono.just(CONNECTED), Flux.merge(1, news, beats)).takeUntil(Burst::last);
    }

    private Flux<Burst> drain() {
        return Mono.defer(this::next).repeat(this::hasMore);
    }

    private boolean hasMore() {
        if (!first.isEmpty() || over) {
            return !first.isEmpty();
        }
        return ended > 0 ? canEnd() : cursor < feed.head() || owes() || seen < feed.version();
    }

    private boolean owes() {
        return !owed.isEmpty() && cursor >= floor;
    }

    private Mono<Burst> next() {
        if (!first.isEmpty()) {
            List<Frame> frames = poll(first);
            return Mono.just(new Burst(frames, over && first.isEmpty()));
        }
        if (ended > 0 && scope.campaign() != null) {
            return canEnd() ? Mono.just(end(scope.campaign())) : Mono.empty();
        }
        long head = feed.head();
        if (cursor < head) {
            return cursor >= floor && head - cursor > maxBehind ? reset(Reset.TOO_SLOW) : events(head);
        }
        List<Frame> frames = owes() ? poll(owed) : changedCounts();
        return frames.isEmpty() ? Mono.empty() : Mono.just(Burst.of(frames));
    }

    private static List<Frame> poll(Deque<Frame> queue) {
        List<Frame> frames = new ArrayList<>();
        while (frames.size() < Burst.SIZE && !queue.isEmpty()) {
            frames.add(queue.poll());
        }
        return frames;
    }

    private Mono<Burst> events(long head) {
        long before = cursor;
        List<Frame> frames = new ArrayList<>();
        while (ended == 0 && cursor < head && frames.size() < Burst.SIZE) {
            FeedEntry entry = feed.entry(cursor + 1);
            if (entry == null) {
                break;
            }
            take(entry, frames);
        }
        if (cursor == before) {
            return page(head);
        }
        return frames.isEmpty() ? Mono.empty() : Mono.just(Burst.of(frames));
    }

    private void take(FeedEntry entry, List<Frame> frames) {
        cursor = entry.number();
        if (scope.campaign() == null || entry.campaign().equals(scope.campaign())) {
            frames.add(entry.frame(scope.names()));
            if (scope.campaign() != null && entry.ends()) {
                ended = entry.number();
            }
        }
    }

    private Mono<Burst> page(long head) {
        return history.after(scope, cursor, Burst.SIZE).flatMap(page -> {
            if (isTorn(page)) {
                return reset(Reset.TOO_OLD);
            }
            List<Frame> frames = new ArrayList<>();
            for (FeedEntry entry : page) {
                if (ended == 0) {
                    take(entry, frames);
                }
            }
            if (page.size() < Burst.SIZE) {
                cursor = Math.max(cursor, head);
            }
            return frames.isEmpty() ? Mono.empty() : Mono.just(Burst.of(frames));
        });
    }

    /** Whether events between the last one taken and this page are no longer kept. */
    private boolean isTorn(List<FeedEntry> page) {
        if (scope.campaign() == null) {
            return page.isEmpty() || page.getFirst().number() != cursor + 1;
        }
        return !page.isEmpty() && page.getFirst().previous() > cursor;
    }

    private Mono<Burst> reset(Reset reason) {
        return history.reset(scope, reason).map(start -> {
            owed.clear();
            begin(start);
            List<Frame> frames = poll(first);
            return new Burst(frames, over && first.isEmpty());
        });
    }

    private List<Frame> changedCounts() {
        // The version is written after what it stands for.
        long version = feed.version();
        List<Frame> frames = scope.campaign() == null ? countsOfTeam() : countsOf(scope.campaign());
        if (frames.size() < Burst.SIZE) {
            seen = Math.max(seen, version);
        }
        return frames;
    }

    private List<Frame> countsOfTeam() {
        List<Frame> frames = new ArrayList<>();
        for (Progress progress : feed.progressAfter(seen)) {
            if (frames.size() == Burst.SIZE) {
                break;
            }
            seen = progress.version();
            if (progress.frame() != null && progress.changedAt() >= floor) {
                frames.add(progress.frame());
            }
        }
        return frames;
    }

    private List<Frame> countsOf(UUID campaign) {
        Progress progress = feed.progress(campaign);
        if (progress == null || progress.asOf() < floor) {
            return List.of();
        }
        if (progress.state() == null) {
            ended = Math.max(1, cursor);
        }
        return news(progress);
    }

    /** The counts of the one campaign, unless the client has them already. */
    private List<Frame> news(Progress progress) {
        if (progress.frame() == null
                || progress.state() == null
                || progress.state().equals(counts)) {
            return List.of();
        }
        counts = progress.state();
        return List.of(progress.frame());
    }

    /** Whether the final counts are known. */
    private boolean canEnd() {
        Progress progress = scope.campaign() == null ? null : feed.progress(scope.campaign());
        return floor >= ended || progress != null && (progress.asOf() >= ended || progress.state() == null);
    }

    private Burst end(UUID campaign) {
        List<Frame> frames = poll(owed);
        Progress progress = feed.progress(campaign);
        if (progress != null && progress.asOf() >= floor) {
            frames.addAll(news(progress));
        }
        boolean gone = progress != null && progress.state() == null;
        frames.add(history.end(campaign, gone ? null : counts));
        over = true;
        return Burst.last(frames);
    }
}
