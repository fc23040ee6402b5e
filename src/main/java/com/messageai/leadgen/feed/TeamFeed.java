package com.messageai.leadgen.feed;

import com.messageai.leadgen.team.TeamId;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The live end of one team's journal, while somebody reads it on this instance: its newest events, encoded, in a ring,
 * and the counts of the campaigns that change. Readers take from it what they want when they want; it keeps nothing for
 * any of them. The pump alone writes: one {@link #advance} at a time, and one {@link #refresh} at a time.
 */
final class TeamFeed {

    /** Entries read from the journal at once. */
    static final int PAGE = 500;

    private static final int MOST_CAMPAIGNS = 1_000;

    private final TeamId team;
    private final AtomicReferenceArray<@Nullable FeedEntry> ring;
    private final AtomicInteger readers = new AtomicInteger();
    private final Sinks.Many<Long> signals = Sinks.many().multicast().directBestEffort();
    private final AtomicInteger signalling = new AtomicInteger();
    // The number that the journal has at least, as far as anybody told; at first nobody has.
    private final AtomicLong wanted = new AtomicLong(Long.MAX_VALUE);
    private final Map<UUID, Progress> progress = new ConcurrentHashMap<>();
    private final Set<UUID> touched = ConcurrentHashMap.newKeySet();
    private final Set<UUID> watched = ConcurrentHashMap.newKeySet();
    private volatile long head;
    private volatile long version;

    TeamFeed(TeamId team, long head, int size) {
        this.team = team;
        this.head = head;
        this.ring = new AtomicReferenceArray<>(size);
    }

    TeamId team() {
        return team;
    }

    void join() {
        readers.incrementAndGet();
    }

    /** How many are left. */
    int leave() {
        return readers.decrementAndGet();
    }

    /** The number up to which readers can read. */
    long head() {
        return head;
    }

    /** The entry of that number, null where the ring does not have it (any more). */
    @Nullable FeedEntry entry(long number) {
        FeedEntry entry = ring.get((int) (number % ring.length()));
        return entry != null && entry.number() == number ? entry : null;
    }

    /** Says that there may be something new. A slow listener misses signals, so each stands for all before it. */
    Flux<Long> signals() {
        return signals.asFlux();
    }

    /** The version of the newest change of counts. */
    long version() {
        return version;
    }

    @Nullable Progress progress(UUID campaign) {
        return progress.get(campaign);
    }

    /** What changed after a version, oldest first. */
    List<Progress> progressAfter(long seen) {
        return progress.values().stream()
                .filter(one -> one.version() > seen)
                .sorted(Comparator.comparingLong(Progress::version))
                .toList();
    }

    /** Looks after a campaign's counts even where no event tells of a change. */
    void watch(UUID campaign) {
        watched.add(campaign);
    }

    void announced(long upTo) {
        wanted.accumulateAndGet(upTo, Math::max);
    }

    boolean behind() {
        return wanted.get() > head;
    }

    /** Takes the next page of the journal, by {@code read} from a number and a limit. Gives whether there may be more. */
    Mono<Boolean> advance(BiFunction<Long, Integer, Mono<List<FeedEntry>>> read) {
        return Mono.defer(() -> {
            long told = wanted.get();
            return read.apply(head, PAGE).map(page -> {
                take(page);
                if (page.size() < PAGE) {
                    // Told or not, more is not there.
                    wanted.compareAndSet(told, head);
                }
                return behind();
            });
        });
    }

    private void take(List<FeedEntry> page) {
        if (page.isEmpty()) {
            return;
        }
        for (FeedEntry entry : page) {
            ring.set((int) (entry.number() % ring.length()), entry);
            touched.add(entry.campaign());
        }
        head = page.getLast().number();
        signal();
    }

    /** Looks at the counts of all campaigns that have not ended, at the next refresh. */
    void touchAll() {
        touched.addAll(watched);
        progress.forEach((campaign, one) -> {
            if (!one.ended()) {
                touched.add(campaign);
            }
        });
    }

    /** Whether there are counts to look at. */
    boolean touched() {
        return !touched.isEmpty();
    }

    /** Reads the counts of the campaigns in which something happened, by {@code read}, encoded by {@code encode}. */
    Mono<Void> refresh(Function<Set<UUID>, Mono<Standing>> read, BiFunction<CampaignState, Standing, Frame> encode) {
        return Mono.defer(() -> {
            Set<UUID> campaigns = new LinkedHashSet<>();
            touched.stream().limit(MOST_CAMPAIGNS).forEach(campaigns::add);
            if (campaigns.isEmpty()) {
                return Mono.empty();
            }
            touched.removeAll(campaigns);
            return read.apply(campaigns)
                    .doOnNext(standing -> update(campaigns, standing, encode))
                    .doOnError(failure -> touched.addAll(campaigns))
                    .then();
        });
    }

    private void update(Set<UUID> campaigns, Standing standing, BiFunction<CampaignState, Standing, Frame> encode) {
        long told = version;
        boolean later = false;
        Set<UUID> gone = new LinkedHashSet<>(campaigns);
        for (CampaignState state : standing.campaigns()) {
            gone.remove(state.campaign());
            Progress before = progress.get(state.campaign());
            if (before != null && state.equals(before.state())) {
                later |= standing.number() > before.asOf();
                progress.put(state.campaign(), before.stillAt(standing.number()));
            } else {
                Frame frame = encode.apply(state, standing);
                progress.put(
                        state.campaign(), new Progress(++told, standing.number(), standing.number(), state, frame));
            }
        }
        for (UUID campaign : gone) {
            progress.put(campaign, new Progress(++told, standing.number(), standing.number(), null, null));
        }
        boolean news = told > version;
        version = told;
        forgetEnded();
        if (news || later) {
            signal();
        }
    }

    /** What has ended does not change any more; its last counts are kept for the readers, but not for ever. */
    private void forgetEnded() {
        watched.removeIf(campaign -> {
            Progress last = progress.get(campaign);
            return last != null && last.ended();
        });
        int tooMany = progress.size() - MOST_CAMPAIGNS;
        if (tooMany > 0) {
            progress.entrySet().stream()
                    .filter(one -> one.getValue().ended())
                    .sorted(Comparator.comparingLong(one -> one.getValue().version()))
                    .limit(tooMany)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(progress::remove);
        }
    }

    /** Whoever comes while somebody signals leaves it to that one: the sink takes one at a time. */
    private void signal() {
        if (signalling.getAndIncrement() == 0) {
            int handled = 1;
            do {
                signals.tryEmitNext(head);
                handled = signalling.addAndGet(-handled);
            } while (handled != 0);
        }
    }
}
