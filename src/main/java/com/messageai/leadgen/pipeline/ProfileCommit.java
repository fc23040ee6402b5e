package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.Tally;
import com.messageai.leadgen.prospect.Persons;
import com.messageai.leadgen.prospect.Persons.Sighting;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.prospect.ProspectProgress;
import com.messageai.leadgen.prospect.ProspectProgress.Reading;
import com.messageai.leadgen.team.TeamId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what reading profiles came to: whoever has waited for it is scored again, and then decided about for good. */
@Component
class ProfileCommit {

    private final Persons persons;
    private final ProspectProgress prospects;
    private final Work work;
    private final int scorePageSize;

    ProfileCommit(Persons persons, ProspectProgress prospects, Work work, PipelineProperties properties) {
        this.persons = persons;
        this.prospects = prospects;
        this.work = work;
        this.scorePageSize = properties.scorePageSize();
    }

    /** Belongs behind the fence of the job that read; whose profile could not be had is decided about by what is known. */
    Mono<CampaignCommit.Effects> writes(TeamId team, CampaignId campaign, List<Reading> readings, int settledJobs) {
        return identities(team, readings)
                .then(prospects
                        .read(team, readings)
                        .sort(Comparator.comparing(ProspectId::toString))
                        .collectList())
                .map(read -> new CampaignCommit.Effects(
                        Tally.ZERO, settledJobs, work.score(team, campaign, read, scorePageSize), List.of()));
    }

    /** A profile may show a public address by which the person is found in files and on other platforms. */
    private Mono<Void> identities(TeamId team, List<Reading> readings) {
        List<Sighting> sightings = readings.stream()
                .map(Reading::profile)
                .filter(Objects::nonNull)
                .filter(profile -> profile.profileUrl() != null)
                .map(Sighting::of)
                .toList();
        return persons.resolve(team, sightings).then();
    }
}
