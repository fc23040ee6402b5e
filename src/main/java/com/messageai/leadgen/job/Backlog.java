package com.messageai.leadgen.job;

import com.messageai.leadgen.lifecycle.BackgroundStream;
import com.messageai.leadgen.lifecycle.Degraded;
import com.messageai.leadgen.store.Rows;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What waits in the queues of the whole installation: due jobs, and for how long the oldest has been due. Health says
 * {@code DEGRADED} while that is longer than the settings' patience and no job of that queue has begun here for as long:
 * a long line that moves is well.
 */
@Component("queues")
class Backlog extends BackgroundStream implements ReactiveHealthIndicator, MeterBinder {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Waiting NOTHING = new Waiting(0, Duration.ZERO);

    private final DatabaseClient database;
    private final Duration patience;
    private final Turns turns;
    private final JobMeters meters;
    private volatile Map<Queue, Waiting> waiting = Map.of();

    Backlog(DatabaseClient database, JobProperties properties, Turns turns, JobMeters meters) {
        super("backlog", EVERY.multipliedBy(4));
        this.database = database;
        this.patience = properties.patience();
        this.turns = turns;
        this.meters = meters;
    }

    private record Waiting(long jobs, Duration oldest) {}

    @Override
    protected Flux<?> flow() {
        return Flux.interval(Duration.ZERO, EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> count().doOnNext(counted -> waiting = counted), 1);
    }

    /** Jobs of paused queues wait rightly. */
    private Mono<Map<Queue, Waiting>> count() {
        return database.sql("""
                        SELECT queue, count(*) AS jobs, extract(epoch FROM now() - min(run_at))::float8 AS oldest
                        FROM job j WHERE status = 'READY' AND run_at <= now()
                          AND NOT EXISTS (SELECT 1 FROM queue_pause p WHERE p.team_id = j.team_id AND p.queue = j.queue)
                        GROUP BY queue
                        """)
                .map(row -> Map.entry(
                        Queue.valueOf(Rows.required(row, "queue", String.class)),
                        new Waiting(Rows.required(row, "jobs", Long.class), Duration.ofMillis((long)
                                (Rows.required(row, "oldest", Double.class) * 1000)))))
                .all()
                .collect(
                        () -> new EnumMap<Queue, Waiting>(Queue.class),
                        (all, one) -> all.put(one.getKey(), one.getValue()))
                .map(Map::copyOf);
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromSupplier(() -> {
            Map<Queue, Waiting> now = waiting;
            List<Queue> late = now.entrySet().stream()
                    .filter(one -> one.getValue().oldest().compareTo(patience) > 0
                            && meters.sinceStart(one.getKey()).compareTo(patience) > 0)
                    .map(Map.Entry::getKey)
                    .toList();
            Health.Builder health = late.isEmpty() ? Health.up() : Health.status(Degraded.STATUS);
            now.forEach((queue, one) -> health.withDetail(
                    queue.name(), one.jobs() + " due, " + one.oldest().toSeconds() + " s"));
            return health.build();
        });
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Queue queue : Queue.values()) {
            Gauge.builder("leadgen.jobs.due", this, self -> self.of(queue).jobs())
                    .description("Jobs of all teams that could start now")
                    .tag("queue", queue.name())
                    .register(registry);
            Gauge.builder(
                            "leadgen.jobs.oldest.seconds",
                            this,
                            self -> self.of(queue).oldest().toMillis() / 1000.0)
                    .description("For how long the oldest of them could have started")
                    .tag("queue", queue.name())
                    .register(registry);
        }
        Gauge.builder("leadgen.jobs.batches", turns, Turns::inWork)
                .description("Batches in work on this instance")
                .register(registry);
    }

    private Waiting of(Queue queue) {
        return waiting.getOrDefault(queue, NOTHING);
    }
}
