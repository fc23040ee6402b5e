package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.web.CorrelationId;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Queues of jobs. A job is a row: what is committed is done once in effect, whoever dies. Methods that write belong into
 * the transaction of the stage they advance, those marked as the fence first in it: they fail with {@link LostClaim}
 * when the job is no longer ours, and then nothing of the stage is committed.
 */
@Component
public class Jobs {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    private final JobRows rows;
    private final Turns turns;
    private final Leases leases;
    private final Presence presence;
    private final Doorbell doorbell;
    private final QueueProperties queues;
    private final RetryProperties retry;
    private final int maxStalls;
    private final Duration drain;
    private final JobMeters meters;

    Jobs(
            JobRows rows,
            Turns turns,
            Leases leases,
            Presence presence,
            Doorbell doorbell,
            QueueProperties queues,
            RetryProperties retry,
            JobProperties properties,
            JobMeters meters) {
        this.rows = rows;
        this.turns = turns;
        this.leases = leases;
        this.presence = presence;
        this.doorbell = doorbell;
        this.queues = queues;
        this.retry = retry;
        this.maxStalls = properties.maxStalls();
        this.drain = properties.drain();
        this.meters = meters;
    }

    /** What was claimed at once. */
    private record Batch(Turns.Turn turn, List<Job> jobs) {}

    /**
     * Works through a queue until {@link #close}: claims up to {@code batch} jobs of a team in turn and has them worked
     * on, as many batches at once as the settings say; nothing is claimed before there is room for it. A batch whose
     * jobs can't even be settled is logged and handed back.
     */
    public Flux<Void> work(Queue queue, int batch, Worker worker) {
        return Mono.defer(() -> turns.next(queue))
                .flatMap(turn -> claim(queue, turn, batch, worker))
                .repeat(() -> !turns.isClosed())
                .flatMap(claimed -> run(queue, claimed, worker), queues.concurrency(queue), 1);
    }

    /** Claims nothing more; what is in work goes on. */
    public void close() {
        turns.close();
    }

    /** How long what is in work may go on after {@link #close}, before it is handed back. */
    public Duration drain() {
        return drain;
    }

    /** Claims again. */
    public void open() {
        turns.open();
    }

    private Mono<Batch> claim(Queue queue, Turns.Turn turn, int batch, Worker worker) {
        UUID claim = Ids.next();
        return rows.claim(queue, turn.team(), worker.kinds(), batch, claim, presence.number())
                .collectList()
                .flatMap(claimed -> {
                    if (claimed.isEmpty()) {
                        turn.done();
                        return Mono.empty();
                    }
                    claimed.forEach(one -> meters.started(queue, one.waited()));
                    List<Job> jobs = claimed.stream()
                            .map(JobRows.Claimed::job)
                            .sorted(Comparator.comparing(Job::id))
                            .toList();
                    // A full batch leaves work behind: the team's turn comes again, here or elsewhere.
                    if (jobs.size() == batch) {
                        ring(turn.team(), Set.of(queue));
                    }
                    return Mono.just(new Batch(turn, jobs));
                })
                .onErrorResume(failure -> {
                    log.warn("{} could not be claimed: {}", queue, failure.toString());
                    turn.done();
                    // Whether the claim was made is not known. The sweeper rings for those who wait.
                    return leases.handBack(claim)
                            .then(Mono.delay(AFTER_FAILURE))
                            .then(Mono.empty());
                });
    }

    private Mono<Void> run(Queue queue, Batch batch, Worker worker) {
        List<Job> jobs = batch.jobs();
        UUID claim = jobs.getFirst().claim();
        String correlation = jobs.getFirst().correlationId();
        boolean suspected = jobs.getFirst().stalls() > 0;
        return leases.hold(claim, meters.timed(queue, worked(jobs, worker)))
                .onErrorResume(failure -> {
                    log.error("{} {} jobs could not be settled", queue, jobs.size(), failure);
                    return leases.handBack(claim);
                })
                .contextWrite(context ->
                        context.put(CorrelationId.KEY, correlation == null ? CorrelationId.next() : correlation))
                .doFinally(signal -> {
                    batch.turn().done();
                    if (suspected) {
                        // Others may have waited for the end of this one.
                        turns.ring(queue, batch.turn().team());
                    }
                });
    }

