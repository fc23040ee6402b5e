package com.messageai.leadgen.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Figures of this instance: how long jobs waited for their start, how long batches took, how jobs ended. */
@Component
class JobMeters {

    private final MeterRegistry meters;
    private final Map<Queue, Long> lastStart = new ConcurrentHashMap<>();
    private final long begun = System.nanoTime();

    JobMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param waited seconds since the job was due */
    void started(Queue queue, double waited) {
        lastStart.put(queue, System.nanoTime());
        Timer.builder("leadgen.jobs.wait")
                .description("From when a job was due to its claim")
                .tag("queue", queue.name())
                .publishPercentiles(0.5, 0.99)
                .register(meters)
                .record(Duration.ofNanos((long) (waited * 1e9)));
    }

    /** How long ago a job of this queue began here; since this instance began where none did. */
    Duration sinceStart(Queue queue) {
        return Duration.ofNanos(System.nanoTime() - lastStart.getOrDefault(queue, begun));
    }

    void settled(Queue queue, String outcome, int jobs) {
        meters.counter("leadgen.jobs.settled", "queue", queue.name(), "outcome", outcome)
                .increment(jobs);
    }

    <T> Mono<T> timed(Queue queue, Mono<T> work) {
        return Mono.defer(() -> {
            Timer.Sample begun = Timer.start(meters);
            return work.doFinally(signal -> begun.stop(meters.timer("leadgen.jobs.batch", "queue", queue.name())));
        });
    }
}
