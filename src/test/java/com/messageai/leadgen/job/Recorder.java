package com.messageai.leadgen.job;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does what it is told, remembers it, and settles what failed as the pipeline does. */
final class Recorder implements Worker {
    final BlockingQueue<List<Job>> worked = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<Job>> unseen = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final JobsFixture instance;
    private final Function<List<Job>, Mono<Void>> work;
    private final List<JobKind> kinds;

    Recorder(JobsFixture instance, Function<List<Job>, Mono<Void>> work, JobKind... kinds) {
        this.instance = instance;
        this.work = work;
        this.kinds = List.of(kinds);
    }

    @Override
    public Collection<JobKind> kinds() {
        return kinds;
    }

    @Override
    public Mono<Void> work(List<Job> jobs) {
        worked.add(jobs);
        unseen.add(jobs);
        return work.apply(jobs);
    }

    @Override
    public Mono<Void> settle(List<Job> jobs, Throwable failure) {
        failures.add(failure);
        String error = String.valueOf(failure.getMessage());
        String errorClass = Jobs.errorClass(failure);
        return Flux.fromIterable(jobs)
                .concatMap(job -> instance.jobs.mayRetry(job) && !(failure instanceof WorkersLost)
                        ? instance.jobs.failed(job, error, errorClass)
                        : instance.jobs.died(job, error, errorClass))
                .then();
    }

    List<Job> next() throws InterruptedException {
        return Objects.requireNonNull(unseen.poll(JobsFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    Throwable failure() throws InterruptedException {
        return Objects.requireNonNull(failures.poll(JobsFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
}
