package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignSources;
import com.messageai.leadgen.campaign.CampaignSources.Source;
import com.messageai.leadgen.campaign.Tally;
import com.messageai.leadgen.job.DeadLetters;
import com.messageai.leadgen.job.DeadLetters.Reference;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.prospect.ProspectChange;
import com.messageai.leadgen.prospect.ProspectProgress;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.team.TeamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Work that had been given up is taken up again because somebody says so. The job is due with fresh attempts, a search
 * goes on from its last page, who had failed in enrichment is enriched again; who had failed before a score stays so
 * until there is one. A campaign that has ended is not reopened, one that is paused holds the job until its resume.
 */
@Component
class Revival {

    /** Letters that are decided about in one transaction. */
    private static final int AT_ONCE = 100;

    private final DeadLetters letters;
    private final CampaignCommit commit;
    private final CampaignSources sources;
    private final ProspectProgress prospects;
    private final Transactions transactions;
    private final Jobs jobs;
    private final Work work;

    Revival(
            DeadLetters letters,
            CampaignCommit commit,
            CampaignSources sources,
            ProspectProgress prospects,
            Transactions transactions,
            Jobs jobs,
            Work work) {
        this.letters = letters;
        this.commit = commit;
        this.sources = sources;
        this.prospects = prospects;
        this.transactions = transactions;
        this.jobs = jobs;
        this.work = work;
    }

    /** @param retried jobs that are due again, or parked @param skipped letters of cancelled campaigns */
    record Retried(int retried, int skipped) {

        Retried plus(Retried more) {
            return new Retried(retried + more.retried, skipped + more.skipped);
        }
    }

    /** Of one campaign, or of none; empty where none of the letters is there any more. */
    Mono<Integer> retry(TeamId team, @Nullable UUID campaign, Collection<UUID> ids) {
        AtomicReference<List<Job>> revived = new AtomicReference<>(List.of());
        Mono<List<Job>> fence = letters.revive(team, ids)
                .collectList()
                .filter(found -> !found.isEmpty())
                .doOnNext(revived::set);
        Mono<?> retried = campaign == null
                ? transactions.run(fence)
                : commit.commit(
                        team,
                        new CampaignId(campaign),
                        fence.flatMap(found -> effects(team, new CampaignId(campaign), found)),
                        run -> standing(run, ids));
        return retried.map(done -> {
            jobs.ring(team, revived.get().stream().map(Job::queue).collect(Collectors.toSet()));
            return revived.get().size();
        });
    }

    /** All that are selected, campaign by campaign. */
    Mono<Retried> retry(TeamId team, DeadLetterSelection selection) {
        return chunks(team, selection)
                .concatMapIterable(chunk -> byCampaign(chunk).entrySet())
                .concatMap(group -> retry(team, group.getKey().orElse(null), group.getValue())
                        .map(count -> new Retried(count, 0))
                        .onErrorResume(
                                CampaignIsCancelled.class,
                                cancelled -> Mono.just(
                                        new Retried(0, group.getValue().size()))))
                .reduce(new Retried(0, 0), Retried::plus);
    }

    /** All that are selected go to the archive; the number that went. */
    Mono<Long> discard(TeamId team, DeadLetterSelection selection) {
        return chunks(team, selection)
                .concatMap(chunk ->
                        letters.discard(team, chunk.stream().map(Reference::id).toList()))
                .reduce(0L, Long::sum);
    }

    /** Walked by id, so that one which dies again meanwhile is not met twice. */
    private Flux<List<Reference>> chunks(TeamId team, DeadLetterSelection selection) {
        return chunk(null, team, selection)
                .expand(chunk -> chunk.size() < AT_ONCE
                        ? Mono.empty()
                        : chunk(chunk.getLast().id(), team, selection));
    }

    private Mono<List<Reference>> chunk(@Nullable UUID last, TeamId team, DeadLetterSelection selection) {
        return letters.after(last, team, selection.filter(), selection.ids(), AT_ONCE);
    }

    private static Map<Optional<UUID>, List<UUID>> byCampaign(List<Reference> chunk) {
        return chunk.stream()
                .collect(Collectors.groupingBy(
                        letter -> Optional.ofNullable(letter.campaign()),
                        LinkedHashMap::new,
                        Collectors.mapping(Reference::id, Collectors.toList())));
    }

    private Mono<CampaignCommit.Effects> effects(TeamId team, CampaignId campaign, List<Job> revived) {
        List<UUID> enriched = revived.stream()
                .filter(job -> Work.is(job, Work.ENRICH) || Work.is(job, Work.ENRICH_BY_HAND))
                .flatMap(job -> work.prospects(job).stream())
                .toList();
        return prospects
                .revived(team, enriched)
                .map(ProspectChange::tally)
                .reduce(Tally.ZERO, Tally::plus)
                .flatMap(tally -> restarted(team, campaign, revived)
                        .collectList()
                        .map(restarted -> {
                            List<CampaignEvent> events = new ArrayList<>();
                            for (Source source : restarted) {
                                events.add(new CampaignEvent.DiscoveryProgressed(
                                        source.platform(), source.found(), source.pages(), false, false));
                            }
                            return new CampaignCommit.Effects(
                                    tally.openJobs(revived.size()).openSources(restarted.size()), 0, List.of(), events);
                        }));
    }

    private Flux<Source> restarted(TeamId team, CampaignId campaign, List<Job> revived) {
        return Flux.fromStream(() -> revived.stream()
                        .filter(job -> Work.is(job, Work.SEARCH))
                        .map(job -> work.payload(job, Work.Search.class).platform())
                        .sorted())
                .concatMap(platform -> sources.restart(team, campaign, platform));
    }

    private Mono<Void> standing(CampaignRun run, Collection<UUID> ids) {
        return switch (run.status()) {
            case CANCELLED -> Mono.error(new CampaignIsCancelled());
            case DRAFT, PAUSED -> letters.park(run.team(), ids, "PAUSED");
            case RUNNING, COMPLETED, FAILED -> Mono.empty();
        };
    }
}
