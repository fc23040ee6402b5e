package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.NewJob;
import com.messageai.leadgen.job.Queue;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.team.TeamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The kinds of jobs and what they carry: ids and positions, nothing personal. */
@Component
class Work {

    static final String SEARCH = "SEARCH";
    static final String SCORE = "SCORE";
    static final String ENRICH = "ENRICH";
    /** Ordered by a person: it converts whatever the score says, and a campaign's end does not stop it. */
    static final String ENRICH_BY_HAND = "ENRICH_BY_HAND";
    /** Holds a campaign open while a file is read; whoever takes it over ends it. */
    static final String IMPORT = "IMPORT";

    private final JsonMapper json;

    Work(JsonMapper json) {
        this.json = json;
    }

    record Search(Platform platform) {}

    record Score(List<UUID> prospects) {}

    record Enrich(UUID prospect) {}

    NewJob search(TeamId team, CampaignId campaign, Platform platform) {
        return job(team, Queue.DISCOVERY, SEARCH, campaign, new Search(platform));
    }

    NewJob importing(TeamId team, CampaignId campaign, Platform platform) {
        return job(team, Queue.DELIVERY, IMPORT, campaign, new Search(platform));
    }

    List<NewJob> score(TeamId team, CampaignId campaign, List<ProspectId> prospects, int pageSize) {
        List<NewJob> pages = new ArrayList<>();
        for (int from = 0; from < prospects.size(); from += pageSize) {
            List<UUID> page = prospects.subList(from, Math.min(from + pageSize, prospects.size())).stream()
                    .map(ProspectId::value)
                    .toList();
            pages.add(job(team, Queue.SCORING, SCORE, campaign, new Score(page)));
        }
        return pages;
    }

    NewJob enrich(TeamId team, CampaignId campaign, ProspectId prospect, boolean byHand) {
        return job(team, Queue.ENRICHMENT, byHand ? ENRICH_BY_HAND : ENRICH, campaign, new Enrich(prospect.value()));
    }

    <T> T payload(Job job, Class<T> type) {
        return json.readValue(job.payload(), type);
    }

    /** The prospects whose work this job is. */
    List<UUID> prospects(Job job) {
        return switch (job.type()) {
            case SCORE -> payload(job, Score.class).prospects();
            case ENRICH, ENRICH_BY_HAND -> List.of(payload(job, Enrich.class).prospect());
            default -> List.of();
        };
    }

    static CampaignId campaign(Job job) {
        return new CampaignId(Objects.requireNonNull(job.campaign(), "every job of the pipeline has a campaign"));
    }

    private NewJob job(TeamId team, Queue queue, String type, CampaignId campaign, Object payload) {
        return NewJob.of(team, queue, type, campaign.value(), json.writeValueAsString(payload));
    }
}
