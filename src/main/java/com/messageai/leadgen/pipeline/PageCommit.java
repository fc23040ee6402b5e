package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignSources;
import com.messageai.leadgen.campaign.CampaignSources.Outcome;
import com.messageai.leadgen.campaign.CampaignSources.Source;
import com.messageai.leadgen.campaign.Tally;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.ProspectId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps a page of people whom a source has shown: persons, prospects, and the jobs that score them. */
@Component
class PageCommit {

    private final CampaignCommit commit;
    private final CampaignSources sources;
    private final Arrivals arrivals;

    PageCommit(CampaignCommit commit, CampaignSources sources, Arrivals arrivals) {
        this.commit = commit;
        this.sources = sources;
        this.arrivals = arrivals;
    }

    /**
     * A page and what follows from it.
     *
     * @param next where the source goes on, null when it has no more
     * @param truncated the platform has more than can be reached
     */
    record Shown(
            Platform platform,
            List<Profile> profiles,
            @Nullable String next,
            boolean truncated) {}

    /**
     * @param source as it stands now @param fresh prospects that are new
     * @param full its share of the campaign's room is used up, others may leave some
     */
    record Kept(CampaignRun run, Source source, int fresh, boolean full) {}

    /**
     * How much room a source has.
     *
     * @param share prospects that may still come from it
     * @param used the campaign has all the prospects it may have
     */
    record Room(int share, boolean used) {

        static Room of(@Nullable Integer maxProspects, List<Source> sources, Platform platform) {
            if (maxProspects == null) {
                return new Room(Integer.MAX_VALUE, false);
            }
            int found = sources.stream().mapToInt(Source::found).sum();
            List<Source> running = sources.stream()
                    .filter(source -> source.outcome() == Outcome.RUNNING)
                    .toList();
            int mine = 0;
            int place = 0;
            for (int i = 0; i < running.size(); i++) {
                if (running.get(i).platform() == platform) {
                    mine = running.get(i).found();
                    place = i;
                }
            }
            int ended = found - running.stream().mapToInt(Source::found).sum();
            int left = Math.max(0, maxProspects - ended);
            int count = Math.max(1, running.size());
            // Platforms share evenly; an exhausted one has left what it did not use.
            int share = left / count + (place < left % count ? 1 : 0);
            // People who came by a form may have used more than their platform's share.
            return new Room(Math.clamp(maxProspects - found, 0, Math.max(0, share - mine)), found >= maxProspects);
        }
    }

    Mono<Room> room(CampaignRun run, Platform platform) {
        return sources.of(run.team(), run.id()).collectList().map(all -> Room.of(run.maxProspects(), all, platform));
    }

    /**
     * Commits a page in one transaction.
     *
     * @param fence the first write: holds only while the page's work is in our hands
     * @param end what settles the work when the source has come to its end; counts as one open job
     */
    Mono<Kept> keep(CampaignRun run, Shown page, @Nullable String cursor, Mono<Void> fence, Mono<Void> end) {
        var kept = new Object() {
            @Nullable Source source;

            int fresh;
            boolean full;
        };
        List<Profile> profiles = Arrivals.distinct(page.profiles().stream());
        Mono<CampaignCommit.Effects> writes = fence.then(room(run, page.platform()))
                .flatMap(room -> arrivals.keep(run, page.platform(), profiles, room.share())
                        .flatMap(fresh -> {
                            kept.fresh = fresh.size();
                            kept.full = fresh.size() >= room.share();
                            // A page that did not find room is asked for again; those who are there already don't
                            // count.
                            Outcome outcome = page.next() != null || kept.full ? Outcome.RUNNING : ending(page);
                            return sources.advance(
                                            run.team(),
                                            run.id(),
                                            page.platform(),
                                            fresh.size(),
                                            kept.full ? cursor : page.next(),
                                            outcome)
                                    .flatMap(source -> limit(run, page, source, kept.full))
                                    .flatMap(source -> {
                                        kept.source = source;
                                        // A file's source ends with the job that reads it, cancelled meanwhile or not.
                                        boolean over =
                                                source.outcome() != Outcome.RUNNING && page.platform() != Platform.CSV;
                                        return (over ? end : Mono.<Void>empty())
                                                .thenReturn(effects(run, source, fresh, over));
                                    });
                        }));
        return commit.commit(run.team(), run.id(), writes, now -> RoomTaken.check(now, kept.fresh))
                .retryWhen(RoomTaken.AGAIN)
                .map(after -> new Kept(after, Objects.requireNonNull(kept.source), kept.fresh, kept.full));
    }

    /** A source whose share is used up ends when the campaign has all it may have; else it waits for what others leave. */
    private Mono<Source> limit(CampaignRun run, Shown page, Source source, boolean full) {
        // A file is read to its end whatever room is left: its rows are answered one by one.
        if (!full || page.platform() == Platform.CSV) {
            return Mono.just(source);
        }
        return sources.of(run.team(), run.id()).collectList().flatMap(all -> {
            Room now = Room.of(run.maxProspects(), all, page.platform());
            if (now.used()) {
                return ended(run, source, Outcome.LIMIT_REACHED);
            }
            return page.next() == null && now.share() > 0 ? ended(run, source, ending(page)) : Mono.just(source);
        });
    }

    private Mono<Source> ended(CampaignRun run, Source source, Outcome outcome) {
        return sources.end(run.team(), run.id(), source.platform(), outcome, null)
                .thenReturn(new Source(
                        source.platform(),
                        outcome,
                        null,
                        source.found(),
                        source.pages(),
                        source.criteria(),
                        source.cursor()));
    }

    /** Ends a source whose room is used up without asking for another page. */
    Mono<CampaignRun> reachedLimit(CampaignRun run, Source source, Mono<Void> fence) {
        return commit.commit(
                run.team(),
                run.id(),
                fence.then(ended(run, source, Outcome.LIMIT_REACHED))
                        .map(after -> effects(run, after, List.of(), true)));
    }

    /** Settles the work of a source that has ended before. */
    Mono<Void> nothingLeft(CampaignRun run, Mono<Void> fence) {
        return commit.commit(
                        run.team(),
                        run.id(),
                        fence.thenReturn(new CampaignCommit.Effects(Tally.ZERO, 1, List.of(), List.of())))
                .then();
    }

    private static Outcome ending(Shown page) {
        return page.truncated() ? Outcome.TRUNCATED : Outcome.EXHAUSTED;
    }

    /** @param over whether this ends the source, and with it the job that worked on it */
    private CampaignCommit.Effects effects(CampaignRun run, Source source, List<ProspectId> fresh, boolean over) {
        CampaignCommit.Effects effects = arrivals.effects(run, source, fresh, over);
        return over
                ? new CampaignCommit.Effects(effects.tally().openSources(-1), 1, effects.nextJobs(), effects.events())
                : effects;
    }
}
