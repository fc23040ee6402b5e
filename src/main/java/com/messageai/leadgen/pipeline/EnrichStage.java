package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.Tally;
import com.messageai.leadgen.enrichment.Enriched;
import com.messageai.leadgen.enrichment.Enrichment;
import com.messageai.leadgen.enrichment.EnrichmentRequest;
import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.journal.JournalEvent;
import com.messageai.leadgen.lead.LeadId;
import com.messageai.leadgen.lead.Leads;
import com.messageai.leadgen.lead.NewLead;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.ContactInfo.EmailStatus;
import com.messageai.leadgen.prospect.PersonId;
import com.messageai.leadgen.prospect.Persons;
import com.messageai.leadgen.prospect.ProspectChange;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.prospect.ProspectProgress;
import com.messageai.leadgen.prospect.ProspectProgress.Decided;
import com.messageai.leadgen.prospect.ProspectProgress.Subject;
import com.messageai.leadgen.prospect.ProspectStatus;
import com.messageai.leadgen.qualification.Decision;
import com.messageai.leadgen.qualification.Qualification;
import com.messageai.leadgen.qualification.QualityScore;
import com.messageai.leadgen.scoring.Score;
import com.messageai.leadgen.scoring.Scoring;
import com.messageai.leadgen.store.Ids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * A batch of prospects of one campaign: learn more of each, look at the score again, and make leads of those who still
 * qualify. One that can't be learned of now does not hold up the others.
 */
@Component
class EnrichStage {

    private final Gate gate;
    private final ProspectProgress prospects;
    private final Persons persons;
    private final PinnedIcps icps;
    private final Enrichment enrichment;
    private final Scoring scoring;
    private final int minCoverage;
    private final Leads leads;
    private final CampaignCommit commit;
    private final Setbacks setbacks;
    private final Jobs jobs;
    private final Work work;
    private final JsonMapper json;
    private final int atOnce;

    EnrichStage(
            Gate gate,
            ProspectProgress prospects,
            Persons persons,
            PinnedIcps icps,
            Enrichment enrichment,
            Scoring scoring,
            QualificationProperties qualification,
            Leads leads,
            CampaignCommit commit,
            Setbacks setbacks,
            Jobs jobs,
            Work work,
            JsonMapper json,
            PipelineProperties properties) {
        this.gate = gate;
        this.prospects = prospects;
        this.persons = persons;
        this.icps = icps;
        this.enrichment = enrichment;
        this.scoring = scoring;
        this.minCoverage = qualification.minCoverageBasisPoints();
        this.leads = leads;
        this.commit = commit;
        this.setbacks = setbacks;
        this.jobs = jobs;
        this.work = work;
        this.json = json;
        this.atOnce = properties.enrichAtOnce();
    }

    /** A job with its prospect. */
    private record Task(Job job, Subject subject) {

        boolean byHand() {
            return Work.is(job, Work.ENRICH_BY_HAND);
        }
    }

    private record Learned(Task task, Enriched enriched) {}

    private record Judged(Learned learned, Score score, Decision decision) {

        ProspectId prospect() {
            return learned.task().subject().id();
        }

        boolean becomesLead() {
            return !learned.enriched().optedOut()
                    && (learned.task().byHand() || decision instanceof Decision.Qualified);
        }
    }

    Mono<Void> run(List<Job> batch) {
        Map<CampaignId, List<Job>> campaigns = batch.stream().collect(Collectors.groupingBy(Work::campaign));
        return Flux.fromIterable(campaigns.entrySet())
                .concatMap(entry -> run(entry.getKey(), entry.getValue())
                        .onErrorResume(failure -> setbacks.settle(entry.getValue(), failure)))
                .then();
    }

    private Mono<Void> run(CampaignId campaign, List<Job> batch) {
        Job first = batch.getFirst();
        Mono<Gate.State> open = open(batch);
        return open.flatMap(state -> prospects
                .takeUp(
                        first.team(),
                        batch.stream()
                                .flatMap(job -> work.prospects(job).stream())
                                .toList(),
                        first.claim())
                .collectMap(Subject::id)
                .flatMap(subjects -> {
                    List<Task> tasks = new ArrayList<>();
                    List<Job> pointless = new ArrayList<>();
                    for (Job job : batch) {
                        Subject subject =
                                subjects.get(new ProspectId(work.prospects(job).getFirst()));
                        if (subject == null) {
                            pointless.add(job);
                        } else {
                            tasks.add(new Task(job, subject));
                        }
                    }
                    return drop(state.run(), pointless).then(enrich(state.run(), tasks));
                }));
    }

