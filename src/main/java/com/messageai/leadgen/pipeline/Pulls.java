package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRuns;
import com.messageai.leadgen.campaign.CampaignStatus;
import com.messageai.leadgen.discovery.Connection;
import com.messageai.leadgen.discovery.ConnectionId;
import com.messageai.leadgen.discovery.Connections;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.job.NewJob;
import com.messageai.leadgen.job.Queue;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.UserId;
import com.messageai.leadgen.web.Problem;
import com.messageai.leadgen.web.Problems;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Begins and ends the pulling of lead forms. Each connection has one job that stands as long as it does. Jobs are locked
 * before their connection, as in the stage.
 */
@Component
class Pulls {

    private final Connections connections;
    private final CampaignRuns runs;
    private final Jobs jobs;
    private final Work work;
    private final Transactions transactions;

    Pulls(Connections connections, CampaignRuns runs, Jobs jobs, Work work, Transactions transactions) {
        this.connections = connections;
        this.runs = runs;
        this.jobs = jobs;
        this.work = work;
        this.transactions = transactions;
    }

    /** 409 where the account is connected already: by whom is not told. {@link #ring} after the commit. */
    Mono<Connection> connect(TeamId team, UserId user, ConnectionInput.Wish wish) {
        ConnectionId id = new ConnectionId(Ids.next());
        NewJob pull = work.pull(team, id);
        return transactions.run(runs.find(team, wish.campaign())
                .switchIfEmpty(Mono.error(() -> Problems.invalid("campaignId", "must be a campaign of the team")))
                .filter(run -> run.status() != CampaignStatus.CANCELLED)
                .switchIfEmpty(Mono.error(Pulls::cancelled))
                .then(jobs.add(List.of(pull)))
                .then(connections.add(
                        team,
                        user,
                        new Connections.Claim(id, wish.platform(), wish.accountId(), wish.campaign(), pull.id())))
                .switchIfEmpty(Mono.error(() -> Problems.duplicate("This account is connected already."))));
    }

    void ring(TeamId team) {
        jobs.ring(team, Set.of(Queue.DISCOVERY));
    }

    /** What is gone; empty where there was none. @param check may refuse it */
    Mono<Connection> disconnect(TeamId team, ConnectionId id, Consumer<Connection> check) {
        return transactions.run(
                connections.find(team, id).doOnNext(check).delayUntil(connection -> remove(team, List.of(connection))));
    }

    /** The campaign goes on: its pulls look at once. */
    Mono<Void> wake(TeamId team, CampaignId campaign) {
        return connections
                .of(team, campaign)
                .map(Connection::job)
                .collectList()
                .flatMap(waiting -> waiting.isEmpty() ? Mono.empty() : jobs.wake(team, waiting))
                .then();
    }

    /** The campaign was cancelled: nothing is pulled into it any more, and its accounts are free. */
    Mono<Void> end(TeamId team, CampaignId campaign) {
        return transactions.run(connections
                .of(team, campaign)
                .collectList()
                .flatMap(all -> all.isEmpty() ? Mono.<Void>empty() : remove(team, all)));
    }

    private Mono<Void> remove(TeamId team, List<Connection> gone) {
        List<UUID> pulls = gone.stream().map(Connection::job).toList();
        // One that is at work finds its connection gone, and ends by itself.
        return jobs.withdraw(team, pulls)
                .then(connections.remove(team, gone.stream().map(Connection::id).toList()))
                .then();
    }

    private static Problem cancelled() {
        return new Problem(
                HttpStatus.CONFLICT, "campaign-cancelled", "The campaign was cancelled; it takes no answers.");
    }
}