    private Mono<Void> worked(List<Job> jobs, Worker worker) {
        List<Job> viable = jobs.stream().filter(job -> job.stalls() < maxStalls).toList();
        Mono<Void> buried = Flux.fromIterable(jobs)
                .filter(job -> job.stalls() >= maxStalls)
                .concatMap(job -> worker.settle(List.of(job), new WorkersLost(job.stalls())))
                .then();
        if (viable.isEmpty()) {
            return buried;
        }
        Duration timeout = timeout(viable, worker);
        return buried.then(Mono.defer(() -> worker.work(viable))
                .timeout(timeout, Mono.error(() -> new JobTimedOut(timeout)))
                .onErrorResume(failure -> worker.settle(viable, failure)));
    }

    private static Duration timeout(List<Job> jobs, Worker worker) {
        Set<String> types = jobs.stream().map(Job::type).collect(Collectors.toSet());
        return worker.kinds().stream()
                .filter(kind -> types.contains(kind.type()))
                .map(JobKind::timeout)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Adds work; {@link #ring} after the commit. */
    public Mono<Void> add(Collection<NewJob> jobs) {
        if (jobs.isEmpty()) {
            return Mono.empty();
        }
        return Mono.deferContextual(context -> rows.insert(jobs, context.getOrDefault(CorrelationId.KEY, null)))
                .then();
    }

    /** Adds work that this instance does itself at once, {@link #holding} it; if it is lost, another one takes it over. */
    public Mono<Job> begin(NewJob job) {
        return Mono.deferContextual(context ->
                rows.begin(job, Ids.next(), presence.number(), context.getOrDefault(CorrelationId.KEY, null)));
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
        distinct.forEach(queue -> turns.ring(queue, team));
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
                .flatMap(count -> count == jobs.size() ? Mono.<Void>empty() : Mono.error(new LostClaim(first)))
                .doOnSuccess(put -> meters.settled(first.queue(), status.toLowerCase(Locale.ROOT), jobs.size()));
    }

    /** The fence: the job has come further and stays in our hands; its failures and stalls are forgotten. */
    public Mono<Void> progressed(Job job) {
        return fenced(job, rows.progress(job));
    }

    /** The fence: the job goes on after a delay, by whoever claims it then. Uses up no attempt. */
    public Mono<Void> delayed(Job job, Duration delay, String reason) {
        return fenced(job, rows.delay(job, delay, reason, "READY"))
                .doOnSuccess(put -> meters.settled(job.queue(), "delayed", 1));
    }

    /** The fence: the job waits until somebody releases it. */
    public Mono<Void> parked(Job job, String reason) {
        return fenced(job, rows.delay(job, Duration.ZERO, reason, "PARKED"))
                .doOnSuccess(put -> meters.settled(job.queue(), "parked", 1));
    }

    /** The fence: the work failed and is tried again after a while. @see #mayRetry */
    public Mono<Void> failed(Job job, String error, String errorClass) {
        return fenced(job, rows.fail(job, error, errorClass, backoff(job.attempt())))
                .doOnSuccess(put -> meters.settled(job.queue(), "failed", 1));
    }

    /** The fence: the work is given up until somebody decides. */
    public Mono<Void> died(Job job, String error, String errorClass) {
        return fenced(job, rows.fail(job, error, errorClass, null))
                .doOnSuccess(put -> meters.settled(job.queue(), "dead", 1));
    }

    /** Whether another failure of this job is answered by another attempt. */
    public boolean mayRetry(Job job) {
        return job.attempt() < retry.maxRetries();
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

    /** Those of the jobs that wait for their time are due at once. */
    public Mono<Long> wake(TeamId team, Collection<UUID> ids) {
        return rows.wake(team, ids);
    }

    /** Those of the jobs that nobody works on go, dead ones too; the number that went. */
    public Mono<Long> withdraw(TeamId team, Collection<UUID> ids) {
        return rows.withdraw(team, ids);
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