    private Mono<Gate.State> open(List<Job> batch) {
        Job first = batch.getFirst();
        boolean allByHand = batch.stream().allMatch(job -> Work.is(job, Work.ENRICH_BY_HAND));
        return allByHand ? gate.passByHand(first) : gate.pass(first);
    }

    /** Jobs whose prospect has moved on without them. */
    private Mono<Void> drop(CampaignRun run, List<Job> pointless) {
        return pointless.isEmpty()
                ? Mono.empty()
                : commit.commit(
                                run.team(),
                                run.id(),
                                jobs.done(pointless)
                                        .thenReturn(new CampaignCommit.Effects(
                                                Tally.ZERO, pointless.size(), List.of(), List.of())))
                        .then();
    }

    private Mono<Void> enrich(CampaignRun run, List<Task> tasks) {
        return Flux.fromIterable(tasks)
                .flatMap(
                        task -> learn(run, task)
                                .map(enriched -> new Learned(task, enriched))
                                .onErrorResume(failure -> setbacks.settle(List.of(task.job()), failure)
                                        .then(Mono.empty())),
                        atOnce,
                        1)
                .collectList()
                .flatMap(learned -> learned.isEmpty()
                        ? Mono.empty()
                        : judge(run, learned)
                                .flatMap(judged -> commit.commit(run.team(), run.id(), writes(run, judged)))
                                .then()
                                .onErrorResume(failure -> setbacks.settle(
                                        learned.stream()
                                                .map(one -> one.task().job())
                                                .toList(),
                                        failure)));
    }

    private Mono<Enriched> learn(CampaignRun run, Task task) {
        Subject subject = task.subject();
        Mono<Void> open = (task.byHand() ? gate.passByHand(task.job()) : gate.pass(task.job())).then();
        return enrichment.enrich(
                new EnrichmentRequest(
                        run.team(),
                        run.id(),
                        subject.id(),
                        subject.person(),
                        subject.profile(),
                        subject.contactInfo(),
                        EnrichmentRequest.Scope.FULL),
                open);
    }

    private Mono<List<Judged>> judge(CampaignRun run, List<Learned> learned) {
        return icps.of(run).flatMap(icp -> scores(run, icp, learned)).map(scores -> {
            List<Judged> judged = new ArrayList<>(learned.size());
            for (int i = 0; i < learned.size(); i++) {
                Score score = scores.get(i);
                judged.add(
                        new Judged(learned.get(i), score, Qualification.decide(score, run.thresholds(), minCoverage)));
            }
            // Rows are locked in the order of their keys, in every transaction.
            judged.sort(Comparator.comparing(one -> one.prospect().toString()));
            return judged;
        });
    }

    private Mono<List<Score>> scores(CampaignRun run, Icp icp, List<Learned> learned) {
        return scoring.score(
                run.team(),
                icp,
                learned.stream().map(one -> one.enriched().profile()).toList(),
                run.thresholds(),
                open(learned.stream().map(one -> one.task().job()).toList()).then());
    }

    private Mono<CampaignCommit.Effects> writes(CampaignRun run, List<Judged> judged) {
        List<Job> settled =
                judged.stream().map(one -> one.learned().task().job()).toList();
        return jobs.done(settled)
                .then(identities(run, judged))
                .flatMap(owners -> leads.convert(run.team(), newLeads(run, judged, owners))
                        .flatMap(converted -> {
                            Map<UUID, Leads.Converted> byProspect = converted.stream()
                                    .collect(Collectors.toMap(
                                            one -> one.prospectId().value(), Function.identity()));
                            return prospects
                                    .enriched(run.team(), rows(judged, owners, byProspect))
                                    .collectList()
                                    .map(changes -> effects(judged, changes, byProspect));
                        }));
    }

    /** Whose verified addresses these are: two persons with one address become one. */
    private Mono<Map<ProspectId, PersonId>> identities(CampaignRun run, List<Judged> judged) {
        Map<ProspectId, PersonId> owners = new HashMap<>();
        return Flux.fromIterable(judged)
                .concatMap(one -> {
                    PersonId person = one.learned().task().subject().person();
                    String address = verified(one.learned().enriched().contactInfo());
                    return (address == null ? Mono.just(person) : persons.verifiedEmail(run.team(), person, address))
                            .doOnNext(owner -> owners.put(one.prospect(), owner));
                })
                .then(Mono.just(owners));
    }

