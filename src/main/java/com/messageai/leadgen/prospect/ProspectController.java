package com.messageai.leadgen.prospect;

import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Etags;
import com.messageai.leadgen.web.Problems;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Prospects and the review queue, for reading. Deciding about them belongs to the pipeline, on paths below these. */
@RestController
@RequestMapping("/api/v1")
@Requires(Permission.VIEW_PROSPECTS)
class ProspectController {

    private final ProspectViews prospects;

    ProspectController(ProspectViews prospects) {
        this.prospects = prospects;
    }

    @GetMapping("/prospects")
    Mono<Page<ProspectView>> list(Caller caller, ProspectFilter filter, PageRequest page) {
        return prospects.list(caller.team(), filter.checked(), page);
    }

    @GetMapping("/prospects/{id}")
    Mono<ResponseEntity<ProspectView>> read(Caller caller, @PathVariable UUID id) {
        return prospects
                .find(caller.team(), new ProspectId(id))
                .switchIfEmpty(Mono.error(() -> Problems.notFound("prospect")))
                .map(prospect -> Etags.ok(prospect, prospect.version()));
    }

    @GetMapping("/review-queue")
    Mono<Page<ProspectView>> reviewQueue(
            Caller caller, @RequestParam(required = false) @Nullable UUID campaignId, PageRequest page) {
        return prospects.reviewQueue(caller.team(), ProspectFilter.inReview(campaignId), page);
    }
}
