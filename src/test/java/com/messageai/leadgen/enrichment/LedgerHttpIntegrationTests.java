package com.messageai.leadgen.enrichment;

import static com.messageai.leadgen.enrichment.EnrichmentFixtures.aProfile;
import static com.messageai.leadgen.enrichment.EnrichmentFixtures.aRequest;
import static com.messageai.leadgen.enrichment.EnrichmentFixtures.tarnwell;
import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.enrichment.Ledger.Hold;
import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class LedgerHttpIntegrationTests {

    private static final Question QUESTION = new Question(Endpoint.HUNTER_FINDER, Map.of("domain", "a.example"), null);

    @Autowired
    ApplicationContext context;

    @Autowired
    DatabaseClient database;

    @Autowired
    Ledger ledger;

    TestTeam team;
    EnrichmentHouse house;
    CampaignId campaign;

    @BeforeEach
    void spend() {
        team = TestTeam.found(context);
        house = new EnrichmentHouse(database, team.id());
        campaign = house.campaign("10.00");
        for (int i = 0; i < 5; i++) {
            Hold hold = ledger.hold(
                            aRequest(team.id(), campaign, aProfile(tarnwell("a.example"), List.of(), List.of())),
                            Endpoint.HUNTER_FINDER,
                            ByteBuffer.allocate(32).putInt(i).array(),
                            new BigDecimal("0.025"),
                            "USD",
                            Duration.ofMinutes(1))
                    .block();
            if (i > 0) {
                ledger.submit(hold, true).block();
                ledger.settle(
                                hold,
                                QUESTION,
                                new Kept(
                                        i == 1 ? Kept.Outcome.MISS : Kept.Outcome.HIT,
                                        null,
                                        EnrichmentFixtures.NOW,
                                        i == 1 ? BigDecimal.ZERO : new BigDecimal("0.025")),
                                Duration.ofDays(1))
                        .block();
            }
        }
    }

    @Test
    void givesEveryLineOnceAndTheSumsOfAll() {
        Set<String> seen = new HashSet<>();
        JsonNode page = read(team.as(Role.VIEWER), "?limit=2");
        JsonNode totals = page.path("totals");
        for (int pages = 1; ; pages++) {
            page.path("items").forEach(line -> seen.add(line.path("id").asString()));
            if (page.path("nextCursor").isNull()) {
                assertThat(pages).isEqualTo(3);
                break;
            }
            page = read(
                    team.as(Role.VIEWER),
                    "?limit=2&cursor=" + page.path("nextCursor").asString());
        }

        assertThat(seen).hasSize(5);
        assertThat(totals.at("/spent/amount").decimalValue()).isEqualByComparingTo("0.075");
        assertThat(totals.at("/reserved/amount").decimalValue()).isEqualByComparingTo("0.025");
        assertThat(totals.at("/budget/amount").decimalValue()).isEqualByComparingTo("10");
        assertThat(totals.at("/byEndpoint/0/hits").asInt()).isEqualTo(3);
        assertThat(totals.at("/byEndpoint/0/misses").asInt()).isEqualTo(1);
        assertThat(totals.at("/byEndpoint/0/open").asInt()).isEqualTo(1);
        assertThat(totals.at("/byEndpoint/0/cost/amount").decimalValue()).isEqualByComparingTo("0.075");
    }

    @Test
    void saysOfALineWhatWasBoughtAndWhatCameOfIt() {
        JsonNode line = read(team.as(Role.SALES_MANAGER), "?sort=createdAt").at("/items/1");

        assertThat(line.path("provider").asString()).isEqualTo("hunter");
        assertThat(line.path("endpoint").asString()).isEqualTo("finder");
        assertThat(line.path("state").asString()).isEqualTo("SETTLED");
        assertThat(line.path("outcome").asString()).isEqualTo("MISS");
        assertThat(line.at("/held/currency").asString()).isEqualTo("USD");
        assertThat(line.path("settledAt").asString()).isNotEmpty();
        assertThat(line.path("prospectId").asString()).isNotEmpty();
    }

    @Test
    void doesNotTellThatAnotherTeamsCampaignExists() {
        TestTeam.found(context)
                .as(Role.ADMIN)
                .get()
                .uri("/api/v1/campaigns/{id}/ledger", campaign)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("campaign-not-found");
    }

    private JsonNode read(WebTestClient client, String query) {
        return client.get()
                .uri("/api/v1/campaigns/" + campaign + "/ledger" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }
}