    private static @Nullable String verified(ContactInfo contacts) {
        return contacts.emails().stream()
                .filter(email -> email.status() == EmailStatus.VALID)
                .map(ContactInfo.Email::value)
                .findFirst()
                .orElse(null);
    }

    private List<NewLead> newLeads(CampaignRun run, List<Judged> judged, Map<ProspectId, PersonId> owners) {
        return judged.stream()
                .filter(Judged::becomesLead)
                .map(one -> {
                    var profile = one.learned().enriched().profile();
                    return new NewLead(
                            new LeadId(Ids.next()),
                            one.prospect(),
                            Objects.requireNonNull(owners.get(one.prospect())),
                            run.id(),
                            profile.platform(),
                            one.score().total(),
                            profile.name(),
                            profile.title(),
                            profile.company(),
                            one.learned().enriched().contactInfo(),
                            json.writeValueAsString(one.learned().enriched().enrichmentData()),
                            profile.profileUrl() == null ? List.of() : List.of(profile.profileUrl()));
                })
                .toList();
    }

    private List<ProspectProgress.Enrichment> rows(
            List<Judged> judged, Map<ProspectId, PersonId> owners, Map<UUID, Leads.Converted> leads) {
        return judged.stream()
                .map(one -> {
                    Leads.Converted lead = leads.get(one.prospect().value());
                    Enriched enriched = one.learned().enriched();
                    return new ProspectProgress.Enrichment(
                            decided(one, lead),
                            Objects.requireNonNull(owners.get(one.prospect())),
                            enriched.profile(),
                            enriched.contactInfo(),
                            json.writeValueAsString(enriched.enrichmentData()),
                            quality(enriched),
                            lead == null ? null : lead.leadId().value());
                })
                .toList();
    }

    private static int quality(Enriched enriched) {
        return QualityScore.of(
                enriched.contactInfo(),
                enriched.profile().company(),
                enriched.agreement().agreeing(),
                enriched.agreement().compared());
    }

    private Decided decided(Judged one, Leads.@Nullable Converted lead) {
        String explanation = json.writeValueAsString(one.score());
        int total = one.score().total();
        if (lead != null) {
            return new Decided(
                    one.prospect(),
                    total,
                    "QUALIFIED",
                    lead.created() ? ProspectStatus.CONVERTED : ProspectStatus.JOINED,
                    one.learned().task().byHand() ? "APPROVED" : null,
                    explanation);
        }
        if (one.learned().enriched().optedOut()) {
            return new Decided(one.prospect(), total, "ARCHIVED", ProspectStatus.ARCHIVED, "OPTED_OUT", explanation);
        }
        return Judgement.of(one.prospect(), one.score(), one.decision(), explanation);
    }

    private CampaignCommit.Effects effects(
            List<Judged> judged, List<ProspectChange> changes, Map<UUID, Leads.Converted> leads) {
        Map<ProspectId, Judged> byId = judged.stream().collect(Collectors.toMap(Judged::prospect, Function.identity()));
        List<JournalEvent> events = new ArrayList<>();
        Tally tally = Tally.ZERO;
        for (ProspectChange change : changes) {
            tally = tally.plus(change.tally());
            Judged one = Objects.requireNonNull(byId.get(change.id()));
            UUID prospect = change.id().value();
            events.add(new CampaignEvent.ProspectEnriched(
                    prospect,
                    one.learned().enriched().providers(),
                    Judgement.number(quality(one.learned().enriched()))));
            if (!Objects.equals(change.before().score(), change.after().score())) {
                events.add(Judgement.event(
                        prospect,
                        one.score(),
                        Objects.requireNonNull(change.after().outcome()),
                        null));
            }
            Leads.Converted lead = leads.get(prospect);
            if (lead != null && lead.created()) {
                events.add(new CampaignEvent.LeadCreated(
                        lead.leadId().value(),
                        prospect,
                        Judgement.number(one.score().total())));
            }
        }
        return new CampaignCommit.Effects(tally, judged.size(), List.of(), events);
    }
}
