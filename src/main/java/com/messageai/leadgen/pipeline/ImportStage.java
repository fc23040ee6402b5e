package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignRuns;
import com.messageai.leadgen.campaign.CampaignSources;
import com.messageai.leadgen.campaign.CampaignSources.Outcome;
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
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A file of people as one more source of a campaign: read while it arrives, kept page by page. A job of its own holds
 * the campaign open meanwhile; when this instance is lost with it, whoever takes it over ends the source, and sending
 * the file again adds only whom it had not reached.
 */
@Component
class ImportStage {

    private static final int MOST_REJECTED = 1_000;

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

    /** Reads a file to its end. Fails with a {@link Problem} where the campaign takes none. */
    Mono<Imported> read(TeamId team, CampaignId campaign, Flux<DataBuffer> body) {
        return begin(team, campaign)
                .flatMap(job -> jobs.holding(
                        job,
                        rows(job, campaign, body)
                                // A file that can't be read any further ends the source with what was kept.
                                .onErrorResume(failure -> end(job, Outcome.FAILED, "IMPORT_BROKEN")
                                        .then(Mono.error(failure)))));
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
                                Tally.ZERO.openJobs(1).openSources(opened.intValue()), 0, List.of(), List.of())));
        return commit.commit(team, campaign, writes).map(run -> Objects.requireNonNull(begun.get()));
    }

    private Mono<Imported> rows(Job job, CampaignId campaign, Flux<DataBuffer> body) {
        return files.read(body)
                .buffer(pageSize)
                .concatMap(page -> keep(job, campaign, page), 1)
                .reduce(Imported.NOTHING, (sum, page) -> sum.plus(page.accepted(), page.rejected()))
                .flatMap(sum -> end(job, Outcome.EXHAUSTED, null).thenReturn(sum));
    }

    private Mono<Imported> keep(Job job, CampaignId campaign, List<CsvRow> page) {
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
            return Mono.just(Imported.NOTHING.plus(0, rejected));
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
                    return Imported.NOTHING.plus(taken, rejected);
                });
    }

    /** Somebody else's import, lost with its instance: what was kept stays, the source ends. */
    Mono<Void> takeOver(Job job) {
        return end(job, Outcome.FAILED, "IMPORT_INTERRUPTED");
    }

    private Mono<Void> end(Job job, Outcome outcome, @Nullable String reason) {
        CampaignId campaign = Work.campaign(job);
        return commit.commit(
                        job.team(),
                        campaign,
                        jobs.done(List.of(job))
                                .then(sources.end(job.team(), campaign, Platform.CSV, outcome, reason))
                                .flatMap(ended -> sources.of(job.team(), campaign)
                                        .filter(source -> source.platform() == Platform.CSV)
                                        .next()
                                        .map(source -> new CampaignCommit.Effects(
                                                Tally.ZERO.openSources(-ended.intValue()),
                                                1,
                                                List.of(),
                                                List.<JournalEvent>of(new CampaignEvent.DiscoveryProgressed(
                                                        Platform.CSV, source.found(), source.pages(), true, false))))))
                .then();
    }

    private static Problem ended() {
        return new Problem(
                HttpStatus.CONFLICT, "campaign-ended", "The campaign has ended; it takes no more prospects.");
    }

    private static Problem busy() {
        return new Problem(HttpStatus.CONFLICT, "import-in-progress", "Another file is being read into this campaign.");
    }
}
