package com.messageai.leadgen.embedding;

import com.messageai.leadgen.provider.ProviderFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The local model on threads of its own, which are all that it ever uses; loaded there at its first use. Texts of
 * several pages take turns, a few texts at a time.
 */
final class LocalModel implements EmbeddingModel, AutoCloseable {

    /** A turn: long enough to be worth a change of threads, short enough (some 50 ms) not to hold up other pages. */
    private static final int TURN = 8;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final int threads;
    private final int maxWaiting;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Scheduler scheduler;
    private final Mono<MiniLm> model;

    LocalModel(EmbeddingProperties.Local properties) {
        this.threads = properties.threads();
        this.maxWaiting = properties.maxWaiting();
        this.scheduler = Schedulers.newBoundedElastic(threads, maxWaiting, "embedding");
        // Reading the weights and starting the native libraries blocks, running the model keeps a processor busy.
        this.model = Mono.fromCallable(MiniLm::load)
                .subscribeOn(scheduler)
                .cache(loaded -> Duration.ofMillis(Long.MAX_VALUE), failed -> Duration.ZERO, () -> Duration.ZERO);
    }

    @Override
    public String name() {
        return MiniLm.NAME;
    }

    @Override
    public String endpoint() {
        return "local";
    }

    /** Nothing leaves the process here, so nobody is asked. */
    @Override
    public Flux<Embedded> embed(List<String> texts, Mono<Void> open) {
        return Flux.defer(() -> {
            if (!admit(texts.size())) {
                return Flux.error(new ProviderFailure.NotCalled("local", "embeddings", "bulkhead-full", RETRY_AFTER));
            }
            return run(texts).doFinally(end -> waiting.addAndGet(-texts.size()));
        });
    }

    /** A page larger than the bound is let in when nothing else waits: refused for ever, it would never be done. */
    private boolean admit(int texts) {
        int before = waiting.getAndUpdate(now -> now == 0 || now + texts <= maxWaiting ? now + texts : now);
        return before == 0 || before + texts <= maxWaiting;
    }

    private Flux<Embedded> run(List<String> texts) {
        return model.flatMapMany(loaded -> Flux.fromIterable(turns(texts))
                .flatMap(turn -> Mono.fromCallable(() -> embedded(loaded, turn)).subscribeOn(scheduler), threads, 1)
                .concatMapIterable(turn -> turn));
    }

    private static List<List<String>> turns(List<String> texts) {
        List<List<String>> turns = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += TURN) {
            turns.add(texts.subList(from, Math.min(from + TURN, texts.size())));
        }
        return turns;
    }

    private static List<Embedded> embedded(MiniLm model, List<String> texts) throws Exception {
        List<Embedded> embedded = new ArrayList<>(texts.size());
        for (String text : texts) {
            embedded.add(new Embedded(text, model.embed(text)));
        }
        return embedded;
    }

    /** How many texts wait or are being worked on. */
    int waiting() {
        return waiting.get();
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
