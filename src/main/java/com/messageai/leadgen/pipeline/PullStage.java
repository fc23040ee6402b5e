package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.Tally;
import com.messageai.leadgen.discovery.AnswerPage;
import com.messageai.leadgen.discovery.Connection;
import com.messageai.leadgen.discovery.ConnectionId;
import com.messageai.leadgen.discovery.Connections;
import com.messageai.leadgen.discovery.Disconnected;
import com.messageai.leadgen.discovery.FormQuery;
import com.messageai.leadgen.discovery.LeadFormSource;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.job.LostClaim;
import com.messageai.leadgen.job.Queue;
import com.messageai.leadgen.job.WorkersLost;
import com.messageai.leadgen.journal.JournalEvent;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Pulls what people answered on the lead forms of a connected account, page by page, into its campaign. When the last page
 * is kept, the job goes back until the next pull is due: waiting is a row. How far a pull has come stands in its
 * connection. Each pull reads from a little before the end of the last one, and whoever is there already is left out.
 */
@Component
class PullStage {

    private static final Logger log = LoggerFactory.getLogger(PullStage.class);
    private static final AnswerPage NOTHING = new AnswerPage(List.of(), null, false);

    private final Gate gate;
    private final Connections connections;
    private final Map<Platform, LeadFormSource> platforms;
    private final PullCommit pages;
    private final CampaignCommit commit;
    private final Jobs jobs;
    private final Work work;
    private final Transactions transactions;
    private final PipelineProperties properties;
    private final Clock clock;

