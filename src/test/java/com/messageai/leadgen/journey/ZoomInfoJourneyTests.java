package com.messageai.leadgen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.Teams;
import com.messageai.leadgen.team.Users;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Campaigns on ZoomInfo, one person a page: the window of a search is a hundred pages, and so a hundred people. */
@JourneyTest
@TestPropertySource(properties = "leadgen.pipeline.search-page-size=1")
class ZoomInfoJourneyTests {

    @LocalServerPort
    int port;

    @Autowired
    Teams teams;

    @Autowired
    Users users;

    @Autowired
    DatabaseClient database;

    @Autowired
    Sandbox sandbox;

    Visitor manager;

    @BeforeEach
    void signIn() {
        sandbox.admin().reset();
        manager = Visitor.ofNewTeam(port, teams, users, Role.SALES_MANAGER);
    }

    @Test
    void goesOnThroughALimitAndAnExpiredToken() {
        Visitor admin = manager.colleague(port, users, Role.ADMIN);
        String campaign = Briefs.campaign(manager, Map.of("maxProspects", 110), List.of("ZOOMINFO"));
        sandbox.admin().fault(Fault.status("zoominfo", "search", 429).once());
        // Discovery stops at its mark, so that there is a middle.
        admin.order("/queues/SCORING/pause");
        manager.order("/campaigns/{id}/start", campaign);
        Eventually.get(() -> discovered(campaign) > 100 ? campaign : null);
        long tokens = sandbox.bill().line("zoominfo-login", "token").calls();

        sandbox.admin().zoomInfo().expireTokens();
        admin.order("/queues/SCORING/resume");
        manager.events(campaign, null).blockLast(Visitor.PATIENCE);

        JsonNode ended = manager.get("/campaigns/{id}", campaign);
        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("discoveredCount").asInt()).isEqualTo(110);
        assertThat(ended.path("scoredCount").asInt()).isEqualTo(110);
        assertThat(ended.path("failedCount").asInt()).isZero();
        assertThat(ended.path("sources").path(0).path("outcome").asString()).isEqualTo("LIMIT_REACHED");
        assertThat(sandbox.bill().line("zoominfo-login", "token").calls())
                .as("another token for the one that was over")
                .isEqualTo(tokens + 1);
        assertThat(Recount.offences(database, manager.team(), """
                        SELECT number FROM campaign_event WHERE team_id = :team AND type = 'rate-limit.waiting'
                          AND data ->> 'platform' = 'ZOOMINFO' AND data ->> 'endpoint' = 'data'
                        """))
                .as("the feed says once that it waits")
                .isEqualTo(1);
        assertThat(Recount.offences(database, manager.team(), """
                        SELECT id FROM job_archive WHERE team_id = :team AND attempts::text LIKE '%zoominfo%'
                        """))
                .as("neither uses up an attempt")
                .isZero();
    }

    @Test
    void scoresByWhatTheSearchVouchesFor() {
        String campaign = Briefs.campaign(manager, Map.of("maxProspects", 3), List.of("ZOOMINFO"));
        manager.order("/campaigns/{id}/start", campaign);
        manager.events(campaign, null).blockLast(Visitor.PATIENCE);

        JsonNode prospect = manager.get("/prospects?campaignId={id}&sort=-icpMatchScore&limit=1", campaign)
                .path("items")
                .path(0);
        JsonNode score =
                manager.get("/prospects/{id}/score", prospect.path("id").asString());

        assertThat(score.path("coverage").asDouble()).isGreaterThan(0.5);
        assertThat(verdict(score, "demographics.locations")).startsWith("MATCH").endsWith("United States");
        assertThat(verdict(score, "firmographics.industries")).isEqualTo("MATCH Software");
        assertThat(verdict(score, "firmographics.companySizes")).startsWith("MATCH");
    }

    @Test
    void saysThatAPlatformHasMoreThanCanBeReached() {
        Map<String, Object> leaders = Map.of(
                "jobTitle", "CTO",
                "managementLevel", "C Level Exec",
                "state", "usa.california",
                "employeeRangeMin", "100",
                "employeeRangeMax", "200");
        String campaign =
                Briefs.campaign(manager, Map.of("searchCriteria", Map.of("ZOOMINFO", leaders)), List.of("ZOOMINFO"));

        manager.order("/campaigns/{id}/start", campaign);
        manager.events(campaign, null).blockLast(Visitor.PATIENCE);

        JsonNode ended = manager.get("/campaigns/{id}", campaign);
        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("discoveredCount").asInt()).isEqualTo(100);
        assertThat(ended.path("sources").path(0).path("outcome").asString()).isEqualTo("TRUNCATED");
    }

    private static String verdict(JsonNode score, String criterion) {
        return score.path("factors")
                .valueStream()
                .flatMap(factor -> factor.path("evidence").valueStream())
                .filter(evidence -> evidence.path("criterion").asString().equals(criterion))
                .map(evidence -> evidence.path("verdict").asString() + " "
                        + evidence.path("found").asString())
                .findFirst()
                .orElseThrow();
    }

    private int discovered(String campaign) {
        return manager.get("/campaigns/{id}", campaign).path("discoveredCount").asInt();
    }
}
