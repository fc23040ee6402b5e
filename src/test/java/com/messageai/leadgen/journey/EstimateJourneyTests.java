package com.messageai.leadgen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.Teams;
import com.messageai.leadgen.team.Users;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a campaign would find and cost, before anything is searched or bought. */
@JourneyTest
class EstimateJourneyTests {

    @LocalServerPort
    int port;

    @Autowired
    Teams teams;

    @Autowired
    Users users;

    @Autowired
    Sandbox sandbox;

    Visitor manager;

    @BeforeEach
    void signIn() {
        manager = Visitor.ofNewTeam(port, teams, users, Role.SALES_MANAGER);
    }

    @AfterEach
    void mend() {
        sandbox.admin().clearFaults();
    }

    @Test
    void asksEveryPlatformAndBoundsTheCost() {
        String campaign = Briefs.campaign(
                manager, Map.of("maxProspects", 100), List.of("LINKEDIN", "FACEBOOK", "CSV", "ZOOMINFO"));

        JsonNode estimate = manager.order("/campaigns/{id}/estimate", campaign);

        assertThat(estimate.at("/platforms")).hasSize(4);
        assertThat(platform(estimate, "LINKEDIN").path("ready").asBoolean()).isTrue();
        assertThat(platform(estimate, "LINKEDIN").path("people").asInt()).isPositive();
        assertThat(platform(estimate, "FACEBOOK").path("people").asInt())
                .isBetween(
                        platform(estimate, "FACEBOOK").path("low").asInt(),
                        platform(estimate, "FACEBOOK").path("high").asInt());
        assertThat(platform(estimate, "ZOOMINFO").path("people").asInt()).isPositive();
        assertThat(platform(estimate, "CSV").path("people").isNull()).isTrue();
        // Two companies, two verifications, an address and a person, for a hundred people.
        assertThat(estimate.path("maximumCost").decimalValue()).isEqualByComparingTo("37.5");
        assertThat(estimate.path("currency").asString()).isEqualTo("USD");
        assertThat(manager.get("/campaigns/{id}", campaign).path("status").asString())
                .isEqualTo("DRAFT");
    }

    @Test
    void staysWithinTheBudget() {
        String campaign = Briefs.campaign(
                manager,
                Map.of("maxProspects", 100, "budget", Map.of("amount", 5, "currency", "USD")),
                List.of("LINKEDIN"));

        assertThat(manager.order("/campaigns/{id}/estimate", campaign)
                        .path("maximumCost")
                        .decimalValue())
                .isEqualByComparingTo("5");
    }

    @Test
    void goesByTheCampaignsOwnCriteria() {
        String everybody = Briefs.campaign(
                manager,
                Map.of("searchCriteria", Map.of("LINKEDIN", Map.of("geos", List.of("USA")))),
                List.of("LINKEDIN"));
        String some =
                Briefs.campaign(manager, Map.of("searchCriteria", Map.of("LINKEDIN", Map.of())), List.of("LINKEDIN"));

        assertThat(people(everybody)).isGreaterThan(2 * people(some));
    }

    @Test
    void answersWhenAPlatformCannot() {
        String campaign = Briefs.campaign(manager, Map.of(), List.of("LINKEDIN", "FACEBOOK"));
        sandbox.admin().fault(Fault.status("linkedin", "audience", 403));

        JsonNode estimate = manager.order("/campaigns/{id}/estimate", campaign);

        assertThat(platform(estimate, "LINKEDIN").path("ready").asBoolean()).isFalse();
        assertThat(platform(estimate, "LINKEDIN").path("people").isNull()).isTrue();
        assertThat(platform(estimate, "LINKEDIN").path("reason").asString()).contains("credential");
        assertThat(platform(estimate, "FACEBOOK").path("ready").asBoolean()).isTrue();
        assertThat(estimate.path("maximumCost").isNull()).isTrue();
    }

    @Test
    void isForCampaignsOfTheTeamInAnyStateAndForThoseWhoMakeThem() {
        String campaign = Briefs.campaign(manager, Map.of("maxProspects", 1), List.of("LINKEDIN"));
        manager.order("/campaigns/{id}/cancel", campaign);
        assertThat(manager.order("/campaigns/{id}/estimate", campaign).path("platforms"))
                .hasSize(1);

        Visitor viewer = manager.colleague(port, users, Role.VIEWER);
        Visitor stranger = Visitor.ofNewTeam(port, teams, users, Role.ADMIN);
        assertThat(viewer.refused("POST", "/campaigns/{id}/estimate", Map.of(), campaign)
                        .status())
                .isEqualTo(403);
        assertThat(stranger.refused("POST", "/campaigns/{id}/estimate", Map.of(), campaign))
                .isEqualTo(new Visitor.Refusal(404, "campaign-not-found"));
        assertThat(manager.refused("POST", "/campaigns/{id}/estimate", Map.of(), UUID.randomUUID())
                        .status())
                .isEqualTo(404);
    }

    private int people(String campaign) {
        return platform(manager.order("/campaigns/{id}/estimate", campaign), "LINKEDIN")
                .path("people")
                .asInt();
    }

    private static JsonNode platform(JsonNode estimate, String name) {
        return estimate.path("platforms")
                .valueStream()
                .filter(one -> one.path("platform").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
