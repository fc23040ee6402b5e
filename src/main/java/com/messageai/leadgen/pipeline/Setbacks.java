package com.messageai.leadgen.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignSources;
import com.messageai.leadgen.campaign.CampaignSources.Outcome;
import com.messageai.leadgen.campaign.Tally;
import com.messageai.leadgen.enrichment.BudgetSpent;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.JobTimedOut;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.job.LostClaim;
import com.messageai.leadgen.job.WorkersLost;
import com.messageai.leadgen.journal.JournalEvent;
import com.messageai.leadgen.prospect.ProspectChange;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.prospect.ProspectProgress;
import com.messageai.leadgen.prospect.ProspectProgress.Reading;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.team.TeamId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What becomes of a job whose work did not come to its end. A limit, an open circuit, a pause, a spent budget delay it
 * and use up nothing; what is refused for good kills it at once; everything else is tried again a few times.
 */
@Component
class Setbacks {

    private static final Logger log = LoggerFactory.getLogger(Setbacks.class);

    private final Jobs jobs;
    private final Gate gate;
    private final Work work;
    private final CampaignCommit commit;
    private final CampaignSources sources;
    private final ProspectProgress prospects;
    private final ProfileCommit profiles;
    private final Transactions transactions;
    private final Clock clock;
    // What the feed has been told already: hundreds of jobs wait for the same window.
    private final Cache<Waiting, Instant> told = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    Setbacks(
            Jobs jobs,
            Gate gate,
            Work work,
            CampaignCommit commit,
            CampaignSources sources,
            ProspectProgress prospects,
            ProfileCommit profiles,
            Transactions transactions,
            Clock clock) {
        this.jobs = jobs;
        this.gate = gate;
        this.work = work;
        this.commit = commit;
        this.sources = sources;
        this.prospects = prospects;
        this.profiles = profiles;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Waiting(TeamId team, CampaignId campaign, String provider, String endpoint) {}

    /** Settles jobs after a failure; completes in any case but that of a database that can't be reached. */
    Mono<Void> settle(List<Job> failed, Throwable failure) {
        return Flux.fromIterable(failed)
                .concatMap(job -> settle(job, failure).onErrorResume(LostClaim.class, lost -> {
                    log.warn("{}", lost.getMessage());
                    return Mono.empty();
                }))
                .then();
    }

    private Mono<Void> settle(Job job, Throwable failure) {
        return switch (failure) {
            case LostClaim lost -> Mono.error(lost);
            case Gate.Paused ignored -> paused(job);
            case Gate.Cancelled ignored -> cancel(job);
            case Gate.QueuePaused ignored -> delay(job, Duration.ZERO, "QUEUE_PAUSED");
            case BudgetSpent ignored -> park(job);
            case ProviderFailure.RateLimited limited -> waitFor(job, limited, limited.retryAfter());
            case ProviderFailure.NotCalled not -> delay(job, not.retryAfter(), not.reason());
            case ProviderFailure.StillWorking working -> delay(job, working.retryAfter(), "still-working");
            case ProviderFailure.Unauthorized refused -> die(job, refused);
            case ProviderFailure.Rejected refused -> die(job, refused);
            case ProviderFailure.OutOfCredits refused -> die(job, refused);
            case SourceNotConfigured missing -> die(job, missing);
            case WorkersLost lost -> die(job, lost);
            default -> jobs.mayRetry(job) ? retry(job, failure) : die(job, failure);
        };
    }

    private Mono<Void> paused(Job job) {
        return transactions.run(gate.stillRests(job.team(), Work.campaign(job))
                .defaultIfEmpty(true)
                .flatMap(rests ->
                        rests ? jobs.parked(job, "PAUSED") : jobs.delayed(job, atLeast(gate.age()), "RESUMED")));
    }

    private Mono<Void> delay(Job job, Duration delay, String reason) {
        return transactions.run(jobs.delayed(job, atLeast(delay), reason));
    }

    private Mono<Void> waitFor(Job job, ProviderFailure limit, Duration delay) {
        Waiting waiting = new Waiting(job.team(), Work.campaign(job), limit.provider(), limit.endpoint());
        Instant resumesAt = clock.instant().plus(delay);
        Instant before = told.getIfPresent(waiting);
        boolean news = before == null || before.isBefore(clock.instant());
        if (!news) {
            return delay(job, delay, "rate-limit");
        }
        told.put(waiting, resumesAt);
        List<JournalEvent> events = List.of(new CampaignEvent.RateLimitWaiting(
                limit.provider().toUpperCase(Locale.ROOT), limit.endpoint(), resumesAt));
        return commit.commit(
                        job.team(),
                        Work.campaign(job),
                        jobs.delayed(job, atLeast(delay), "rate-limit")
                                .thenReturn(new CampaignCommit.Effects(Tally.ZERO, 0, List.of(), events)))
                .then();
    }

    private Mono<Void> park(Job job) {
        return commit.commit(
                        job.team(),
                        Work.campaign(job),
                        jobs.parked(job, "BUDGET_SPENT")
                                .thenReturn(
                                        new CampaignCommit.Effects(Tally.ZERO.parkedJobs(1), 0, List.of(), List.of())))
                .then();
    }

    private Mono<Void> cancel(Job job) {
        boolean source = Work.is(job, Work.SEARCH) || Work.is(job, Work.IMPORT);
        Mono<Long> ended = source
                ? sources.end(
                        job.team(),
                        Work.campaign(job),
                        work.payload(job, Work.Search.class).platform(),
                        Outcome.FAILED,
                        "CANCELLED")
                : Mono.just(0L);
        return commit.commit(
                        job.team(),
                        Work.campaign(job),
                        jobs.cancelled(List.of(job))
                                .then(ended)
                                .thenReturn(new CampaignCommit.Effects(
                                        Tally.ZERO.openSources(source ? -1 : 0), 1, List.of(), List.of())))
                .then();
    }

    private Mono<Void> retry(Job job, Throwable failure) {
        log.warn("{} {} failed, attempt {}: {}", job.type(), job.id(), job.attempt() + 1, failure.toString());
        return transactions.run(jobs.failed(job, reason(failure), Jobs.errorClass(failure)));
    }

    /**
     * Gives a job up: its source or its prospects have failed, which does not keep the campaign open. Only a reading is
     * given up without being dead.
     */
    Mono<Void> die(Job job, Throwable failure) {
        if (isOurs(failure)) {
            log.warn("{} {} is given up: {}", job.type(), job.id(), failure.getMessage());
        } else {
            log.error("{} {} is given up", job.type(), job.id(), failure);
        }
        String reason = reason(failure);
        if (Work.is(job, Work.READ_PROFILE)) {
            return unread(job, reason);
        }
        Mono<CampaignCommit.Effects> writes = jobs.died(job, reason, Jobs.errorClass(failure))
                .then(prospects
                        .failed(job.team(), work.prospects(job), Jobs.errorClass(failure))
                        .collectList())
                .flatMap(changes -> endSource(job, reason).map(ended -> {
                    Tally tally = changes.stream().map(ProspectChange::tally).reduce(Tally.ZERO, Tally::plus);
                    List<JournalEvent> events = new ArrayList<>();
                    events.add(new CampaignEvent.JobFailed(job.queue().name(), job.id(), reason));
                    return new CampaignCommit.Effects(tally.openSources(-ended), 1, List.of(), events);
                }));
        return commit.commit(job.team(), Work.campaign(job), writes).then();
    }

    /** Profiles that can't be read are no loss that waits for somebody: who has one is decided about by what is known. */
    private Mono<Void> unread(Job job, String reason) {
        List<Reading> readings = work.prospects(job).stream()
                .map(id -> new Reading(new ProspectId(id), null))
                .toList();
        Mono<CampaignCommit.Effects> writes = jobs.done(List.of(job))
                .then(profiles.writes(job.team(), Work.campaign(job), readings, 1))
                .map(effects -> new CampaignCommit.Effects(
                        effects.tally(),
                        effects.settledJobs(),
                        effects.nextJobs(),
                        List.of(new CampaignEvent.JobFailed(job.queue().name(), job.id(), reason))));
        return commit.commit(job.team(), Work.campaign(job), writes).then();
    }

    private Mono<Integer> endSource(Job job, String reason) {
        if (!Work.is(job, Work.SEARCH) && !Work.is(job, Work.IMPORT)) {
            return Mono.just(0);
        }
        Platform platform = work.payload(job, Work.Search.class).platform();
        return sources.end(job.team(), Work.campaign(job), platform, Outcome.FAILED, reason)
                .map(Long::intValue);
    }

    /** Messages of our own failures are safe to show; of others only their kind is. */
    static String reason(Throwable failure) {
        return isOurs(failure) ? String.valueOf(failure.getMessage()) : Jobs.errorClass(failure);
    }

    static boolean isOurs(Throwable failure) {
        return failure instanceof ProviderFailure
                || failure instanceof SourceNotConfigured
                || failure instanceof WorkersLost
                || failure instanceof JobTimedOut;
    }

    static Duration atLeast(Duration delay) {
        Duration least = Duration.ofMillis(100);
        return delay.compareTo(least) < 0 ? least : delay;
    }
}
