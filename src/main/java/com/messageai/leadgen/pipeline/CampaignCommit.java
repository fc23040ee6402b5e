package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignRuns;
import com.messageai.leadgen.campaign.CampaignStatus;
import com.messageai.leadgen.campaign.Tally;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.job.NewJob;
import com.messageai.leadgen.job.Queue;
import com.messageai.leadgen.journal.Announcer;
import com.messageai.leadgen.journal.Journal;
import com.messageai.leadgen.journal.JournalEvent;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.team.TeamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How every stage commits, a whole page at once: its own writes first (the fence, persons, prospects, leads), then what
 * all of them share, always in this order: next jobs, the campaign's row, the team's feed. So stages wait for each other
 * in one direction only. After the commit the others are told.
 */
@Component
class CampaignCommit {

    private final Transactions transactions;
    private final CampaignRuns runs;
    private final Jobs jobs;
    private final Journal journal;
    private final Announcer announcer;

    CampaignCommit(Transactions transactions, CampaignRuns runs, Jobs jobs, Journal journal, Announcer announcer) {
        this.transactions = transactions;
        this.runs = runs;
        this.jobs = jobs;
        this.journal = journal;
        this.announcer = announcer;
    }

    /**
     * What a stage's own writes come to.
     *
     * @param tally what really changed, without the jobs below
     * @param settledJobs open jobs that end with this commit
     * @param nextJobs jobs that become necessary
     */
    record Effects(Tally tally, int settledJobs, List<NewJob> nextJobs, List<? extends JournalEvent> events) {}

    /** @param lastEvent the number of the newest event, 0 when there was none */
    record Committed(CampaignRun run, long lastEvent, Set<Queue> rings) {}

    /** Commits a stage of a campaign; {@code writes} begins with the fence. Cancelling the caller stops nothing. */
    Mono<CampaignRun> commit(TeamId team, CampaignId campaign, Mono<Effects> writes) {
        return commit(team, campaign, writes, run -> Mono.empty());
    }

    /** @param standing is given the locked campaign: it may still hold back its own rows, or refuse all of it */
    Mono<CampaignRun> commit(
            TeamId team, CampaignId campaign, Mono<Effects> writes, Function<CampaignRun, Mono<Void>> standing) {
        return transactions
                .run(writes.flatMap(effects -> shared(team, campaign, effects, standing)))
                .flatMap(committed -> tell(team, committed))
                .map(Committed::run);
    }

    private Mono<Committed> shared(
            TeamId team, CampaignId campaign, Effects effects, Function<CampaignRun, Mono<Void>> standing) {
        Tally tally = effects.tally().openJobs(effects.nextJobs().size() - effects.settledJobs());
        return jobs.add(effects.nextJobs())
                .then(runs.advance(team, campaign, tally))
                .flatMap(advance -> held(advance, effects.nextJobs())
                        .then(standing.apply(advance.run()))
                        .then(journal.append(team, campaign.value(), events(advance, effects.events())))
                        .defaultIfEmpty(0L)
                        .map(number -> new Committed(advance.run(), number, queues(effects.nextJobs()))));
    }

    /** Jobs that were added to a campaign which was paused or cancelled meanwhile share its fate. */
    private Mono<Void> held(CampaignRuns.Advance advance, Collection<NewJob> added) {
        CampaignRun run = advance.run();
        if (added.isEmpty()) {
            return Mono.empty();
        }
        return switch (run.status()) {
            case DRAFT, PAUSED -> jobs.park(run.team(), run.id().value()).then();
            case CANCELLED ->
                added.stream().anyMatch(job -> job.kind() == Work.ENRICH_BY_HAND)
                        ? Mono.empty()
                        : jobs.cancel(run.team(), run.id().value())
                                .flatMap(gone ->
                                        runs.advance(run.team(), run.id(), Tally.ZERO.openJobs(-gone.intValue())))
                                .then();
            case RUNNING, COMPLETED, FAILED -> Mono.empty();
        };
    }

    private static List<JournalEvent> events(CampaignRuns.Advance advance, List<? extends JournalEvent> events) {
        List<JournalEvent> all = new ArrayList<>(events);
        if (advance.statusChanged()) {
            all.add(new CampaignEvent.StatusChanged(
                    advance.run().status(), advance.run().statusReason()));
        }
        return all;
    }

    private static Set<Queue> queues(Collection<NewJob> jobs) {
        return jobs.stream().map(NewJob::queue).collect(Collectors.toSet());
    }

    private Mono<Committed> tell(TeamId team, Committed committed) {
        return Mono.fromRunnable(() -> jobs.ring(team, committed.rings()))
                .then(committed.lastEvent() > 0 ? announcer.announce(team, committed.lastEvent()) : Mono.empty())
                .thenReturn(committed);
    }

    /**
     * Moves a campaign by hand: {@code move} is given the locked campaign, checks the transition and does it.
     *
     * @param rings queues whose jobs may have become due by it
     */
    Mono<CampaignRun> move(
            TeamId team, CampaignId campaign, Set<Queue> rings, Function<CampaignRun, Mono<CampaignRun>> move) {
        return transactions
                .run(runs.lock(team, campaign)
                        .flatMap(before -> move.apply(before)
                                .flatMap(after -> before.status() == after.status()
                                        ? Mono.just(new Committed(after, 0, rings))
                                        : journal.append(
                                                        team,
                                                        campaign.value(),
                                                        List.of(new CampaignEvent.StatusChanged(
                                                                after.status(), after.statusReason())))
                                                .map(number -> new Committed(after, number, rings)))
                                .flatMap(moved -> moved.run().status() == CampaignStatus.RUNNING
                                        ? ended(team, campaign, moved)
                                        : Mono.just(moved))))
                .flatMap(committed -> tell(team, committed))
                .map(Committed::run);
    }

    /** A campaign that runs with nothing left to do is over. */
    private Mono<Committed> ended(TeamId team, CampaignId campaign, Committed moved) {
        return runs.advance(team, campaign, Tally.ZERO)
                .flatMap(advance -> journal.append(team, campaign.value(), events(advance, List.of()))
                        .defaultIfEmpty(moved.lastEvent())
                        .map(number -> new Committed(advance.run(), number, moved.rings())));
    }
}