    PullStage(
            Gate gate,
            Connections connections,
            List<LeadFormSource> platforms,
            PullCommit pages,
            CampaignCommit commit,
            Jobs jobs,
            Work work,
            Transactions transactions,
            PipelineProperties properties,
            Clock clock) {
        this.gate = gate;
        this.connections = connections;
        this.platforms = platforms.stream().collect(Collectors.toMap(LeadFormSource::platform, Function.identity()));
        this.pages = pages;
        this.commit = commit;
        this.jobs = jobs;
        this.work = work;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A stretch of time that is being read.
     *
     * @param turnEnds by {@link System#nanoTime}: then others come first
     */
    private record Pull(Job job, LeadFormSource source, Instant since, Instant until, long turnEnds) {

        boolean turnIsOver() {
            return System.nanoTime() - turnEnds > 0;
        }
    }

    Mono<Void> run(Job job) {
        return of(job).flatMap(connection -> pull(job, connection)
                .flatMap(pull -> page(pull, connection)
                        .expand(kept -> kept.resting() ? Mono.empty() : page(pull, kept.connection()))
                        .then()));
    }

    private Mono<Pull> pull(Job job, Connection connection) {
        LeadFormSource source = platforms.get(connection.platform());
        if (source == null || !source.configured()) {
            return Mono.error(new SourceNotConfigured(connection.platform()));
        }
        // PostgreSQL's time, and not this instance's: no clock that jumps makes a gap.
        Instant until = connection.pullingUntil() == null ? connection.now() : connection.pullingUntil();
        Instant oldest = until.minus(source.retention());
        Instant last = connection.pulledUntil();
        Instant since = last == null || last.minus(properties.pullOverlap()).isBefore(oldest)
                ? oldest
                : last.minus(properties.pullOverlap());
        return Mono.just(new Pull(
                job,
                source,
                since,
                until,
                System.nanoTime() + properties.searchTurn().toNanos()));
    }

    private Mono<PullCommit.Kept> page(Pull pull, Connection connection) {
        return gate.pass(pull.job(), connection.campaign()).flatMap(state -> {
            if (properties.tooFarAhead(state)) {
                return waits(pull.job(), Duration.ofSeconds(1), SearchStage.BACKPRESSURE)
                        .then(Mono.empty());
            }
            return pull.source()
                    .pages(
                            new FormQuery(
                                    connection.accountId(),
                                    pull.since(),
                                    pull.until(),
                                    gate.pass(pull.job(), connection.campaign()).then()),
                            connection.cursor())
                    .next()
                    .defaultIfEmpty(NOTHING)
                    .flatMap(page -> pages.keep(
                            state.run(),
                            new PullCommit.Read(pull.job(), connection, pull.until(), page, pull.turnIsOver())))
                    .doOnNext(kept -> {
                        if (kept.turnIsOver()) {
                            jobs.ring(pull.job().team(), Set.of(Queue.DISCOVERY));
                        }
                    });
        });
    }

    /** What becomes of a pull that did not come to its end; as {@link Setbacks} has it for jobs of campaigns. */
    Mono<Void> settle(Job job, Throwable failure) {
        return settled(job, failure)
                .onErrorResume(Disconnected.class, gone -> transactions.run(jobs.cancelled(List.of(job))))
                .onErrorResume(LostClaim.class, lost -> {
                    log.warn("{}", lost.getMessage());
                    return Mono.empty();
                });
    }

    private Mono<Void> settled(Job job, Throwable failure) {
        return switch (failure) {
            case LostClaim lost -> Mono.error(lost);
            case Disconnected ignored -> transactions.run(jobs.cancelled(List.of(job)));
            case Gate.Cancelled ignored -> end(job);
            case Gate.Paused ignored -> rest(job);
            case Gate.QueuePaused ignored -> waits(job, Duration.ZERO, "QUEUE_PAUSED");
            case ProviderFailure.RateLimited limited -> limited(job, limited);
            case ProviderFailure.NotCalled not -> waits(job, not.retryAfter(), not.reason());
            case ProviderFailure.StillWorking working -> waits(job, working.retryAfter(), "still-working");
            case ProviderFailure.Unauthorized refused -> die(job, refused);
            case ProviderFailure.Rejected refused -> die(job, refused);
            case ProviderFailure.NotFound refused -> die(job, refused);
            case ProviderFailure.OutOfCredits refused -> die(job, refused);
            case SourceNotConfigured missing -> die(job, missing);
            case WorkersLost lost -> die(job, lost);
            default -> jobs.mayRetry(job) ? retry(job, failure) : die(job, failure);
        };
    }

    private Mono<Void> waits(Job job, Duration delay, String reason) {
        Duration wait = Setbacks.atLeast(delay);
        return transactions.run(jobs.delayed(job, wait, reason)
                .then(of(job))
                .flatMap(connection -> connections.wait(connection, wait, null))
                .then());
    }

    /** The campaign does not run. Its start or resume wakes who rests. */
    private Mono<Void> rest(Job job) {
        return transactions.run(of(job).flatMap(connection -> gate.stillRests(job.team(), connection.campaign())
                .switchIfEmpty(Mono.error(Disconnected::new))
                .flatMap(rests -> {
                    Duration wait = rests ? properties.pullEvery() : Setbacks.atLeast(gate.age());
                    return jobs.delayed(job, wait, rests ? "PAUSED" : "RESUMED")
                            .then(connections.wait(connection, wait, null));
                })
                .then()));
    }

    private Mono<Void> limited(Job job, ProviderFailure.RateLimited limit) {
        Duration wait = Setbacks.atLeast(limit.retryAfter());
        return told(
                job,
                jobs.delayed(job, wait, "rate-limit"),
                wait,
                Setbacks.reason(limit),
                new CampaignEvent.RateLimitWaiting(
                        limit.provider().toUpperCase(Locale.ROOT),
                        limit.endpoint(),
                        clock.instant().plus(wait)));
    }

    private Mono<Void> retry(Job job, Throwable failure) {
        log.warn("{} {} failed, attempt {}: {}", job.type(), job.id(), job.attempt() + 1, failure.toString());
        return transactions.run(jobs.failed(job, Setbacks.reason(failure), Jobs.errorClass(failure))
                .then(of(job))
                .flatMap(connection -> connections.wait(connection, Duration.ZERO, Setbacks.reason(failure)))
                .then());
    }

    private Mono<Void> die(Job job, Throwable failure) {
        if (Setbacks.isOurs(failure)) {
            log.warn("{} {} is dead: {}", job.type(), job.id(), failure.getMessage());
        } else {
            log.error("{} {} is dead", job.type(), job.id(), failure);
        }
        String reason = Setbacks.reason(failure);
        return told(
                job,
                jobs.died(job, reason, Jobs.errorClass(failure)),
                null,
                reason,
                new CampaignEvent.JobFailed(job.queue().name(), job.id(), reason));
    }

    /** A setback that the campaign's feed tells of. */
    private Mono<Void> told(Job job, Mono<Void> fence, @Nullable Duration wait, String error, JournalEvent event) {
        return of(job).flatMap(connection -> commit.commit(
                        job.team(),
                        connection.campaign(),
                        fence.then(connections.wait(connection, wait, error))
                                .thenReturn(new CampaignCommit.Effects(Tally.ZERO, 0, List.of(), List.of(event)))))
                .then();
    }

    /** The campaign was cancelled: the connection ends with it, and the account is free. */
    private Mono<Void> end(Job job) {
        return transactions.run(jobs.cancelled(List.of(job))
                .then(connections.remove(job.team(), List.of(connection(job))))
                .then());
    }

    private Mono<Connection> of(Job job) {
        return connections.find(job.team(), connection(job)).switchIfEmpty(Mono.error(Disconnected::new));
    }

    private ConnectionId connection(Job job) {
        return new ConnectionId(work.payload(job, Work.Pull.class).connection());
    }
}
