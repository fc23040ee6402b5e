package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignRuns;
import com.messageai.leadgen.campaign.CampaignSources;
import com.messageai.leadgen.campaign.CampaignSources.Outcome;
import com.messageai.leadgen.campaign.CampaignSources.Source;
import com.messageai.leadgen.campaign.Tally;
import com.messageai.leadgen.discovery.CsvProfiles;
import com.messageai.leadgen.discovery.CsvRow;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.journal.JournalEvent;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.web.Problem;
import com.messageai.leadgen.web.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A file of people as one more source of a campaign: read while it arrives, kept page by page. A job of its own holds
 * the campaign open meanwhile. What was kept stays when the file breaks off, or when this instance is lost with it (then
 * whoever takes the job over says so); sending the file again adds only whom it had not reached. A campaign whose people
 * come as a file waits for that, until somebody says that none comes; any other one goes on without.
 */
@Component
class ImportStage {

    private static final int MOST_REJECTED = 1_000;

    // Why the file that came was not the one.
    private static final String BROKEN = "IMPORT_BROKEN";
    private static final String INTERRUPTED = "IMPORT_INTERRUPTED";
    private static final String NOBODY = "NOBODY_IN_FILE";

    private final CsvProfiles files;
    private final CampaignCommit commit;
    private final CampaignRuns runs;
    private final CampaignSources sources;
    private final PageCommit pages;
    private final Jobs jobs;
    private final Work work;
    private final int pageSize;

    ImportStage(
            CsvProfiles files,
            CampaignCommit commit,
            CampaignRuns runs,
            CampaignSources sources,
            PageCommit pages,
            Jobs jobs,
            Work work,
            PipelineProperties properties) {
        this.files = files;
        this.commit = commit;
        this.runs = runs;
        this.sources = sources;
        this.pages = pages;
        this.jobs = jobs;
        this.work = work;
        this.pageSize = properties.scorePageSize();
    }

    /** A row that was left out. @param line from 1 */
    record RejectedRow(int line, String reason) {}

    /**
     * What became of a file.
     *
     * @param accepted rows whose person is in the campaign now
     * @param rejected rows that were left out, the first thousand of them @param rejectedCount all of them
     */
    record Imported(int accepted, List<RejectedRow> rejected, int rejectedCount) {

        private static final Imported NOTHING = new Imported(0, List.of(), 0);

        Imported plus(int more, List<RejectedRow> without) {
            List<RejectedRow> all = new ArrayList<>(rejected);
            without.stream().limit(Math.max(0, MOST_REJECTED - all.size())).forEach(all::add);
            return new Imported(accepted + more, List.copyOf(all), rejectedCount + without.size());
        }
    }

    /** @param people rows that are somebody, whatever became of them */
    private record Reading(Imported answer, int people) {

        private static final Reading NOTHING = new Reading(Imported.NOTHING, 0);

        Reading plus(Reading page) {
            return new Reading(
                    answer.plus(page.answer.accepted(), page.answer.rejected()), Math.addExact(people, page.people));
        }
    }

    /** Reads a file to its end. Fails with a {@link Problem} where the campaign takes none. */
    Mono<Imported> read(TeamId team, CampaignId campaign, Flux<DataBuffer> body) {
        return begin(team, campaign)
                .flatMap(job -> jobs.holding(
                        job,
                        rows(job, campaign, body)
                                .onErrorResume(failure ->
                                        without(job, Outcome.FAILED, BROKEN).then(Mono.error(failure)))));
    }

    private Mono<Job> begin(TeamId team, CampaignId campaign) {
        var begun = new AtomicReference<Job>();
        Mono<CampaignCommit.Effects> writes = runs.lock(team, campaign)
                .switchIfEmpty(Mono.error(() -> Problems.notFound("campaign")))
                .flatMap(run -> run.status().ended() ? Mono.error(ended()) : Mono.just(run))
                .then(jobs.unsettled(team, campaign.value(), Work.IMPORT.type()))
                .flatMap(running -> running > 0 ? Mono.error(busy()) : sources.reopen(team, campaign, Platform.CSV))
                .flatMap(opened -> jobs.begin(work.importing(team, campaign, Platform.CSV))
                        .doOnNext(begun::set)
                        .thenReturn(new CampaignCommit.Effects(
                                Tally.ZERO.openJobs(1).openSources(opened), 0, List.of(), List.of())));
        return commit.commit(team, campaign, writes).map(run -> Objects.requireNonNull(begun.get()));
    }

    private Mono<Imported> rows(Job job, CampaignId campaign, Flux<DataBuffer> body) {
        return files.read(body)
                .buffer(pageSize)
                // Where the file breaks off, the page that is being kept comes to its end first.
                .concatMapDelayError(page -> keep(job, campaign, page), false, 1)
                .reduce(Reading.NOTHING, Reading::plus)
                .flatMap(all -> (all.people() > 0 ? end(job) : without(job, Outcome.EXHAUSTED, NOBODY))
                        .thenReturn(all.answer()));
    }

