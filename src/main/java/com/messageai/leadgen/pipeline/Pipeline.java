package com.messageai.leadgen.pipeline;

import static com.messageai.leadgen.job.Queue.DELIVERY;
import static com.messageai.leadgen.job.Queue.DISCOVERY;
import static com.messageai.leadgen.job.Queue.ENRICHMENT;
import static com.messageai.leadgen.job.Queue.SCORING;

import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.JobKind;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.job.Worker;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The corridor: what is found is scored, looked at more closely where its row says too little, and scored again; what
 * qualifies is enriched and becomes a lead.
 */
@Component
class Pipeline {

    private final Jobs jobs;
    private final SearchStage search;
    private final PullStage pull;
    private final ProfileStage profiles;
    private final ScoreStage score;
    private final EnrichStage enrich;
    private final ImportStage imports;
    private final Setbacks setbacks;
    private final int enrichBatch;

    Pipeline(
            Jobs jobs,
            SearchStage search,
            PullStage pull,
            ProfileStage profiles,
            ScoreStage score,
            EnrichStage enrich,
            ImportStage imports,
            Setbacks setbacks,
            PipelineProperties properties) {
        this.jobs = jobs;
        this.search = search;
        this.pull = pull;
        this.profiles = profiles;
        this.score = score;
        this.enrich = enrich;
        this.imports = imports;
        this.setbacks = setbacks;
        this.enrichBatch = properties.enrichBatch();
    }

    /** Works until no more is claimed. */
    Flux<Void> flow() {
        return Flux.merge(
                jobs.work(DISCOVERY, 1, worker(each(this::discover), Work.SEARCH, Work.PULL, Work.READ_PROFILE)),
                jobs.work(SCORING, 1, worker(each(score::run), Work.SCORE)),
                jobs.work(ENRICHMENT, enrichBatch, worker(enrich::run, Work.ENRICH, Work.ENRICH_BY_HAND)),
                jobs.work(DELIVERY, 1, worker(each(imports::takeOver), Work.IMPORT)));
    }

    private Mono<Void> discover(Job job) {
        if (Work.is(job, Work.PULL)) {
            return pull.run(job);
        }
        return Work.is(job, Work.READ_PROFILE) ? profiles.run(job) : search.run(job);
    }

    private static Function<List<Job>, Mono<Void>> each(Function<Job, Mono<Void>> stage) {
        return batch -> Flux.fromIterable(batch).concatMap(stage).then();
    }

    private Worker worker(Function<List<Job>, Mono<Void>> stage, JobKind... kinds) {
        return new Worker() {
            @Override
            public Collection<JobKind> kinds() {
                return List.of(kinds);
            }

            @Override
            public Mono<Void> work(List<Job> batch) {
                return stage.apply(batch);
            }

            @Override
            public Mono<Void> settle(List<Job> batch, Throwable failure) {
                return Flux.fromIterable(batch)
                        .concatMap(job -> Work.is(job, Work.PULL)
                                ? pull.settle(job, failure)
                                : setbacks.settle(List.of(job), failure))
                        .then();
            }
        };
    }
}
