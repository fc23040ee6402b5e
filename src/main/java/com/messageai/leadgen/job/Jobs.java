package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Queues of jobs. A job is a row: what is committed is done once in effect, whoever dies. Methods that write belong into
 * the transaction of the stage they advance, those marked as the fence first in it: they fail with {@link LostClaim}
 * when the job is no longer ours, and then nothing of the stage is committed.
 */
@Component
public class Jobs {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final Retry FOR_EVER =
            Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5));

    private final JobRows rows;
    private final Bells bells;
    private final Leases leases;
    private final Doorbell doorbell;
    private final RetryProperties retry;
    private final int maxStalls;

    Jobs(JobRows rows, Bells bells, Leases leases, Doorbell doorbell, RetryProperties retry, JobProperties properties) {
        this.rows = rows;
        this.bells = bells;
        this.leases = leases;
        this.doorbell = doorbell;
        this.retry = retry;
        this.maxStalls = properties.maxStalls();
    }

    /**
     * Works through a queue for ever: claims up to {@code batch} jobs of a team in turn and runs {@code work} on them, at
     * most {@code bound} batches at once; nothing is claimed before there is room for it. Work settles its jobs itself;
     * a batch whose work fails is logged and comes back when its lease has run out.
     */
    public Flux<Void> work(Queue queue, int bound, int batch, Function<List<Job>, Mono<Void>> work) {
        return claims(queue, batch)
                .flatMap(
                        jobs -> leases.hold(jobs.getFirst().claim(), Mono.defer(() -> work.apply(jobs)))
                                .onErrorResume(failure -> {
                                    log.error("{} {} jobs could not be settled", queue, jobs.size(), failure);
                                    return Mono.empty();
                                }),
                        bound,
                        1);
    }

    private Flux<List<Job>> claims(Queue queue, int batch) {
        return Mono.defer(() -> bells.next(queue))
                .flatMap(team -> rows.claim(queue, team, batch, Ids.next())
                        .collectList()
                        .doOnNext(jobs -> {
                            // A full batch leaves work behind: the team's turn comes again, here or elsewhere.
                            if (jobs.size() == batch) {
                                bells.ring(queue, team);
                                doorbell.ring(Set.of(new Ring(queue, team)));
                            }
                        }))
                .doOnError(failure -> log.warn("{} could not be claimed: {}", queue, failure.toString()))
                .retryWhen(FOR_EVER)
                .repeat()
                .filter(jobs -> !jobs.isEmpty());
    }

    /** Adds work; {@link #ring} after the commit. */
    public Mono<Void> add(Collection<NewJob> jobs) {
        if (jobs.isEmpty()) {
            return Mono.empty();
        }
        return Mono.deferContextual(context -> rows.insert(jobs, context.getOrDefault("correlationId", null)))
                .then();
    }

    /** Adds work that this instance does itself at once, {@link #holding} it; if it is lost, another one takes it over. */
    public Mono<Job> begin(NewJob job) {
        return Mono.deferContextual(
                context -> rows.begin(job, Ids.next(), context.getOrDefault("correlationId", null)));
    }

    /** Does the work of a job that was begun here, renewing its lease. */
    public <T> Mono<T> holding(Job job, Mono<T> work) {
        return leases.hold(job.claim(), work);
    }

    /** How many jobs of this type the campaign has that are not settled. */
    public Mono<Long> unsettled(TeamId team, UUID campaign, String type) {
        return rows.count(team, campaign, type);
    }

    /** Says that jobs were committed. */
    public void ring(TeamId team, Collection<Queue> queues) {
        if (queues.isEmpty()) {
            return;
        }
        Set<Queue> distinct = EnumSet.copyOf(queues);
        distinct.forEach(queue -> bells.ring(queue, team));
        doorbell.ring(distinct.stream().map(queue -> new Ring(queue, team)).collect(Collectors.toSet()));
    }

    /** The fence: these jobs of one claim are done. */
    public Mono<Void> done(List<Job> jobs) {
        return archive(jobs, "COMPLETED");
    }

    /** The fence: these jobs of one claim have become pointless. */
    public Mono<Void> cancelled(List<Job> jobs) {
        return archive(jobs, "CANCELLED");
    }

    private Mono<Void> archive(List<Job> jobs, String status) {
        Job first = jobs.getFirst();
        return rows.archive(first.team(), jobs.stream().map(Job::id).toList(), first.claim(), status)
                .flatMap(count -> count == jobs.size() ? Mono.<Void>empty() : Mono.error(new LostClaim(first)));
    }

    /** The fence: the job goes on in our hands from {@code payload}; its failures and stalls are forgotten. */
    public Mono<Void> progressed(Job job, String payload) {
        return fenced(job, rows.progress(job, payload));
    }

    /** The fence: the job goes on from {@code payload} after a delay, by whoever claims it then. */
    public Mono<Void> delayed(Job job, String payload, Duration delay, String reason) {
        return fenced(job, rows.delay(job, payload, delay, reason, "READY"));
    }

    /** The fence: the job waits until somebody releases it. */
    public Mono<Void> parked(Job job, String payload, String reason) {
        return fenced(job, rows.delay(job, payload, Duration.ZERO, reason, "PARKED"));
    }

    /** The fence: the work failed and is tried again after a while. @see #mayRetry */
    public Mono<Void> failed(Job job, String error, String errorClass) {
        return fenced(job, rows.fail(job, error, errorClass, backoff(job.attempt())));
    }

    /** The fence: the work is given up until somebody decides. */
    public Mono<Void> died(Job job, String error, String errorClass) {
        return fenced(job, rows.fail(job, error, errorClass, null));
    }

    /** Whether another failure of this job is answered by another attempt. */
    public boolean mayRetry(Job job) {
        return job.attempt() < retry.maxRetries();
    }

    /** Whether so many workers were lost with this job that it must not be tried again. */
    public boolean hasLostTooManyWorkers(Job job) {
        return job.stalls() >= maxStalls;
    }

    /** Waiting jobs of a campaign wait until they are {@link #release released}. */
    public Mono<Long> park(TeamId team, UUID campaign) {
        return rows.park(team, campaign, "READY", "PARKED");
    }

    /** Parked jobs of a campaign are due. */
    public Mono<Long> release(TeamId team, UUID campaign) {
        return rows.park(team, campaign, "PARKED", "READY");
    }

    /** Waiting jobs of a campaign go; the number that went. */
    public Mono<Long> cancel(TeamId team, UUID campaign) {
        return rows.cancel(team, campaign);
    }

    /** Jobs that were delayed for {@code reason} are due at once. */
    public Mono<Long> wake(TeamId team, UUID campaign, Queue queue, String reason) {
        return rows.wake(team, campaign, queue, reason);
    }

    private Duration backoff(int attempt) {
        double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return Duration.ofMillis((long) (retry.firstDelay().toMillis() * (1L << Math.min(attempt, 16)) * jitter));
    }

    private static Mono<Void> fenced(Job job, Mono<Long> write) {
        return write.flatMap(count -> count == 1 ? Mono.<Void>empty() : Mono.error(new LostClaim(job)));
    }

    /** What a failure is called where dead letters are filtered. */
    public static String errorClass(Throwable failure) {
        @Nullable String name = failure.getClass().getSimpleName();
        return name == null || name.isEmpty() ? "Unknown" : name;
    }
}
