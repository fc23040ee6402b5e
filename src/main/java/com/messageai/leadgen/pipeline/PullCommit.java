package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignSources;
import com.messageai.leadgen.campaign.CampaignSources.Source;
import com.messageai.leadgen.campaign.Tally;
import com.messageai.leadgen.discovery.AnswerPage;
import com.messageai.leadgen.discovery.Connection;
import com.messageai.leadgen.discovery.Connections;
import com.messageai.leadgen.discovery.FormAnswer;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.ProspectId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps a page of answers: the persons, the prospects that are new to the campaign, the jobs that score them, what was
 * answered, and how far the pull has come, in one transaction behind the pull's fence. The pull itself is none of the
 * campaign's open jobs.
 */
@Component
class PullCommit {

    static final String PULLED = "PULLED";
    static final String FULL = "The campaign has all the prospects it may have.";
    private static final String TURN_OVER = "TURN_OVER";
    private static final String REPEATED = "The platform's pages come again and again; some answers may be missing.";

    private final CampaignCommit commit;
    private final Connections connections;
    private final CampaignSources sources;
    private final Arrivals arrivals;
    private final Jobs jobs;
    private final Duration pullEvery;

    PullCommit(
            CampaignCommit commit,
            Connections connections,
            CampaignSources sources,
            Arrivals arrivals,
            Jobs jobs,
            PipelineProperties properties) {
        this.commit = commit;
        this.connections = connections;
        this.sources = sources;
        this.arrivals = arrivals;
        this.jobs = jobs;
        this.pullEvery = properties.pullEvery();
    }

    /**
     * A page that was read.
     *
     * @param until how far this pull reads
     * @param turnIsOver whether others come first, however much is left
     */
    record Read(Job job, Connection connection, Instant until, AnswerPage page, boolean turnIsOver) {}

    /**
     * How the pull stands.
     *
     * @param resting whether the job is out of our hands
     * @param turnIsOver whether it is so only because others come first
     */
    record Kept(Connection connection, boolean resting, boolean turnIsOver) {}

    /** @param left answers for whom the campaign had no room */
    private record Taken(List<ProspectId> fresh, long left) {}

    Mono<Kept> keep(CampaignRun run, Read read) {
        var kept = new AtomicReference<Kept>();
        var fresh = new AtomicInteger();
        Mono<CampaignCommit.Effects> writes = jobs.progressed(read.job())
                .then(take(run, read))
                .doOnNext(taken -> fresh.set(taken.fresh().size()))
                .flatMap(taken -> stand(read, taken).doOnNext(kept::set).then(effects(run, read, taken.fresh())));
        return commit.commit(run.team(), run.id(), writes, now -> RoomTaken.check(now, fresh.get()))
                .retryWhen(RoomTaken.AGAIN)
                .map(after -> Objects.requireNonNull(kept.get()));
    }

    private Mono<Taken> take(CampaignRun run, Read read) {
        Map<String, FormAnswer> byId = new LinkedHashMap<>();
        read.page().answers().forEach(answer -> byId.putIfAbsent(answer.id(), answer));
        if (byId.isEmpty()) {
            return Mono.just(new Taken(List.of(), 0));
        }
        return connections.unseen(read.connection(), byId.keySet()).flatMap(unseen -> {
            Set<String> wanted = new HashSet<>(unseen);
            List<FormAnswer> news = byId.values().stream()
                    .filter(answer -> wanted.contains(answer.id()))
                    .toList();
            return take(run, read, news);
        });
    }

    private Mono<Taken> take(CampaignRun run, Read read, List<FormAnswer> news) {
        if (news.isEmpty()) {
            return Mono.just(new Taken(List.of(), 0));
        }
        // Whoever sent several forms is one prospect.
        List<Profile> profiles = Arrivals.distinct(news.stream().map(FormAnswer::profile));
        return room(run)
                // Nobody is kept, not even as a person, for whom there is no room.
                .flatMap(room -> room == 0
                        ? Mono.just(List.<ProspectId>of())
                        : arrivals.keep(run, read.connection().platform(), profiles, room))
                .flatMap(fresh ->
                        connections.note(read.connection(), news).map(noted -> new Taken(fresh, news.size() - noted)));
    }

    /** First come, first served: what searches have found by now is theirs, what is left is for whoever comes. */
    private Mono<Integer> room(CampaignRun run) {
        Integer most = run.maxProspects();
        return most == null
                ? Mono.just(Integer.MAX_VALUE)
                : sources.of(run.team(), run.id())
                        .map(Source::found)
                        .reduce(0, Integer::sum)
                        .map(found -> Math.max(0, most - found));
    }

    private Mono<Kept> stand(Read read, Taken taken) {
        int fresh = taken.fresh().size();
        Connection connection = read.connection();
        String next = read.page().next();
        if (taken.left() > 0) {
            // The page is read again when there may be room.
            return connections
                    .advance(connection, read.until(), connection.cursor(), fresh)
                    .flatMap(now -> connections.wait(now, pullEvery, FULL))
                    .flatMap(now -> rests(read.job(), pullEvery, "NO_ROOM", now));
        }
        if (next == null) {
            return connections
                    .finish(connection, read.until(), fresh, pullEvery, remark(read.page()))
                    .flatMap(now -> rests(read.job(), pullEvery, PULLED, now));
        }
        Mono<Connection> advanced = connections.advance(connection, read.until(), next, fresh);
        return read.turnIsOver()
                ? advanced.flatMap(now -> rests(read.job(), Duration.ZERO, TURN_OVER, now))
                : advanced.map(now -> new Kept(now, false, false));
    }

    private static @Nullable String remark(AnswerPage page) {
        return page.truncated() ? REPEATED : null;
    }

    private Mono<Kept> rests(Job job, Duration delay, String reason, Connection now) {
        return jobs.delayed(job, delay, reason).thenReturn(new Kept(now, true, reason.equals(TURN_OVER)));
    }

    private Mono<CampaignCommit.Effects> effects(CampaignRun run, Read read, List<ProspectId> fresh) {
        if (fresh.isEmpty()) {
            return Mono.just(new CampaignCommit.Effects(Tally.ZERO, 0, List.of(), List.of()));
        }
        return sources.count(run.team(), run.id(), read.connection().platform(), fresh.size())
                .map(source ->
                        arrivals.effects(run, source, fresh, source.outcome() != CampaignSources.Outcome.RUNNING));
    }
}