    private Mono<Reading> keep(Job job, CampaignId campaign, List<CsvRow> page) {
        List<Profile> profiles = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        List<RejectedRow> rejected = new ArrayList<>();
        for (CsvRow row : page) {
            switch (row) {
                case CsvRow.Person person -> {
                    profiles.add(person.profile());
                    lines.add(person.line());
                }
                case CsvRow.Rejected bad -> rejected.add(new RejectedRow(bad.line(), bad.reason()));
            }
        }
        if (profiles.isEmpty()) {
            return Mono.just(new Reading(Imported.NOTHING.plus(0, rejected), 0));
        }
        return runs.find(job.team(), campaign)
                .flatMap(run -> run.status().ended() ? Mono.<CampaignRun>error(ended()) : Mono.just(run))
                .flatMap(run -> pages.keep(
                        run,
                        new PageCommit.Shown(Platform.CSV, profiles, "more", false),
                        null,
                        jobs.progressed(job),
                        Mono.empty()))
                .map(kept -> {
                    // A campaign that is full takes the first of a page; the others are told so.
                    int taken = kept.full() ? Math.min(kept.fresh(), profiles.size()) : profiles.size();
                    for (int line : lines.subList(taken, lines.size())) {
                        rejected.add(new RejectedRow(line, "the campaign has all the prospects it may have"));
                    }
                    return new Reading(Imported.NOTHING.plus(taken, rejected), profiles.size());
                });
    }

    /** Somebody else's import, lost with its instance. */
    Mono<Void> takeOver(Job job) {
        return without(job, Outcome.FAILED, INTERRUPTED);
    }

    private Mono<Void> end(Job job) {
        return settle(job, sources.end(job.team(), Work.campaign(job), Platform.CSV, Outcome.EXHAUSTED, null));
    }

    /** That was not the file. @param otherwise how the source ends where the campaign waits for none */
    private Mono<Void> without(Job job, Outcome otherwise, String reason) {
        CampaignId campaign = Work.campaign(job);
        return runs.find(job.team(), campaign)
                .flatMap(run -> settle(
                        job,
                        run.platforms().contains(Platform.CSV)
                                ? sources.waits(job.team(), campaign, Platform.CSV, reason)
                                        .thenReturn(0L)
                                : sources.end(job.team(), campaign, Platform.CSV, otherwise, reason)));
    }

    private Mono<Void> settle(Job job, Mono<Long> ending) {
        CampaignId campaign = Work.campaign(job);
        return commit.commit(
                        job.team(),
                        campaign,
                        jobs.done(List.of(job))
                                .then(ending)
                                .flatMap(ended -> source(job.team(), campaign)
                                        .map(source -> effects(source, ended.intValue(), 1))))
                .then();
    }

    /**
     * No file comes any more: the source ends with those who came. Where it has ended already, nothing happens. Fails with
     * a {@link Problem} where there is no such source, or while a file is being read.
     */
    Mono<CampaignRun> noMore(TeamId team, CampaignId campaign) {
        Mono<CampaignCommit.Effects> writes = runs.lock(team, campaign)
                .switchIfEmpty(Mono.error(() -> Problems.notFound("campaign")))
                .then(jobs.unsettled(team, campaign.value(), Work.IMPORT.type()))
                .flatMap(reading -> reading > 0
                        ? Mono.<Long>error(busy())
                        : sources.end(team, campaign, Platform.CSV, Outcome.EXHAUSTED, "BY_USER"))
                .flatMap(ended -> source(team, campaign)
                        .switchIfEmpty(Mono.error(() -> Problems.notFound("source")))
                        .map(source -> ended == 0
                                ? new CampaignCommit.Effects(Tally.ZERO, 0, List.of(), List.of())
                                : effects(source, ended.intValue(), 0)));
        return commit.commit(team, campaign, writes);
    }

    private Mono<Source> source(TeamId team, CampaignId campaign) {
        return sources.of(team, campaign)
                .filter(source -> source.platform() == Platform.CSV)
                .next();
    }

    private static CampaignCommit.Effects effects(Source source, int ended, int settledJobs) {
        return new CampaignCommit.Effects(
                Tally.ZERO.openSources(-ended),
                settledJobs,
                List.of(),
                List.<JournalEvent>of(new CampaignEvent.DiscoveryProgressed(
                        Platform.CSV, source.found(), source.pages(), source.outcome() != Outcome.RUNNING, false)));
    }

    private static Problem ended() {
        return new Problem(
                HttpStatus.CONFLICT, "campaign-ended", "The campaign has ended; it takes no more prospects.");
    }

    private static Problem busy() {
        return new Problem(HttpStatus.CONFLICT, "import-in-progress", "Another file is being read into this campaign.");
    }
}
