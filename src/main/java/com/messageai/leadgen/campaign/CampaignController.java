package com.messageai.leadgen.campaign;

import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Etags;
import com.messageai.leadgen.web.Idempotency;
import com.messageai.leadgen.web.IfMatch;
import com.messageai.leadgen.web.MergePatch;
import com.messageai.leadgen.web.Problems;
import com.messageai.leadgen.web.Replacement;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Campaigns as they are kept. Starting and stopping them belongs to the pipeline, on paths of its own below these. */
@RestController
@RequestMapping("/api/v1/campaigns")
@Requires(Permission.CREATE_CAMPAIGN)
class CampaignController {

    private static final int LONGEST_SEARCH = 200;

    private final Campaigns campaigns;
    private final SearchLanguages languages;
    private final Idempotency idempotency;

    CampaignController(Campaigns campaigns, SearchLanguages languages, Idempotency idempotency) {
        this.campaigns = campaigns;
        this.languages = languages;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Requires(Permission.VIEW_CAMPAIGNS)
    Mono<Page<CampaignView>> list(Caller caller, CampaignFilter filter, PageRequest page) {
        String q = filter.q();
        if (q != null && q.length() > LONGEST_SEARCH) {
            throw Problems.badParameter("q", "must have at most " + LONGEST_SEARCH + " characters");
        }
        return campaigns.list(caller.team(), filter, page).map(found -> found.map(CampaignView::of));
    }

    @PostMapping
    Mono<ResponseEntity<CampaignView>> create(
            Caller caller, ServerWebExchange exchange, @RequestBody CampaignInput input) {
        CampaignSettings settings = input.checked(languages, Map.of());
        return idempotency.once(
                caller,
                exchange,
                input,
                campaigns
                        .create(caller.team(), caller.user(), settings)
                        .map(campaign -> Etags.created(
                                "/api/v1/campaigns/" + campaign.id(), CampaignView.of(campaign), campaign.version())));
    }

    @GetMapping("/{id}")
    @Requires(Permission.VIEW_CAMPAIGNS)
    Mono<ResponseEntity<CampaignView>> read(Caller caller, @PathVariable UUID id) {
        return campaigns
                .find(caller.team(), new CampaignId(id))
                .switchIfEmpty(missing())
                .map(CampaignController::answer);
    }

    @PutMapping("/{id}")
    Mono<ResponseEntity<CampaignView>> replace(
            Caller caller, @PathVariable UUID id, IfMatch match, @Replacement(CampaignView.class) CampaignInput input) {
        return change(caller, id, match, campaign -> input);
    }

    @PatchMapping("/{id}")
    Mono<ResponseEntity<CampaignView>> change(Caller caller, @PathVariable UUID id, IfMatch match, MergePatch patch) {
        return change(caller, id, match, campaign -> patch.apply(CampaignView.of(campaign), CampaignInput.class));
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.DELETE_CAMPAIGN)
    Mono<ResponseEntity<Void>> delete(Caller caller, @PathVariable UUID id, IfMatch match) {
        return campaigns
                .delete(caller.team(), new CampaignId(id), campaign -> match.check(campaign.version()))
                .switchIfEmpty(missing())
                .map(campaign -> ResponseEntity.noContent().build());
    }

    private Mono<ResponseEntity<CampaignView>> change(
            Caller caller, UUID id, IfMatch match, Function<Campaign, CampaignInput> edit) {
        return campaigns
                .change(caller.team(), new CampaignId(id), campaign -> {
                    match.check(campaign.version());
                    return edit.apply(campaign).checked(languages, campaign.searchCriteria());
                })
                .switchIfEmpty(missing())
                .map(CampaignController::answer);
    }

    private static ResponseEntity<CampaignView> answer(Campaign campaign) {
        return Etags.ok(CampaignView.of(campaign), campaign.version());
    }

    private static Mono<Campaign> missing() {
        return Mono.error(() -> Problems.notFound("campaign"));
    }
}
