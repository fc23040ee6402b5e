package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignView;
import com.messageai.leadgen.campaign.Campaigns;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Etags;
import com.messageai.leadgen.web.Problems;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a person orders a campaign to do. */
@RestController
@RequestMapping("/api/v1/campaigns/{id}")
class CampaignControlController {

    private final CampaignControl control;
    private final ImportStage imports;
    private final Campaigns campaigns;

    CampaignControlController(CampaignControl control, ImportStage imports, Campaigns campaigns) {
        this.control = control;
        this.imports = imports;
        this.campaigns = campaigns;
    }

    @PostMapping("/start")
    @Requires(Permission.CREATE_CAMPAIGN)
    Mono<ResponseEntity<CampaignView>> start(Caller caller, @PathVariable UUID id) {
        return answer(caller, id, control.start(caller.team(), new CampaignId(id)));
    }

    @PostMapping("/pause")
    @Requires(Permission.CREATE_CAMPAIGN)
    Mono<ResponseEntity<CampaignView>> pause(Caller caller, @PathVariable UUID id) {
        return answer(caller, id, control.pause(caller.team(), new CampaignId(id)));
    }

    @PostMapping("/resume")
    @Requires(Permission.CREATE_CAMPAIGN)
    Mono<ResponseEntity<CampaignView>> resume(Caller caller, @PathVariable UUID id) {
        return answer(caller, id, control.resume(caller.team(), new CampaignId(id)));
    }

    @PostMapping("/cancel")
    @Requires(Permission.CREATE_CAMPAIGN)
    Mono<ResponseEntity<CampaignView>> cancel(Caller caller, @PathVariable UUID id) {
        return answer(caller, id, control.cancel(caller.team(), new CampaignId(id)));
    }

    /** A campaign that waits for a file of people goes on without (a further) one. */
    @PostMapping("/sources/CSV/end")
    @Requires(Permission.CREATE_CAMPAIGN)
    Mono<ResponseEntity<CampaignView>> endFiles(Caller caller, @PathVariable UUID id) {
        return answer(caller, id, imports.noMore(caller.team(), new CampaignId(id)));
    }

    private Mono<ResponseEntity<CampaignView>> answer(Caller caller, UUID id, Mono<CampaignRun> order) {
        return order.flatMap(run -> campaigns.find(caller.team(), run.id()))
                .switchIfEmpty(Mono.error(() -> Problems.notFound("campaign")))
                .map(campaign -> Etags.accepted(CampaignView.of(campaign), campaign.version()));
    }
}
