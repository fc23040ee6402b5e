package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.lifecycle.BackgroundStream;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Keeps the pipeline running while the service does. When it stops, nothing more is claimed, and what is in work may
 * come to its end for a while; the rest is handed back. An instance with {@code leadgen.pipeline.enabled=false} only
 * answers.
 */
@Component
@ConditionalOnBooleanProperty(name = "leadgen.pipeline.enabled", matchIfMissing = true)
class PipelineRunner extends BackgroundStream {

    private final Pipeline pipeline;
    private final Jobs jobs;

    PipelineRunner(Pipeline pipeline, Jobs jobs) {
        // Idle is well; that due jobs are not taken up is told by the queues' health.
        super("pipeline", ChronoUnit.FOREVER.getDuration());
        this.pipeline = pipeline;
        this.jobs = jobs;
    }

    @Override
    protected Flux<?> flow() {
        return pipeline.flow();
    }

    @Override
    public void start() {
        jobs.open();
        super.start();
    }

    @Override
    public void stop(Runnable callback) {
        stopAfter(jobs.drain(), jobs::close, callback);
    }

    /** Drains while the server ends the requests that are under way: both together are given one time. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
    }
}
