package com.messageai.leadgen.pipeline;

import static com.messageai.leadgen.job.Queue.DELIVERY;
import static com.messageai.leadgen.job.Queue.DISCOVERY;
import static com.messageai.leadgen.job.Queue.ENRICHMENT;
import static com.messageai.leadgen.job.Queue.SCORING;

import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.web.CorrelationId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The corridor: what is found is scored, what qualifies is enriched and becomes a lead. */
@Component
class Pipeline {

    private final Jobs jobs;
    private final SearchStage search;
    private final ScoreStage score;
    private final EnrichStage enrich;
    private final ImportStage imports;
    private final Setbacks setbacks;
    private final QueueProperties bounds;
    private final int enrichBatch;

    Pipeline(
            Jobs jobs,
            SearchStage search,
            ScoreStage score,
            EnrichStage enrich,
            ImportStage imports,
            Setbacks setbacks,
            QueueProperties bounds,
            PipelineProperties properties) {
        this.jobs = jobs;
        this.search = search;
        this.score = score;
        this.enrich = enrich;
        this.imports = imports;
        this.setbacks = setbacks;
        this.bounds = bounds;
        this.enrichBatch = properties.enrichBatch();
    }

    /** Works for ever. */
    Flux<Void> flow() {
        return Flux.merge(
                jobs.work(DISCOVERY, bounds.discovery().concurrency(), 1, each(search::run)),
                jobs.work(SCORING, bounds.scoring().concurrency(), 1, each(score::run)),
                jobs.work(ENRICHMENT, bounds.enrichment().concurrency(), enrichBatch, viable(enrich::run)),
                jobs.work(DELIVERY, bounds.delivery().concurrency(), 1, each(imports::takeOver)));
    }

    private Function<List<Job>, Mono<Void>> each(Function<Job, Mono<Void>> stage) {
        return viable(batch -> Flux.fromIterable(batch).concatMap(stage).then());
    }

    /** Whoever has lost too many workers is given up; the others are worked on, and their failures settled. */
    private Function<List<Job>, Mono<Void>> viable(Function<List<Job>, Mono<Void>> stage) {
        return batch -> {
            List<Job> viable = new ArrayList<>(batch);
            List<Job> deadly =
                    batch.stream().filter(jobs::hasLostTooManyWorkers).toList();
            viable.removeAll(deadly);
            Mono<Void> buried = Flux.fromIterable(deadly)
                    .concatMap(job -> setbacks.die(job, new WorkerLost(job.stalls())))
                    .then();
            Mono<Void> worked = viable.isEmpty()
                    ? Mono.empty()
                    : Mono.defer(() -> stage.apply(viable)).onErrorResume(failure -> setbacks.settle(viable, failure));
            String correlation = batch.getFirst().correlationId();
            return buried.then(worked)
                    .contextWrite(context ->
                            context.put(CorrelationId.KEY, correlation == null ? CorrelationId.next() : correlation));
        };
    }
}
