package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignSources.Outcome;
import com.messageai.leadgen.campaign.CampaignSources.Source;
import com.messageai.leadgen.campaign.Tally;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.journal.JournalEvent;
import com.messageai.leadgen.prospect.PersonId;
import com.messageai.leadgen.prospect.Persons;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.prospect.ProspectProgress;
import com.messageai.leadgen.prospect.ProspectProgress.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** People who come into a campaign, from whatever source: persons, prospects, and what follows from those who are new. */
@Component
class Arrivals {

    private final Persons persons;
    private final ProspectProgress prospects;
    private final Work work;
    private final int scorePageSize;

    Arrivals(Persons persons, ProspectProgress prospects, Work work, PipelineProperties properties) {
        this.persons = persons;
        this.prospects = prospects;
        this.work = work;
        this.scorePageSize = properties.scorePageSize();
    }

    /** One of each profile, the first. */
    static List<Profile> distinct(Stream<Profile> profiles) {
        Map<String, Profile> byId = new LinkedHashMap<>();
        profiles.forEach(profile -> byId.putIfAbsent(profile.platformProfileId(), profile));
        return List.copyOf(byId.values());
    }

    /** Belongs behind the fence of the work that found them. @param room at most so many are new @return those that are */
    Mono<List<ProspectId>> keep(CampaignRun run, Platform platform, List<Profile> profiles, int room) {
        return persons.resolve(
                        run.team(), profiles.stream().map(Persons.Sighting::of).toList())
                .flatMapMany(ids -> prospects.discover(run.team(), run.id(), platform, found(ids, profiles), room))
                .collectList();
    }

    /** Whoever is new is scored, and the feed tells of them and of their source. @param source as it stands now */
    CampaignCommit.Effects effects(CampaignRun run, Source source, List<ProspectId> fresh, boolean exhausted) {
        List<JournalEvent> events = new ArrayList<>(fresh.size() + 1);
        for (ProspectId prospect : fresh) {
            events.add(new CampaignEvent.ProspectDiscovered(prospect.value(), source.platform()));
        }
        events.add(new CampaignEvent.DiscoveryProgressed(
                source.platform(), source.found(), source.pages(), exhausted, source.outcome() == Outcome.TRUNCATED));
        return new CampaignCommit.Effects(
                Tally.ofDiscovered(fresh.size()), 0, work.score(run.team(), run.id(), fresh, scorePageSize), events);
    }

    private static List<Found> found(List<PersonId> ids, List<Profile> profiles) {
        List<Found> found = new ArrayList<>(profiles.size());
        for (int i = 0; i < profiles.size(); i++) {
            found.add(new Found(ids.get(i), profiles.get(i)));
        }
        return found;
    }
}
