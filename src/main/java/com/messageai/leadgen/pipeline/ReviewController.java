package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.prospect.ProspectView;
import com.messageai.leadgen.prospect.ProspectViews;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Etags;
import com.messageai.leadgen.web.Idempotency;
import com.messageai.leadgen.web.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Decisions about prospects in the review queue. */
@RestController
@RequestMapping("/api/v1/prospects/{id}")
class ReviewController {

    private final Review review;
    private final ProspectViews prospects;
    private final Idempotency idempotency;

    ReviewController(Review review, ProspectViews prospects, Idempotency idempotency) {
        this.review = review;
        this.prospects = prospects;
        this.idempotency = idempotency;
    }

    /** @param reason why, in the reviewer's words */
    record Verdict(@Nullable @Size(max = 500) String reason) {}

    @PostMapping("/approve")
    @Requires(Permission.REVIEW_PROSPECTS)
    Mono<ResponseEntity<ProspectView>> approve(
            Caller caller,
            ServerWebExchange exchange,
            @PathVariable UUID id,
            @RequestBody(required = false) @Valid @Nullable Verdict verdict) {
        return answer(
                caller, exchange, id, verdict, review.approve(caller.team(), new ProspectId(id), reason(verdict)));
    }

    @PostMapping("/reject")
    @Requires(Permission.REVIEW_PROSPECTS)
    Mono<ResponseEntity<ProspectView>> reject(
            Caller caller,
            ServerWebExchange exchange,
            @PathVariable UUID id,
            @RequestBody(required = false) @Valid @Nullable Verdict verdict) {
        return answer(caller, exchange, id, verdict, review.reject(caller.team(), new ProspectId(id), reason(verdict)));
    }

    private Mono<ResponseEntity<ProspectView>> answer(
            Caller caller, ServerWebExchange exchange, UUID id, @Nullable Verdict verdict, Mono<Void> decision) {
        return idempotency.once(
                caller,
                exchange,
                verdict,
                decision.then(prospects.find(caller.team(), new ProspectId(id)))
                        .switchIfEmpty(Mono.error(() -> Problems.notFound("prospect")))
                        .map(prospect -> Etags.ok(prospect, prospect.version())));
    }

    private static @Nullable String reason(@Nullable Verdict verdict) {
        return verdict == null ? null : verdict.reason();
    }
}
