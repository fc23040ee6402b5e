package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignRuns;
import com.messageai.leadgen.campaign.CampaignStatus;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.QueuePauses;
import com.messageai.leadgen.store.SharedReadings;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Before a provider is called for a job: may it be? The answer rests on states of its campaign and its queue that were
 * read less than {@code stateAge} ago, so a pause that waits a little longer than that before it answers can promise that
 * no new call is made. Many jobs share one reading.
 */
@Component
class Gate {

    private final CampaignRuns runs;
    private final QueuePauses pauses;
    private final Duration age;
    private final SharedReadings<Key, State> readings;

    Gate(CampaignRuns runs, QueuePauses pauses, PipelineProperties properties) {
        this.runs = runs;
        this.pauses = pauses;
        this.age = properties.stateAge();
        this.readings = new SharedReadings<>(age, this::read);
    }

    private record Key(TeamId team, CampaignId campaign) {}

    /** @param teamUnscored prospects of all running campaigns of the team that wait for their score */
    record State(CampaignRun run, int teamUnscored) {}

    /** The campaign is paused: its jobs wait for the resume. */
    static final class Paused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Paused() {
            super("campaign is paused", null, false, false);
        }
    }

    /** The campaign was cancelled: its jobs are pointless. */
    static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cancelled() {
            super("campaign is cancelled", null, false, false);
        }
    }

    /** The team's queue is paused: its jobs wait there. */
    static final class QueuePaused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        QueuePaused() {
            super("queue is paused", null, false, false);
        }
    }

    /** How long after a change of status the last call may begin that did not know of it. */
    Duration age() {
        return age;
    }

    /**
     * The state of the job's campaign; fails with {@link Paused}, {@link Cancelled} or {@link QueuePaused} where nothing
     * may be called.
     */
    Mono<State> pass(Job job) {
        return open(job, Work.campaign(job), Gate::standing);
    }

    private static Mono<State> standing(State state) {
        return switch (state.run().status()) {
            case PAUSED, DRAFT -> Mono.error(new Paused());
            case CANCELLED -> Mono.error(new Cancelled());
            case RUNNING, COMPLETED, FAILED -> Mono.just(state);
        };
    }

    /** As {@link #pass(Job)}, for a job that belongs to no campaign and works for one. */
    Mono<State> pass(Job job, CampaignId campaign) {
        return open(job, campaign, Gate::standing);
    }

    /** For work that a person ordered by hand: only a pause holds it. */
    Mono<State> passByHand(Job job) {
        return open(
                job,
                Work.campaign(job),
                state -> state.run().status() == CampaignStatus.PAUSED ? Mono.error(new Paused()) : Mono.just(state));
    }

    /**
     * Whether a campaign that was found resting still rests, asked under the lock of its row: what was read a moment ago
     * may be over, and who goes to rest after the resume is missed by it. Belongs into the transaction that puts the job to
     * rest, so that either the resume is seen here, or the job is seen there. Empty where there is no campaign any more.
     */
    Mono<Boolean> stillRests(TeamId team, CampaignId campaign) {
        return runs.lock(team, campaign)
                .map(run -> run.status() == CampaignStatus.PAUSED || run.status() == CampaignStatus.DRAFT);
    }

    private Mono<State> open(Job job, CampaignId id, Function<State, Mono<State>> campaign) {
        return Mono.zip(readings.of(new Key(job.team(), id)), pauses.isPaused(job.team(), job.queue()))
                .flatMap(both -> campaign.apply(both.getT1())
                        .flatMap(open -> both.getT2() ? Mono.error(new QueuePaused()) : Mono.just(open)));
    }

    private Mono<State> read(Key key) {
        return runs.inTeam(key.team(), key.campaign())
                .switchIfEmpty(Mono.error(Cancelled::new))
                .map(read -> new State(read.run(), read.teamUnscored()));
    }
}
