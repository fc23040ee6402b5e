package com.messageai.leadgen.scoring;

import com.messageai.leadgen.embedding.Embeddings;
import com.messageai.leadgen.embedding.Namespace;
import com.messageai.leadgen.embedding.VectorEntry;
import com.messageai.leadgen.embedding.VectorStore;
import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.IcpView;
import com.messageai.leadgen.icp.Icps;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.scoring.IcpVectorRows.Claim;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings the vector store into line with the ICPs that there are: writes the vectors that are missing or old, takes away
 * those whose ICP is gone. What is to be done is read off the rows each time, so no crash, outage or change of the model
 * makes it forget any; it only takes longer.
 */
@Component
class IcpIndexing {

    private static final Logger log = LoggerFactory.getLogger(IcpIndexing.class);

    private static final String PREFIX = "icp_";

    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** Longer than a turn may take, with what of it may still be on its way to the store then. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration AFTER_AN_OUTAGE = Duration.ofSeconds(15);
    private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(5);

    private final Icps icps;
    private final IcpVectorRows rows;
    private final Embeddings embeddings;
    private final VectorStore store;

    IcpIndexing(Icps icps, IcpVectorRows rows, Embeddings embeddings, VectorStore store) {
        this.icps = icps;
        this.rows = rows;
        this.embeddings = embeddings;
        this.store = store;
    }

    /** A kind of work: which ICPs it takes, and what it does with them. */
    private record Task(Function<Claim, Flux<IcpId>> claiming, TaskWork work) {}

    @FunctionalInterface
    private interface TaskWork {
        Mono<Void> on(Claim claim, List<IcpId> icps);
    }

    /** All that is due now. @return how many ICPs were looked at */
    Mono<Long> pass() {
        Task write = new Task(claim -> rows.claimBehind(claim, LEASE, VectorStore.BATCH), this::write);
        Task remove = new Task(claim -> rows.claimGone(claim, LEASE, VectorStore.BATCH), this::remove);
        return store.index()
                .flatMapMany(index -> Flux.concat(
                        each(rows.teamsBehind(index), index, write), each(rows.teamsWithGone(index), index, remove)))
                .reduce(0L, Long::sum);
    }

    private Flux<Long> each(Flux<TeamId> teams, String index, Task task) {
        // A connection serves one query at a time: first all teams, then their turns.
        return teams.collectList().flatMapIterable(all -> all).concatMap(team -> turns(team, index, task));
    }

    private Flux<Long> turns(TeamId team, String index, Task task) {
        return Mono.defer(() -> turn(new Claim(team, index, Ids.next()), task))
                .repeat()
                .takeUntil(count -> count < VectorStore.BATCH);
    }

    /** As many of a team's as fit into one call of the store. */
    private Mono<Long> turn(Claim claim, Task task) {
        return task.claiming()
                .apply(claim)
                .collectList()
                .flatMap(claimed -> claimed.isEmpty()
                        ? Mono.just(0L)
                        : task.work()
                                .on(claim, claimed)
                                .timeout(LIMIT)
                                .onErrorResume(failure -> setBack(claim, failure))
                                .thenReturn((long) claimed.size()));
    }

    private Mono<Void> write(Claim claim, List<IcpId> claimed) {
        return icps.views(claim.team(), claimed)
                .collectList()
                .filter(found -> !found.isEmpty())
                .flatMap(found -> embeddings
                        .embed(claim.team(), found.stream().map(IcpText::of).toList(), Mono.empty())
                        .flatMap(vectors ->
                                store.upsert(Namespace.icps(claim.team()), entries(claim.team(), found, vectors)))
                        .then(Mono.defer(() -> rows.written(
                                claim,
                                found.stream()
                                        .collect(Collectors.toMap(icp -> new IcpId(icp.id()), IcpView::version))))))
                // Whose ICP went meanwhile: the row stays, so that the vector is taken away.
                .then(Mono.defer(() -> rows.giveBack(claim, AFTER_AN_OUTAGE)));
    }

    private static List<VectorEntry> entries(TeamId team, List<IcpView> icps, List<float[]> vectors) {
        return IntStream.range(0, icps.size())
                .mapToObj(i -> entry(team, icps.get(i), vectors.get(i)))
                .toList();
    }

    private static VectorEntry entry(TeamId team, IcpView icp, float[] vector) {
        return new VectorEntry(
                vectorId(new IcpId(icp.id())),
                vector,
                Map.of(
                        "teamId", team.toString(),
                        "type", "icp",
                        "icpId", icp.id().toString(),
                        "productId", icp.productId().toString(),
                        "name", icp.name(),
                        "text", IcpText.of(icp)));
    }

    static String vectorId(IcpId icp) {
        return PREFIX + icp;
    }

    /** Whose vector that is. */
    static IcpId icp(String vectorId) {
        return new IcpId(UUID.fromString(vectorId.substring(PREFIX.length())));
    }

    private Mono<Void> remove(Claim claim, List<IcpId> claimed) {
        return store.delete(
                        Namespace.icps(claim.team()),
                        claimed.stream().map(IcpIndexing::vectorId).toList())
                .then(Mono.defer(() -> rows.forget(claim, claimed)));
    }

    private Mono<Void> setBack(Claim claim, Throwable failure) {
        Duration delay = delay(failure);
        log.warn("Vectors of ICPs are late, again in {} s: {}", delay.toSeconds(), failure.toString());
        return rows.giveBack(claim, delay);
    }

    private static Duration delay(Throwable failure) {
        return switch (failure) {
            case ProviderFailure.RateLimited limited -> limited.retryAfter();
            case ProviderFailure.NotCalled not -> not.retryAfter();
            case ProviderFailure.Rejected refused -> AFTER_A_REFUSAL;
            case ProviderFailure.Unauthorized refused -> AFTER_A_REFUSAL;
            case ProviderFailure.OutOfCredits refused -> AFTER_A_REFUSAL;
            default -> AFTER_AN_OUTAGE;
        };
    }
}
