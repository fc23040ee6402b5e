package com.messageai.leadgen.feed;

import com.messageai.leadgen.campaign.CampaignCounts;
import com.messageai.leadgen.campaign.CampaignStatus;
import com.messageai.leadgen.campaign.Money;
import com.messageai.leadgen.team.TeamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** A journal in memory, with the counts of its campaigns: each event counts one discovered prospect. */
class FakeJournal implements History {

    final TeamId team = new TeamId(UUID.randomUUID());
    final AtomicInteger pagesRead = new AtomicInteger();
    final List<Reset> resets = new ArrayList<>();
    private final List<FeedEntry> entries = new ArrayList<>();
    private final Map<UUID, CampaignState> campaigns = new HashMap<>();
    private long forgotten;

    UUID campaign() {
        UUID campaign = UUID.randomUUID();
        campaigns.put(campaign, state(campaign, CampaignStatus.RUNNING, 0));
        return campaign;
    }

    static CampaignState state(UUID campaign, CampaignStatus status, int discovered) {
        return new CampaignState(
                campaign,
                status,
                null,
                new CampaignCounts(discovered, 0, 0, 0, 0, 0, 0, 0),
                new Money(BigDecimal.ZERO, "USD"),
                new Money(BigDecimal.ZERO, "USD"),
                null);
    }

    synchronized long append(UUID campaign) {
        return append(campaign, CampaignStatus.RUNNING);
    }

    synchronized long append(UUID campaign, CampaignStatus status) {
        long number = entries.size() + 1L;
        long previous = entries.stream()
                .filter(entry -> entry.campaign().equals(campaign))
                .mapToLong(FeedEntry::number)
                .max()
                .orElse(0);
        CampaignState before = campaigns.get(campaign);
        campaigns.put(campaign, state(campaign, status, before.counts().discovered() + 1));
        Frame frame = Frame.numbered(number, status.ended() ? "campaign.status" : "prospect.discovered", "{}");
        entries.add(new FeedEntry(number, campaign, previous, status.ended(), frame, frame));
        return number;
    }

    synchronized void appendMany(UUID campaign, int count) {
        long previous = entries.isEmpty() ? 0 : entries.getLast().number();
        for (int i = 0; i < count; i++) {
            long number = ++previous;
            Frame frame = Frame.numbered(number, "prospect.discovered", "{}");
            entries.add(new FeedEntry(number, campaign, number - 1, false, frame, frame));
        }
        CampaignState before = campaigns.get(campaign);
        campaigns.put(campaign, state(campaign, before.status(), before.counts().discovered() + count));
    }

    synchronized void remove(UUID campaign) {
        campaigns.remove(campaign);
    }

    /** Events up to this number are no longer kept. */
    synchronized void forget(long upTo) {
        forgotten = upTo;
    }

    synchronized long head() {
        return entries.size();
    }

    synchronized List<FeedEntry> page(UUID campaign, long number, int limit) {
        return entries.stream()
                .filter(entry -> entry.number() > Math.max(number, forgotten))
                .filter(entry -> campaign == null || entry.campaign().equals(campaign))
                .limit(limit)
                .toList();
    }

    synchronized Standing standing(UUID campaign) {
        return new Standing(
                head(),
                Instant.EPOCH,
                campaigns.values().stream()
                        .filter(state -> campaign == null || state.campaign().equals(campaign))
                        .toList());
    }

    TeamFeed feed(int ring) {
        return new TeamFeed(team, head(), ring);
    }

    /** What the pump does when it hears of something new. */
    void pump(TeamFeed feed) {
        feed.announced(head());
        while (feed.behind()) {
            feed.advance((number, limit) -> Mono.fromSupplier(() -> page(null, number, limit)))
                    .block();
        }
    }

    void pumpCounts(TeamFeed feed) {
        feed.refresh(
                        campaigns -> Mono.fromSupplier(() -> {
                            Standing all = standing(null);
                            return new Standing(
                                    all.number(),
                                    all.at(),
                                    all.campaigns().stream()
                                            .filter(state -> campaigns.contains(state.campaign()))
                                            .toList());
                        }),
                        (state, standing) -> Frame.unnumbered(
                                "campaign.progress",
                                "{\"discoveredCount\":" + state.counts().discovered() + "}"))
                .block();
    }

    Start fresh(UUID campaign) {
        Standing standing = standing(campaign);
        return new Start(
                standing, standing.number(), List.of(Frame.unnumbered("campaign.snapshot", "{}")), List.of(), false);
    }

    Start resumed(UUID campaign, long after) {
        return new Start(
                standing(campaign), after, List.of(), List.of(Frame.unnumbered("campaign.progress", "{}")), false);
    }

    @Override
    public Mono<List<FeedEntry>> after(Scope scope, long number, int limit) {
        return Mono.fromSupplier(() -> {
            pagesRead.incrementAndGet();
            return page(scope.campaign(), number, limit);
        });
    }

    @Override
    public Mono<Start> reset(Scope scope, Reset reason) {
        return Mono.fromSupplier(() -> {
            resets.add(reason);
            Start fresh = fresh(scope.campaign());
            return new Start(
                    fresh.standing(),
                    fresh.after(),
                    List.of(Frame.unnumbered("feed.reset", "{}"), fresh.first().getFirst()),
                    List.of(),
                    false);
        });
    }

    @Override
    public Frame end(UUID campaign, CampaignState last) {
        return Frame.unnumbered("feed.end", "{\"status\":\"" + (last == null ? "GONE" : last.status()) + "\"}");
    }
}
