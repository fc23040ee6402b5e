package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Permission;
import com.messageai.leadgen.team.Requires;
import com.messageai.leadgen.web.Problems;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a campaign would find and may cost, wherever it stands. */
@RestController
@RequestMapping("/api/v1/campaigns/{id}/estimate")
class EstimateController {

    private final CampaignEstimates estimates;

    EstimateController(CampaignEstimates estimates) {
        this.estimates = estimates;
    }

    @PostMapping
    @Requires(Permission.CREATE_CAMPAIGN)
    Mono<CampaignEstimate> estimate(Caller caller, @PathVariable UUID id) {
        return estimates
                .estimate(caller.team(), new CampaignId(id))
                .switchIfEmpty(Mono.error(() -> Problems.notFound("campaign")));
    }
}
