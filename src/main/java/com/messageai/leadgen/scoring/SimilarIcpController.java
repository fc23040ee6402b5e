package com.messageai.leadgen.scoring;

import com.messageai.leadgen.icp.IcpId;
import com.messageai.leadgen.icp.IcpView;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Problems;
import com.messageai.leadgen.web.Scores;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** ICPs that are like one. */
@RestController
class SimilarIcpController {

    private static final Logger log = LoggerFactory.getLogger(SimilarIcpController.class);

    private final SimilarIcps similar;

    SimilarIcpController(SimilarIcps similar) {
        this.similar = similar;
    }

    /** @param similarity from 0, nothing in common, to 1, the same */
    record SimilarIcp(IcpView icp, @Nullable BigDecimal similarity) {}

    record SimilarIcpList(List<SimilarIcp> items) {}

    /** The most similar first, at most {@code limit} of them. */
    @GetMapping("/api/v1/icps/{id}/similar")
    @Requires(Permission.VIEW_CAMPAIGNS)
    Mono<SimilarIcpList> similar(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "" + PageRequest.DEFAULT_LIMIT) int limit) {
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw Problems.badParameter("limit", "must be a number from 1 to " + PageRequest.MAX_LIMIT);
        }
        return similar.to(caller.team(), new IcpId(id), limit)
                .switchIfEmpty(Mono.error(() -> Problems.notFound("icp")))
                .map(found -> new SimilarIcpList(found.stream()
                        .map(one -> new SimilarIcp(one.icp(), Scores.fromBasisPoints(one.similarity())))
                        .toList()))
                .onErrorMap(ProviderFailure.class, SimilarIcpController::later);
    }

    private static Throwable later(ProviderFailure failure) {
        log.warn("Similar ICPs can't be told: {}", failure.getMessage());
        return Problems.unavailable(
                switch (failure) {
                    case ProviderFailure.RateLimited limited -> limited.retryAfter();
                    case ProviderFailure.NotCalled not -> not.retryAfter();
                    default -> Duration.ofSeconds(30);
                });
    }
}
