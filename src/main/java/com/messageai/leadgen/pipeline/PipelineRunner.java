package com.messageai.leadgen.pipeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.util.retry.Retry;

/** Keeps the pipeline running while the service does. An instance with {@code leadgen.pipeline.enabled=false} only answers. */
@Component
@ConditionalOnBooleanProperty(name = "leadgen.pipeline.enabled", matchIfMissing = true)
class PipelineRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PipelineRunner.class);

    private final Pipeline pipeline;
    private volatile @Nullable Disposable running;

    PipelineRunner(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public void start() {
        running = pipeline.flow()
                .doOnError(failure -> log.error("pipeline stopped, again soon", failure))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1)).maxBackoff(Duration.ofSeconds(30)))
                .subscribe(null, failure -> log.error("pipeline ended", failure), () -> log.error("pipeline ended"));
    }

    @Override
    public void stop() {
        Disposable subscription = running;
        running = null;
        if (subscription != null) {
            subscription.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
