package com.messageai.leadgen.feed;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.journal.Announcer;
import com.messageai.leadgen.journal.Journal;
import com.messageai.leadgen.journal.JournalEvent;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.UserId;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Teams, campaigns and events by SQL, as a stage would commit them. */
class FeedFixture {

    private final DatabaseClient database;
    private final Journal journal;
    private final Announcer announcer;
    private final Transactions transactions;

    FeedFixture(DatabaseClient database, Journal journal, Announcer announcer, Transactions transactions) {
        this.database = database;
        this.journal = journal;
        this.announcer = announcer;
        this.transactions = transactions;
    }

    /** An event with any data. */
    record Event(String type, @JsonAnyGetter Map<String, Object> data) implements JournalEvent {}

    static Event discovered(UUID prospect) {
        return new Event("prospect.discovered", Map.of("prospectId", prospect, "platform", "LINKEDIN"));
    }

    static Event status(String status) {
        return new Event("campaign.status", Map.of("status", status));
    }

    Caller caller(Role role) {
        TeamId team = new TeamId(Ids.next());
        execute(
                "INSERT INTO team (id, name, slug) VALUES (:team, 'Team', :slug)",
                Map.of("team", team.value(), "slug", team.toString()));
        return new Caller(team, new UserId(Ids.next()), role);
    }

    CampaignId campaign(TeamId team) {
        UUID product = Ids.next();
        UUID icp = Ids.next();
        UUID campaign = Ids.next();
        execute(
                "INSERT INTO product (team_id, id, name) VALUES (:team, :id, 'Product')",
                Map.of("team", team.value(), "id", product));
        execute(
                "INSERT INTO icp (team_id, id, product_id, name) VALUES (:team, :id, :product, 'ICP')",
                Map.of("team", team.value(), "id", icp, "product", product));
        execute("""
                INSERT INTO icp_version (team_id, icp_id, number, name, description, content)
                VALUES (:team, :icp, 1, 'ICP', '', '{}')
                """, Map.of("team", team.value(), "icp", icp));
        execute("""
                INSERT INTO prospecting_campaign (team_id, id, icp_id, icp_version, name, platforms, status)
                VALUES (:team, :id, :icp, 1, 'Campaign', '{LINKEDIN}', 'RUNNING')
                """, Map.of("team", team.value(), "id", campaign, "icp", icp));
        return new CampaignId(campaign);
    }

    UUID prospect(TeamId team, CampaignId campaign, String name) {
        UUID id = Ids.next();
        execute(
                "INSERT INTO person (team_id, id, name) VALUES (:team, :id, :name)",
                Map.of("team", team.value(), "id", id, "name", name));
        execute(
                """
                INSERT INTO prospect (team_id, id, campaign_id, person_id, platform, platform_profile_id, name, title,
                                      company_name, profile)
                VALUES (:team, :id, :campaign, :id, 'LINKEDIN', :profileId, :name, 'CTO', 'Initech',
                        '{"headline": "Building things"}')
                """,
                Map.of(
                        "team", team.value(),
                        "id", id,
                        "campaign", campaign.value(),
                        "profileId", id.toString(),
                        "name", name));
        return id;
    }

    /** Commits events as a stage does; each counts one discovered prospect, a status is taken over. */
    Mono<Long> commit(TeamId team, CampaignId campaign, Event... events) {
        String status = Arrays.stream(events)
                .filter(event -> event.type().equals("campaign.status"))
                .map(event -> event.data().get("status").toString())
                .reduce("", (first, second) -> second);
        Mono<Void> counts = database.sql("""
                        UPDATE prospecting_campaign SET discovered_count = discovered_count + :count,
                               status = coalesce(nullif(:status, ''), status)
                        WHERE team_id = :team AND id = :id
                        """)
                .bind("count", events.length)
                .bind("status", status)
                .bind("team", team.value())
                .bind("id", campaign.value())
                .then();
        return transactions.run(counts.then(journal.append(team, campaign.value(), Arrays.asList(events))));
    }

    Mono<Long> commitAndAnnounce(TeamId team, CampaignId campaign, Event... events) {
        return commit(team, campaign, events).delayUntil(number -> announcer.announce(team, number));
    }

    void execute(String sql, Map<String, Object> values) {
        database.sql(sql).bindValues(values).then().block();
    }
}
