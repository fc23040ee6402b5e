package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignSources;
import com.messageai.leadgen.campaign.CampaignSources.Outcome;
import com.messageai.leadgen.campaign.CampaignSources.Source;
import com.messageai.leadgen.discovery.ProspectSource;
import com.messageai.leadgen.discovery.SourcePage;
import com.messageai.leadgen.discovery.SourceQuery;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.store.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks one platform of one campaign page by page, from where its last committed page ended. The next page is fetched
 * while this one is committed. After a turn of a few pages the job goes back to the end of the line, so that a long search
 * keeps nobody else's from beginning. Discovery stops where scoring does not keep up: the job goes back and returns when
 * there is room.
 */
@Component
class SearchStage {

    static final String BACKPRESSURE = "BACKPRESSURE";
    private static final String WAITS_FOR_SHARE = "WAITS_FOR_SHARE";
    private static final String TURN_OVER = "TURN_OVER";

    private final Gate gate;
    private final CampaignSources sources;
    private final Map<Platform, ProspectSource> platforms;
    private final SearchCriteria criteria;
    private final PageCommit pages;
    private final Jobs jobs;
    private final Work work;
    private final Transactions transactions;
    private final JsonMapper json;
    private final PipelineProperties properties;

    SearchStage(
            Gate gate,
            CampaignSources sources,
            List<ProspectSource> platforms,
            SearchCriteria criteria,
            PageCommit pages,
            Jobs jobs,
            Work work,
            Transactions transactions,
            JsonMapper json,
            PipelineProperties properties) {
        this.gate = gate;
        this.sources = sources;
        this.platforms = platforms.stream().collect(Collectors.toMap(ProspectSource::platform, Function.identity()));
        this.criteria = criteria;
        this.pages = pages;
        this.jobs = jobs;
        this.work = work;
        this.transactions = transactions;
        this.json = json;
        this.properties = properties;
    }

    /** A search at a page that has been fetched and not yet kept. @param cursor where that page began */
    private record At(
            Gate.State state, Search search, @Nullable String cursor, SourcePage page) {}

    /** @param turnEnds by {@link System#nanoTime}: then others come first */
    private record Search(Job job, ProspectSource source, SourceQuery query, long turnEnds) {

        boolean turnIsOver() {
            return System.nanoTime() - turnEnds > 0;
        }
    }

    Mono<Void> run(Job job) {
        Platform platform = work.payload(job, Work.Search.class).platform();
        return gate.pass(job)
                .flatMap(state -> sources.of(job.team(), Work.campaign(job))
                        .filter(source -> source.platform() == platform)
                        .singleOrEmpty()
                        .flatMap(source -> source.outcome() == Outcome.RUNNING
                                ? begin(job, state, source)
                                // Ended by hand meanwhile: there is nothing left to search.
                                : pages.nothingLeft(state.run(), jobs.done(List.of(job)))));
    }

    private Mono<Void> begin(Job job, Gate.State state, Source source) {
        return pages.room(state.run(), source.platform()).flatMap(room -> {
            if (room.used()) {
                return pages.reachedLimit(state.run(), source, jobs.done(List.of(job)))
                        .then();
            }
            if (room.share() == 0) {
                return putBack(job, Duration.ofSeconds(1), WAITS_FOR_SHARE);
            }
            if (properties.tooFarAhead(state)) {
                return putBack(job, Duration.ofMillis(250), BACKPRESSURE);
            }
            return search(job, state.run(), source)
                    .flatMap(search -> fetch(search, source.cursor())
                            .flatMap(first -> Mono.just(new At(state, search, source.cursor(), first))
                                    .expand(this::step)
                                    .then()));
        });
    }

    private Mono<Search> search(Job job, CampaignRun run, Source source) {
        ProspectSource platform = platforms.get(source.platform());
        if (platform == null || !platform.configured()) {
            return Mono.error(new SourceNotConfigured(source.platform()));
        }
        return criteria(run, source)
                .map(criteria -> new Search(
                        job,
                        platform,
                        new SourceQuery(criteria, properties.searchPageSize()),
                        System.nanoTime() + properties.searchTurn().toNanos()));
    }

    /** Translated once and then kept, so that a cursor always belongs to the same question. */
    private Mono<JsonNode> criteria(CampaignRun run, Source source) {
        if (source.criteria() != null) {
            return Mono.just(json.readTree(source.criteria()));
        }
        JsonNode own =
                json.readTree(run.searchCriteria()).path(source.platform().name());
        return criteria.of(run.team(), run.icp(), run.icpVersion(), source.platform(), own)
                .flatMap(chosen -> sources.ask(run.team(), run.id(), source.platform(), json.writeValueAsString(chosen))
                        .thenReturn(chosen));
    }

    private Mono<SourcePage> fetch(Search search, @Nullable String cursor) {
        return gate.pass(search.job())
                .flatMap(open -> search.source()
                        .pages(search.query(), cursor)
                        .take(1)
                        .singleOrEmpty()
                        .defaultIfEmpty(new SourcePage(List.of(), null, false)));
    }

    /** Keeps a page while the next one is fetched; empty when the search has come to rest. */
    private Mono<At> step(At at) {
        Job job = at.search().job();
        String next = at.page().next();
        boolean turnIsOver = at.search().turnIsOver();
        boolean ahead = next != null && !turnIsOver && !properties.tooFarAhead(at.state());
        Mono<Signal<SourcePage>> fetched =
                ahead ? fetch(at.search(), next).materialize() : Mono.just(Signal.complete());
        Mono<PageCommit.Kept> kept = pages.keep(
                at.state().run(),
                new PageCommit.Shown(
                        at.search().source().platform(),
                        at.page().profiles(),
                        next,
                        at.page().truncated()),
                at.cursor(),
                jobs.progressed(job),
                jobs.done(List.of(job)));
        return Mono.zip(kept, fetched).flatMap(both -> {
            PageCommit.Kept now = both.getT1();
            if (now.source().outcome() != Outcome.RUNNING) {
                return Mono.empty();
            }
            if (now.full()) {
                return putBack(job, Duration.ofSeconds(1), WAITS_FOR_SHARE).then(Mono.empty());
            }
            Gate.State state = new Gate.State(now.run(), at.state().teamUnscored());
            if (properties.tooFarAhead(state)) {
                return putBack(job, Duration.ofMillis(250), BACKPRESSURE).then(Mono.empty());
            }
            if (!ahead) {
                return putBack(job, Duration.ZERO, TURN_OVER)
                        .then(Mono.fromRunnable(() -> jobs.ring(job.team(), List.of(job.queue()))));
            }
            // The state is read again with the next fetch; its failure comes only after this page was kept.
            return both.getT2().hasError()
                    ? Mono.error(Objects.requireNonNull(both.getT2().getThrowable()))
                    : gate.pass(job)
                            .map(fresh -> new At(
                                    fresh,
                                    at.search(),
                                    next,
                                    Objects.requireNonNull(both.getT2().get())));
        });
    }

    private Mono<Void> putBack(Job job, Duration delay, String reason) {
        return transactions.run(jobs.delayed(job, delay, reason));
    }
}
