package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.discovery.ProfileReader;
import com.messageai.leadgen.discovery.ProfileReading;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.ProspectProgress;
import com.messageai.leadgen.prospect.ProspectProgress.Reading;
import com.messageai.leadgen.prospect.ProspectProgress.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * Reads the profiles of people whose rows said too little to decide by, and has them scored again. Who is gone, or not
 * shown, is decided about by the row. Where only some could be read now, those are kept, and the job comes back for the
 * others.
 */
@Component
class ProfileStage {

    private final Gate gate;
    private final ProspectProgress prospects;
    private final ProfileReaders readers;
    private final ProfileCommit profiles;
    private final CampaignCommit commit;
    private final Jobs jobs;
    private final Work work;

    ProfileStage(
            Gate gate,
            ProspectProgress prospects,
            ProfileReaders readers,
            ProfileCommit profiles,
            CampaignCommit commit,
            Jobs jobs,
            Work work) {
        this.gate = gate;
        this.prospects = prospects;
        this.readers = readers;
        this.profiles = profiles;
        this.commit = commit;
        this.jobs = jobs;
        this.work = work;
    }

    Mono<Void> run(Job job) {
        ProfileReader reader =
                readers.of(work.payload(job, Work.ReadProfiles.class).platform());
        return gate.pass(job)
                .flatMap(state -> prospects
                        .unread(job.team(), work.prospects(job))
                        .collectList()
                        .flatMap(waiting -> reader == null || waiting.isEmpty()
                                // Switched off meanwhile, or read by somebody whose claim was lost.
                                ? end(job, state.run(), known(waiting, Map.of()))
                                : read(job, state.run(), reader, waiting)));
    }

    private Mono<Void> read(Job job, CampaignRun run, ProfileReader reader, List<Subject> waiting) {
        List<String> ids = waiting.stream()
                .map(subject -> subject.profile().platformProfileId())
                .toList();
        return reader.read(ids, gate.pass(job).then())
                .materialize()
                .collectList()
                .flatMap(signals -> {
                    Throwable failure = signals.getLast().getThrowable();
                    Map<String, ProfileReading> readings = byId(signals);
                    if (failure == null) {
                        return end(job, run, known(waiting, readings));
                    }
                    List<Subject> answered = waiting.stream()
                            .filter(subject ->
                                    readings.containsKey(subject.profile().platformProfileId()))
                            .toList();
                    return keep(job, run, known(answered, readings)).then(Mono.error(failure));
                });
    }

    private Mono<Void> end(Job job, CampaignRun run, List<Reading> readings) {
        return commit.commit(
                        run.team(),
                        run.id(),
                        jobs.done(List.of(job)).then(profiles.writes(run.team(), run.id(), readings, 1)))
                .then();
    }

    private Mono<Void> keep(Job job, CampaignRun run, List<Reading> readings) {
        return readings.isEmpty()
                ? Mono.empty()
                : commit.commit(
                                run.team(),
                                run.id(),
                                jobs.progressed(job).then(profiles.writes(run.team(), run.id(), readings, 0)))
                        .then();
    }

    private static Map<String, ProfileReading> byId(List<Signal<ProfileReading>> signals) {
        Map<String, ProfileReading> readings = new HashMap<>();
        signals.stream()
                .map(Signal::get)
                .filter(Objects::nonNull)
                .forEach(reading -> readings.put(reading.platformProfileId(), reading));
        return readings;
    }

    private static List<Reading> known(List<Subject> subjects, Map<String, ProfileReading> readings) {
        List<Reading> known = new ArrayList<>(subjects.size());
        for (Subject subject : subjects) {
            Profile row = subject.profile();
            known.add(new Reading(
                    subject.id(),
                    readings.get(row.platformProfileId()) instanceof ProfileReading.Shown shown
                            ? row.completedBy(shown.profile())
                            : null));
        }
        return known;
    }
}
