package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.job.NewJob;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.prospect.ProspectProgress;
import com.messageai.leadgen.prospect.ProspectProgress.Subject;
import com.messageai.leadgen.prospect.ProspectStatus;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.web.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A person's decision about a prospect in the review queue. It stands whatever a score says later. */
@Component
class Review {

    private final ProspectProgress prospects;
    private final CampaignCommit commit;
    private final Work work;

    Review(ProspectProgress prospects, CampaignCommit commit, Work work) {
        this.prospects = prospects;
        this.commit = commit;
        this.work = work;
    }

    /** The prospect is enriched and becomes a lead; also when its campaign has ended, which this does not reopen. */
    Mono<Void> approve(TeamId team, ProspectId id, @Nullable String reason) {
        return decide(team, id, ProspectStatus.QUALIFIED, "QUALIFIED", reason);
    }

    Mono<Void> reject(TeamId team, ProspectId id, @Nullable String reason) {
        return decide(team, id, ProspectStatus.REJECTED, "REJECTED", reason);
    }

    private Mono<Void> decide(TeamId team, ProspectId id, ProspectStatus to, String outcome, @Nullable String reason) {
        return prospects
                .find(team, id)
                .switchIfEmpty(Mono.error(() -> Problems.notFound("prospect")))
                .flatMap(subject -> commit.commit(
                        team,
                        subject.campaign(),
                        prospects
                                .reviewed(team, id, to, outcome, reason)
                                .switchIfEmpty(moved(team, id, to))
                                .map(change -> new CampaignCommit.Effects(
                                        change.tally(), 0, follow(team, subject, to), List.of()))))
                .then();
    }

    private List<NewJob> follow(TeamId team, Subject subject, ProspectStatus to) {
        return to == ProspectStatus.QUALIFIED
                ? List.of(work.enrich(team, subject.campaign(), subject.id(), true))
                : List.of();
    }

    private <T> Mono<T> moved(TeamId team, ProspectId id, ProspectStatus to) {
        return prospects.find(team, id).flatMap(now -> Mono.error(new IllegalProspectTransition(now.status(), to)));
    }
}
