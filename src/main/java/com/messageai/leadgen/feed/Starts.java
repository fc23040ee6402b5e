package com.messageai.leadgen.feed;

import com.messageai.leadgen.journal.Journal;
import com.messageai.leadgen.web.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decides how a stream begins: with a snapshot, where the client stopped, or with a reset. */
@Component
class Starts {

    private final Standings standings;
    private final Journal journal;
    private final Encoder encoder;
    private final FeedProperties properties;
    private final MeterRegistry meters;

    Starts(Standings standings, Journal journal, Encoder encoder, FeedProperties properties, MeterRegistry meters) {
        this.standings = standings;
        this.journal = journal;
        this.encoder = encoder;
        this.properties = properties;
        this.meters = meters;
    }

    /** Empty when the client has all that will ever come; 404 where there is no such campaign. */
    Mono<Optional<Start>> open(Scope scope, LastEventId last) {
        return switch (last) {
            case LastEventId.None ignored ->
                existing(scope, snapshot(scope, null)).map(Optional::of);
            case LastEventId.Unknown ignored ->
                existing(scope, reset(scope, Reset.UNKNOWN_ID)).map(Optional::of);
            case LastEventId.After after -> resume(scope, after.number());
        };
    }

    /** A reset and a snapshot. */
    Mono<Start> reset(Scope scope, Reset reason) {
        return snapshot(scope, reason)
                .doOnNext(start -> meters.counter("leadgen.feed.resets", "reason", reason.name())
                        .increment());
    }

    private static Mono<Start> existing(Scope scope, Mono<Start> start) {
        return start.filter(found -> isThere(scope, found.standing()))
                .switchIfEmpty(Mono.error(() -> Problems.notFound("campaign")));
    }

    private static boolean isThere(Scope scope, Standing standing) {
        return scope.campaign() == null || !standing.campaigns().isEmpty();
    }

    private Mono<Start> snapshot(Scope scope, @Nullable Reset reason) {
        Mono<Standing> standing = scope.campaign() == null
                ? standings.all(scope.team(), properties.snapshotCampaigns())
                : standings.one(scope.team(), scope.campaign());
        return standing.map(now -> {
            List<Frame> frames = new ArrayList<>();
            if (reason != null) {
                frames.add(encoder.unnumbered("feed.reset", resetData(scope, now.at(), reason)));
            }
            now.campaigns()
                    .forEach(state -> frames.add(encoder.unnumbered("campaign.snapshot", state.snapshot(now.at()))));
            UUID campaign = scope.campaign();
            CampaignState state =
                    now.campaigns().isEmpty() ? null : now.campaigns().getFirst();
            boolean over = campaign != null && (state == null || state.status().ended());
            if (campaign != null && over) {
                frames.add(end(campaign, state));
            }
            return new Start(now, now.number(), frames, List.of(), over);
        });
    }

    private Mono<Optional<Start>> resume(Scope scope, long after) {
        Mono<Standing> standing = scope.campaign() == null
                ? standings.changedAfter(scope.team(), after, properties.snapshotCampaigns())
                : standings.one(scope.team(), scope.campaign());
        return standing.flatMap(now -> {
            if (!isThere(scope, now)) {
                return Mono.error(Problems.notFound("campaign"));
            }
            if (after > now.number()) {
                return reset(scope, Reset.UNKNOWN_ID).map(Optional::of);
            }
            return atEnd(scope, now, after)
                    .flatMap(over -> over
                            ? Mono.just(Optional.empty())
                            : isKept(scope, now, after)
                                    .flatMap(kept -> kept
                                            ? Mono.just(Optional.of(resumed(now, after)))
                                            : reset(scope, Reset.TOO_OLD).map(Optional::of)));
        });
    }

    /** Whether the client has read the event with which the campaign ended, or that is no longer kept. */
    private Mono<Boolean> atEnd(Scope scope, Standing now, long after) {
        UUID campaign = scope.campaign();
        if (campaign == null || !now.campaigns().getFirst().status().ended()) {
            return Mono.just(false);
        }
        return standings.endOf(scope.team(), campaign).map(end -> after >= end).defaultIfEmpty(true);
    }

    private Mono<Boolean> isKept(Scope scope, Standing now, long after) {
        return journal.oldest(scope.team()).defaultIfEmpty(now.number() + 1).map(oldest -> oldest <= after + 1);
    }

    private Start resumed(Standing now, long after) {
        List<Frame> counts = now.campaigns().stream()
                .map(state -> encoder.unnumbered("campaign.progress", state.progress(now.at())))
                .toList();
        return new Start(now, after, List.of(), counts, false);
    }

    /** The last event of the stream of one campaign. @param last null when the campaign is gone */
    Frame end(UUID campaign, @Nullable CampaignState last) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("campaignId", campaign);
        data.put("status", last == null ? null : last.status());
        return encoder.unnumbered("feed.end", data);
    }

    private static Map<String, @Nullable Object> resetData(Scope scope, Instant at, Reset reason) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        if (scope.campaign() != null) {
            data.put("campaignId", scope.campaign());
        }
        data.put("at", at);
        data.put("reason", reason);
        return data;
    }
}
