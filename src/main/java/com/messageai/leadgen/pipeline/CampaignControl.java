package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignRuns;
import com.messageai.leadgen.campaign.CampaignSources;
import com.messageai.leadgen.campaign.CampaignStatus;
import com.messageai.leadgen.campaign.IllegalCampaignTransition;
import com.messageai.leadgen.campaign.Tally;
import com.messageai.leadgen.icp.Icps;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.job.NewJob;
import com.messageai.leadgen.job.Queue;
import com.messageai.leadgen.team.TeamId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Starts, pauses, resumes and cancels. Where the target state already holds, nothing happens. Each is empty where the
 * team has no such campaign.
 */
@Component
class CampaignControl {

    private static final Set<Queue> WORKING = EnumSet.of(Queue.DISCOVERY, Queue.SCORING, Queue.ENRICHMENT);

    private final CampaignCommit commit;
    private final CampaignRuns runs;
    private final CampaignSources sources;
    private final Icps icps;
    private final Jobs jobs;
    private final Work work;
    private final Gate gate;
    private final Pulls pulls;

    CampaignControl(
            CampaignCommit commit,
            CampaignRuns runs,
            CampaignSources sources,
            Icps icps,
            Jobs jobs,
            Work work,
            Gate gate,
            Pulls pulls) {
        this.commit = commit;
        this.runs = runs;
        this.sources = sources;
        this.icps = icps;
        this.jobs = jobs;
        this.work = work;
        this.gate = gate;
        this.pulls = pulls;
    }

    /** Pins the ICP's version and opens every platform. A CSV file comes from outside: its source waits for it. */
    Mono<CampaignRun> start(TeamId team, CampaignId id) {
        return commit.move(team, id, WORKING, before -> switch (before.status()) {
            case RUNNING -> Mono.just(before);
            case DRAFT -> begin(before);
            default -> illegal(before, CampaignStatus.RUNNING);
        });
    }

    private Mono<CampaignRun> begin(CampaignRun draft) {
        TeamId team = draft.team();
        List<NewJob> searches = draft.platforms().stream()
                .filter(platform -> platform != Platform.CSV)
                .map(platform -> work.search(team, draft.id(), platform))
                .toList();
        return icps.find(team, draft.icp())
                .flatMap(icp -> runs.pin(team, draft.id(), icp.number()))
                .then(sources.open(team, draft.id(), draft.platforms()))
                .flatMap(opened -> jobs.add(searches)
                        .then(jobs.release(team, draft.id().value()))
                        .then(runs.advance(
                                team,
                                draft.id(),
                                Tally.ZERO.openJobs(searches.size()).openSources(opened.intValue()))))
                .then(pulls.wake(team, draft.id()))
                .then(runs.move(team, draft.id(), CampaignStatus.RUNNING, null));
    }

    /** When this has answered, no provider is called for the campaign any more. */
    Mono<CampaignRun> pause(TeamId team, CampaignId id) {
        return commit.move(team, id, Set.of(), before -> switch (before.status()) {
                    case PAUSED -> Mono.just(before);
                    case RUNNING ->
                        runs.move(team, id, CampaignStatus.PAUSED, "BY_USER")
                                .delayUntil(paused -> jobs.park(team, id.value()));
                    default -> illegal(before, CampaignStatus.PAUSED);
                })
                .delayUntil(paused -> Mono.delay(gate.age().plusMillis(50)));
    }

    Mono<CampaignRun> resume(TeamId team, CampaignId id) {
        return commit.move(team, id, WORKING, before -> switch (before.status()) {
            case RUNNING -> Mono.just(before);
            case PAUSED ->
                runs.move(team, id, CampaignStatus.RUNNING, null)
                        .delayUntil(running -> jobs.release(team, id.value()))
                        .delayUntil(running -> pulls.wake(team, id));
            default -> illegal(before, CampaignStatus.RUNNING);
        });
    }

    /** Waiting jobs go; calls that were sent settle. */
    Mono<CampaignRun> cancel(TeamId team, CampaignId id) {
        return commit.move(team, id, Set.of(), before -> switch (before.status()) {
                    case CANCELLED -> Mono.just(before);
                    case DRAFT, RUNNING, PAUSED ->
                        runs.move(team, id, CampaignStatus.CANCELLED, "BY_USER")
                                .delayUntil(cancelled -> jobs.cancel(team, id.value())
                                        .flatMap(
                                                gone -> runs.advance(team, id, Tally.ZERO.openJobs(-gone.intValue()))));
                    default -> illegal(before, CampaignStatus.CANCELLED);
                })
                .delayUntil(cancelled -> Mono.delay(gate.age().plusMillis(50)))
                // Stages lock a source before its campaign, so this comes after the campaign's commit, not within it.
                .delayUntil(cancelled -> sources.endAll(team, id, "CANCELLED"))
                .delayUntil(cancelled -> pulls.end(team, id));
    }

    private static Mono<CampaignRun> illegal(CampaignRun run, CampaignStatus to) {
        return Mono.error(new IllegalCampaignTransition(run.status(), to));
    }
}
