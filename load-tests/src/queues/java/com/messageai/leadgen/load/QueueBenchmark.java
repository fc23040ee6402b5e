package com.messageai.leadgen.load;

import com.messageai.leadgen.LeadGenApplication;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.JobKind;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.job.NewJob;
import com.messageai.leadgen.job.Queue;
import com.messageai.leadgen.job.Worker;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.support.EmbeddedServices;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.Teams;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * What the queues alone can do: one instance with a worker that does nothing but settle its jobs, on a PostgreSQL that
 * writes to its disk. Prints jobs per second, from commit to start, and how long another team waits beside a long line. It
 * ends by itself after some minute.
 */
public final class QueueBenchmark {

    private static final int TEAMS = 10;
    private static final int LINE = 60_000;
    private static final int BATCH = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final JobKind NOTHING = new JobKind("NOTHING", Queue.SCORING, 1, 1, Duration.ofSeconds(30));

    private final Jobs jobs;
    private final Transactions transactions;
    private final Teams teams;

    private QueueBenchmark(ConfigurableApplicationContext context) {
        this.jobs = context.getBean(Jobs.class);
        this.transactions = context.getBean(Transactions.class);
        this.teams = context.getBean(Teams.class);
    }

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            Map<String, Object> settings = EmbeddedServices.freshProperties();
            settings.put("spring.r2dbc.url", "r2dbc:postgresql://localhost:" + postgres.getPort() + "/postgres");
            settings.put("server.port", 0);
            settings.put("leadgen.pipeline.enabled", false);
            settings.put("logging.level.root", "warn");
            SpringApplication application = new SpringApplication(LeadGenApplication.class);
            try (ConfigurableApplicationContext context = application.run(settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new))) {
                QueueBenchmark benchmark = new QueueBenchmark(context);
                benchmark.throughput("warm-up");
                benchmark.throughput("measured");
                benchmark.fromCommitToStart();
                benchmark.besideALongLine();
            }
        }
        System.exit(0);
    }

    private void throughput(String name) throws InterruptedException {
        List<TeamId> of = IntStream.range(0, TEAMS).mapToObj(i -> team()).toList();
        of.forEach(team -> add(team, LINE / TEAMS));
        var left = new CountDownLatch(LINE);
        Usage before = Usage.now();
        Disposable working = work(BATCH, Mono.empty(), begun -> {}, done -> done.forEach(job -> left.countDown()));
        of.forEach(team -> jobs.ring(team, Set.of(Queue.SCORING)));
        require(left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        Usage used = Usage.now().minus(before);
        working.dispose();
        System.out.printf(
                "throughput (%s): %,d jobs of %d teams in %.1f s: %,.0f jobs/s, %.0f us CPU and %.1f kB allocated per job%n",
                name,
                LINE,
                TEAMS,
                used.nanos / 1e9,
                LINE / (used.nanos / 1e9),
                used.cpuNanos / 1e3 / LINE,
                used.bytes / 1024.0 / LINE);
    }

    private void fromCommitToStart() throws InterruptedException {
        TeamId team = team();
        int count = 1_000;
        Map<UUID, Long> committed = new ConcurrentHashMap<>();
        long[] waits = new long[count];
        var next = new AtomicLong();
        var left = new CountDownLatch(count);
        Disposable working = work(
                BATCH,
                Mono.empty(),
                begun -> begun.forEach(
                        job -> waits[(int) next.getAndIncrement()] = System.nanoTime() - committed.get(job.id())),
                done -> done.forEach(job -> left.countDown()));
        for (int i = 0; i < count; i++) {
            NewJob job = NewJob.of(team, NOTHING, null, "{}");
            transactions
                    .run(jobs.add(List.of(job))
                            .then(Mono.fromRunnable(() -> committed.put(job.id(), System.nanoTime()))))
                    .then(Mono.fromRunnable(() -> jobs.ring(team, Set.of(Queue.SCORING))))
                    .block(PATIENCE);
            TimeUnit.MILLISECONDS.sleep(5);
        }
        require(left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        working.dispose();
        System.out.printf("from commit to start: %s%n", quantiles(waits));
    }

    /** Batches that take 100 ms, 50,000 jobs of one team; other teams come with one job each. */
    private void besideALongLine() throws InterruptedException {
        TeamId large = team();
        add(large, 50_000);
        int others = 200;
        long[] waits = new long[others];
        Map<TeamId, Long> committed = new ConcurrentHashMap<>();
        var next = new AtomicLong();
        var left = new CountDownLatch(others);
        Disposable working = work(
                10,
                Mono.delay(Duration.ofMillis(100)).then(),
                begun -> {
                    Long since = committed.remove(begun.getFirst().team());
                    if (since != null) {
                        waits[(int) next.getAndIncrement()] = System.nanoTime() - since;
                        left.countDown();
                    }
                },
                done -> {});
        jobs.ring(large, Set.of(Queue.SCORING));
        TimeUnit.SECONDS.sleep(2);
        for (int i = 0; i < others; i++) {
            TeamId team = team();
            committed.put(team, System.nanoTime());
            add(team, 1);
            jobs.ring(team, Set.of(Queue.SCORING));
            TimeUnit.MILLISECONDS.sleep(50);
        }
        require(left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        working.dispose();
        System.out.printf("another team's first job beside 50,000 waiting ones: %s%n", quantiles(waits));
    }

    private Disposable work(int size, Mono<Void> work, Consumer<List<Job>> begun, Consumer<List<Job>> done) {
        return jobs.work(Queue.SCORING, size, new Worker() {
                    @Override
                    public Collection<JobKind> kinds() {
                        return List.of(NOTHING);
                    }

                    @Override
                    public Mono<Void> work(List<Job> batch) {
                        begun.accept(batch);
                        return work.then(transactions.run(jobs.done(batch))).doOnSuccess(ended -> done.accept(batch));
                    }

                    @Override
                    public Mono<Void> settle(List<Job> batch, Throwable failure) {
                        return Mono.error(failure);
                    }
                })
                .subscribe();
    }

    private TeamId team() {
        UUID slug = Ids.next();
        return teams.establish("Team " + slug, "t" + slug).block(PATIENCE);
    }

    private void add(TeamId team, int count) {
        List<NewJob> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(NewJob.of(team, NOTHING, null, "{}"));
        }
        for (int from = 0; from < count; from += 1_000) {
            transactions
                    .run(jobs.add(all.subList(from, Math.min(count, from + 1_000))))
                    .block(PATIENCE);
        }
    }

    private static String quantiles(long[] nanos) {
        Arrays.sort(nanos);
        return "median %.1f ms, p99 %.1f ms, longest %.1f ms"
                .formatted(
                        nanos[nanos.length / 2] / 1e6,
                        nanos[(int) (nanos.length * 0.99)] / 1e6,
                        nanos[nanos.length - 1] / 1e6);
    }

    private static void require(boolean done) {
        if (!done) {
            throw new IllegalStateException("not done within " + PATIENCE);
        }
    }

    private record Usage(long nanos, long cpuNanos, long bytes) {

        static Usage now() {
            return new Usage(
                    System.nanoTime(),
                    ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime(),
                    ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes());
        }

        Usage minus(Usage before) {
            return new Usage(nanos - before.nanos, cpuNanos - before.cpuNanos, bytes - before.bytes);
        }
    }
}
