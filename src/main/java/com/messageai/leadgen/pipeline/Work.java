package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.discovery.ConnectionId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.JobKind;
import com.messageai.leadgen.job.NewJob;
import com.messageai.leadgen.job.Queue;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The kinds of jobs and what they carry: ids and positions, nothing personal. */
@Component
class Work {

    /** One turn of a search: a few pages. */
    static final JobKind SEARCH = new JobKind("SEARCH", Queue.DISCOVERY, 1, 1, Duration.ofSeconds(60));

    /** Profiles of people whose rows say too little: one call for many, or some calls one after the other. */
    static final JobKind READ_PROFILE = new JobKind("READ_PROFILE", Queue.DISCOVERY, 1, 1, Duration.ofMinutes(2));

    /** A page of prospects: one call to the embedding server. */
    static final JobKind SCORE = new JobKind("SCORE", Queue.SCORING, 1, 1, Duration.ofSeconds(60));

    /** The waterfalls of a batch. */
    static final JobKind ENRICH = new JobKind("ENRICH", Queue.ENRICHMENT, 1, 1, Duration.ofMinutes(3));

    /** Ordered by a person: it converts whatever the score says, and a campaign's end does not stop it. */
    static final JobKind ENRICH_BY_HAND = new JobKind("ENRICH_BY_HAND", Queue.ENRICHMENT, 1, 1, Duration.ofMinutes(3));

    /** Holds a campaign open while a file is read; whoever takes it over ends it, and that is quick. */
    static final JobKind IMPORT = new JobKind("IMPORT", Queue.DELIVERY, 1, 1, Duration.ofSeconds(30));

    /** One turn of pulling the answers to an account's forms. It stands as long as its connection. */
    static final JobKind PULL = new JobKind("PULL", Queue.DISCOVERY, 1, 1, Duration.ofSeconds(60));

    private final JsonMapper json;

    Work(JsonMapper json) {
        this.json = json;
    }

    record Search(Platform platform) {}

    record Score(List<UUID> prospects) {}

    record ReadProfiles(Platform platform, List<UUID> prospects) {}

    record Enrich(UUID prospect) {}

    record Pull(UUID connection) {}

    NewJob search(TeamId team, CampaignId campaign, Platform platform) {
        return job(team, SEARCH, campaign, new Search(platform));
    }

    NewJob importing(TeamId team, CampaignId campaign, Platform platform) {
        return job(team, IMPORT, campaign, new Search(platform));
    }

    /** Belongs to its connection and to no campaign: it keeps none open, and no end of one ends it. */
    NewJob pull(TeamId team, ConnectionId connection) {
        return NewJob.of(team, PULL, null, json.writeValueAsString(new Pull(connection.value())));
    }

    List<NewJob> score(TeamId team, CampaignId campaign, List<ProspectId> prospects, int pageSize) {
        return pages(prospects, pageSize).stream()
                .map(page -> job(team, SCORE, campaign, new Score(page)))
                .toList();
    }

    List<NewJob> readProfiles(
            TeamId team, CampaignId campaign, Platform platform, List<ProspectId> prospects, int batch) {
        return pages(prospects, batch).stream()
                .map(page -> job(team, READ_PROFILE, campaign, new ReadProfiles(platform, page)))
                .toList();
    }

    private static List<List<UUID>> pages(List<ProspectId> prospects, int pageSize) {
        List<List<UUID>> pages = new ArrayList<>();
        for (int from = 0; from < prospects.size(); from += pageSize) {
            pages.add(prospects.subList(from, Math.min(from + pageSize, prospects.size())).stream()
                    .map(ProspectId::value)
                    .toList());
        }
        return pages;
    }

    NewJob enrich(TeamId team, CampaignId campaign, ProspectId prospect, boolean byHand) {
        return job(team, byHand ? ENRICH_BY_HAND : ENRICH, campaign, new Enrich(prospect.value()));
    }

    <T> T payload(Job job, Class<T> type) {
        return json.readValue(job.payload(), type);
    }

    /** The prospects whose work this job is. */
    List<UUID> prospects(Job job) {
        if (is(job, SCORE)) {
            return payload(job, Score.class).prospects();
        }
        if (is(job, READ_PROFILE)) {
            return payload(job, ReadProfiles.class).prospects();
        }
        return is(job, ENRICH) || is(job, ENRICH_BY_HAND)
                ? List.of(payload(job, Enrich.class).prospect())
                : List.of();
    }

    static boolean is(Job job, JobKind kind) {
        return job.type().equals(kind.type());
    }

    static CampaignId campaign(Job job) {
        return new CampaignId(Objects.requireNonNull(job.campaign(), "every job but a pull has a campaign"));
    }

    private NewJob job(TeamId team, JobKind kind, CampaignId campaign, Object payload) {
        return NewJob.of(team, kind, campaign.value(), json.writeValueAsString(payload));
    }
}
