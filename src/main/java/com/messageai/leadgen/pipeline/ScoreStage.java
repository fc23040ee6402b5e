package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.Tally;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.job.NewJob;
import com.messageai.leadgen.job.Queue;
import com.messageai.leadgen.journal.JournalEvent;
import com.messageai.leadgen.prospect.ProspectChange;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.prospect.ProspectProgress;
import com.messageai.leadgen.prospect.ProspectProgress.Decided;
import com.messageai.leadgen.prospect.ProspectProgress.Subject;
import com.messageai.leadgen.prospect.ProspectStatus;
import com.messageai.leadgen.qualification.Decision;
import com.messageai.leadgen.qualification.Qualification;
import com.messageai.leadgen.scoring.Score;
import com.messageai.leadgen.scoring.Scoring;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page of prospects: one read, one embedding, one commit. Who has not passed by the row of a search that says little,
 * and still could, is not decided about before its profile was read.
 */
@Component
class ScoreStage {

    private final Gate gate;
    private final ProspectProgress prospects;
    private final PinnedIcps icps;
    private final Scoring scoring;
    private final ProfileReaders readers;
    private final int minCoverage;
    private final CampaignCommit commit;
    private final Jobs jobs;
    private final Work work;
    private final JsonMapper json;
    private final int maxUnscored;

    ScoreStage(
            Gate gate,
            ProspectProgress prospects,
            PinnedIcps icps,
            Scoring scoring,
            ProfileReaders readers,
            QualificationProperties qualification,
            CampaignCommit commit,
            Jobs jobs,
            Work work,
            JsonMapper json,
            PipelineProperties properties) {
        this.gate = gate;
        this.prospects = prospects;
        this.icps = icps;
        this.scoring = scoring;
        this.readers = readers;
        this.minCoverage = qualification.minCoverageBasisPoints();
        this.commit = commit;
        this.jobs = jobs;
        this.work = work;
        this.json = json;
        this.maxUnscored = properties.maxUnscored();
    }

    private record Judged(Subject subject, Decided decided, Score score) {}

    Mono<Void> run(Job job) {
        return gate.pass(job)
                .flatMap(state -> prospects
                        .unscored(job.team(), work.prospects(job))
                        .collectList()
                        .flatMap(page -> judge(state.run(), page, gate.pass(job).then()))
                        .flatMap(judged -> commit.commit(job.team(), state.run().id(), writes(job, judged)))
                        .flatMap(after -> wake(state.run(), after)));
    }

    /** @param open a page is embedded in several requests, and a pause may come between them */
    private Mono<List<Judged>> judge(CampaignRun run, List<Subject> page, Mono<Void> open) {
        if (page.isEmpty()) {
            return Mono.just(List.of());
        }
        return Mono.zip(
                        readers.unread(run.team(), page),
                        icps.of(run)
                                .flatMap(icp -> scoring.score(
                                        run.team(),
                                        icp,
                                        page.stream().map(Subject::profile).toList(),
                                        run.thresholds(),
                                        open)))
                .map(both -> {
                    List<Score> scores = both.getT2();
                    List<Judged> judged = new ArrayList<>(page.size());
                    for (int i = 0; i < page.size(); i++) {
                        Subject subject = page.get(i);
                        boolean unread = both.getT1().contains(subject.id());
                        judged.add(new Judged(subject, decided(run, subject, scores.get(i), unread), scores.get(i)));
                    }
                    return judged;
                });
    }

    private Decided decided(CampaignRun run, Subject subject, Score score, boolean unread) {
        String explanation = json.writeValueAsString(score);
        Decision decision = Qualification.decide(score, run.thresholds(), minCoverage);
        return unread && Qualification.isOpen(decision, score, run.thresholds())
                ? Judgement.open(subject.id(), score, explanation)
                : Judgement.of(subject.id(), score, decision, explanation);
    }

    private Mono<CampaignCommit.Effects> writes(Job job, List<Judged> judged) {
        Mono<List<ProspectChange>> written = judged.isEmpty()
                ? Mono.just(List.of())
                : prospects
                        .scored(job.team(), judged.stream().map(Judged::decided).toList())
                        .collectList();
        Map<ProspectId, Judged> byId =
                judged.stream().collect(Collectors.toMap(one -> one.decided().id(), Function.identity()));
        return jobs.done(List.of(job)).then(written).map(changes -> {
            List<NewJob> next = new ArrayList<>();
            List<JournalEvent> events = new ArrayList<>(changes.size());
            Map<Platform, List<ProspectId>> unread = new EnumMap<>(Platform.class);
            Tally tally = Tally.ZERO;
            for (ProspectChange change : changes) {
                Judged one = Objects.requireNonNull(byId.get(change.id()));
                tally = tally.plus(change.tally());
                events.add(Judgement.event(
                        change.id().value(),
                        one.score(),
                        one.decided().outcome(),
                        one.decided().reason()));
                if (change.after().status() == ProspectStatus.QUALIFIED) {
                    next.add(work.enrich(job.team(), Work.campaign(job), change.id(), false));
                }
                if (change.after().status() == ProspectStatus.SCORED) {
                    unread.computeIfAbsent(one.subject().profile().platform(), platform -> new ArrayList<>())
                            .add(change.id());
                }
            }
            unread.forEach((platform, ids) -> next.addAll(
                    work.readProfiles(job.team(), Work.campaign(job), platform, ids, readers.batch(platform))));
            return new CampaignCommit.Effects(tally, 1, next, events);
        });
    }

    /** Discovery that waited for us goes on when half of the room is free again. */
    private Mono<Void> wake(CampaignRun before, CampaignRun after) {
        return before.unscored() > maxUnscored / 2 && after.unscored() <= maxUnscored / 2
                ? jobs.wake(after.team(), after.id().value(), Queue.DISCOVERY, SearchStage.BACKPRESSURE)
                        .doOnNext(woken -> jobs.ring(after.team(), List.of(Queue.DISCOVERY)))
                        .then()
                : Mono.empty();
    }
}
