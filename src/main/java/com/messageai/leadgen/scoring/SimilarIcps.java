package com.messageai.leadgen.scoring;

import com.messageai.leadgen.embedding.Calibration;
import com.messageai.leadgen.embedding.Embeddings;
import com.messageai.leadgen.embedding.Namespace;
import com.messageai.leadgen.embedding.NearVector;
import com.messageai.leadgen.embedding.VectorFilter;
import com.messageai.leadgen.embedding.VectorStore;
import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.IcpView;
import com.messageai.leadgen.icp.Icps;
import com.messageai.leadgen.team.TeamId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which ICPs of a team look for the same people. */
@Component
class SimilarIcps {

    /** ICPs that are gone may still be found for a moment; so many may be, and the answer is still whole. */
    private static final int GONE = 10;

    private final Icps icps;
    private final Embeddings embeddings;
    private final VectorStore store;

    SimilarIcps(Icps icps, Embeddings embeddings, VectorStore store) {
        this.icps = icps;
        this.embeddings = embeddings;
        this.store = store;
    }

    /** @param similarity in basis points, on the scale of the model: 0 is nothing in common, 10,000 the same */
    record Similar(IcpView icp, int similarity) {}

    /**
     * The most similar first; empty where the team has no such ICP. Compared is what the ICP says now, whether that has
     * reached the store or not.
     *
     * @return fails with a {@link com.messageai.leadgen.provider.ProviderFailure} where the store or model is remote
     */
    Mono<List<Similar>> to(TeamId team, IcpId id, int most) {
        return icps.views(team, List.of(id))
                .singleOrEmpty()
                .flatMap(icp -> embeddings.embed(team, List.of(IcpText.of(icp)), Mono.empty()))
                .flatMap(vectors -> store.query(
                        Namespace.icps(team),
                        vectors.getFirst(),
                        most + GONE,
                        VectorFilter.NONE.with("type", "icp").without("icpId", id.toString())))
                .zipWith(embeddings.calibration())
                .flatMap(found -> similar(team, found.getT1(), found.getT2(), most));
    }

    private Mono<List<Similar>> similar(TeamId team, List<NearVector> near, Calibration scale, int most) {
        List<IcpId> ids = near.stream().map(one -> IcpIndexing.icp(one.id())).toList();
        return icps.views(team, ids)
                .collectMap(IcpView::id, Function.identity())
                .map(there -> near.stream()
                        .filter(one ->
                                there.containsKey(IcpIndexing.icp(one.id()).value()))
                        .limit(most)
                        .map(one -> new Similar(
                                Objects.requireNonNull(
                                        there.get(IcpIndexing.icp(one.id()).value())),
                                scale.similarity(one.cosine())))
                        .toList());
    }
}
