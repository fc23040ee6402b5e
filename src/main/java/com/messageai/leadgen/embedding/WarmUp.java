package com.messageai.leadgen.embedding;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/**
 * Loads the model and finds or measures its scale while the service starts, on the model's own threads, so that the first
 * campaign does not wait for it. A failure here is none of the service's: the first use tries again.
 */
final class WarmUp implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final Embeddings embeddings;
    private volatile @Nullable Disposable subscription;

    WarmUp(Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    @Override
    public void start() {
        subscription = embeddings
                .calibration()
                .subscribe(
                        scale -> LOG.info(
                                "Embeddings by {}: cosine {} is nothing in common, {} is the same",
                                scale.model(),
                                scale.unrelated(),
                                scale.paraphrase()),
                        failure -> LOG.warn(
                                "Embeddings are not ready, their first use tries again: {}", failure.toString()));
    }

    @Override
    public void stop() {
        Disposable running = subscription;
        if (running != null) {
            running.dispose();
            subscription = null;
        }
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }
}
