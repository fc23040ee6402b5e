package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.Campaigns;
import com.messageai.leadgen.enrichment.Enrichment;
import com.messageai.leadgen.team.TeamId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many people a campaign would find, as its platforms say, and what that may cost. Nothing is searched or bought. */
@Component
class CampaignEstimates {

    private final Campaigns campaigns;
    private final AudienceSurvey survey;
    private final Enrichment enrichment;

    CampaignEstimates(Campaigns campaigns, AudienceSurvey survey, Enrichment enrichment) {
        this.campaigns = campaigns;
        this.survey = survey;
        this.enrichment = enrichment;
    }

    /** Empty where the team has no such campaign. */
    Mono<CampaignEstimate> estimate(TeamId team, CampaignId id) {
        return campaigns
                .find(team, id)
                .flatMap(campaign -> survey.of(campaign)
                        .map(found -> CampaignEstimate.of(campaign, found, enrichment.dearestWay())));
    }
}
