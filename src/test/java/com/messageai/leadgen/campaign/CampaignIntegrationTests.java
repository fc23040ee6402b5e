package com.messageai.leadgen.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.Icps;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.icp.IdealProfile.Weights;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.icp.Product;
import com.messageai.leadgen.icp.ProductId;
import com.messageai.leadgen.icp.Products;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class CampaignIntegrationTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Campaigns campaigns;

    @Autowired
    Products products;

    @Autowired
    Icps icps;

    @Autowired
    DatabaseClient database;

    TestTeam team;
    WebTestClient manager;
    String icp;

    @BeforeEach
    void describeWhoIsSought() {
        team = TestTeam.found(context);
        manager = team.as(Role.SALES_MANAGER);
        icp = icp(team).id().toString();
    }

    Icp icp(TestTeam of) {
        ProductId product = products.create(of.id(), new Product.Content("Cloud cost", "", List.of(), null))
                .block()
                .id();
        return icps.create(
                        of.id(),
                        product,
                        "Decision maker",
                        "",
                        new IdealProfile(
                                IdealProfile.Demographics.NONE,
                                IdealProfile.Firmographics.NONE,
                                IdealProfile.Psychographics.NONE,
                                IdealProfile.Behaviors.NONE,
                                List.of(),
                                IdealProfile.Exclusions.NONE,
                                Weights.DEFAULT))
                .block();
    }

    static WebTestClient.ResponseSpec send(WebTestClient client, HttpMethod method, String path, Object body) {
        return client.method(method)
                .uri("/api/v1" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    static JsonNode body(WebTestClient.ResponseSpec response) {
        return response.expectBody(JsonNode.class).returnResult().getResponseBody();
    }

    JsonNode create(Object body) {
        return body(send(manager, HttpMethod.POST, "/campaigns", body)
                .expectStatus()
                .isCreated());
    }

    String named(String name) {
        return create(Map.of("icpId", icp, "name", name, "platforms", List.of("LINKEDIN")))
                .get("id")
                .asString();
    }

    JsonNode read(String id) {
        return body(manager.get()
                .uri("/api/v1/campaigns/{id}", id)
                .exchange()
                .expectStatus()
                .isOk());
    }

    List<String> list(String query) {
        List<String> names = new ArrayList<>();
        body(manager.get()
                        .uri("/api/v1/campaigns?" + query)
                        .exchange()
                        .expectStatus()
                        .isOk())
                .get("items")
                .forEach(item -> names.add(item.get("name").asString()));
        return names;
    }

    void set(String id, String assignments) {
        database.sql("UPDATE prospecting_campaign SET " + assignments + " WHERE team_id = :team AND id = :id")
                .bind("team", team.id().value())
                .bind("id", UUID.fromString(id))
                .then()
                .block();
    }

    @Nested
    class ADraft {

        @Test
        void hasAllThatTheContractNames() {
            JsonNode made = create("""
                    {"icpId": "%s", "name": "Spring", "platforms": ["LINKEDIN", "FACEBOOK"],
                     "searchCriteria": {"LINKEDIN": {"keywords": "CTO"}}, "maxProspects": 500,
                     "budget": {"amount": 12.5, "currency": "EUR"}, "thresholds": {"qualify": 0.8}}
                    """.formatted(icp));
            JsonNode campaign = read(made.get("id").asString());
            assertThat(campaign).isEqualTo(made);
            assertThat(campaign.propertyNames())
                    .contains(
                            "id",
                            "icpId",
                            "icpVersion",
                            "status",
                            "statusReason",
                            "discoveredCount",
                            "scoredCount",
                            "qualifiedCount",
                            "reviewCount",
                            "archivedCount",
                            "enrichedCount",
                            "leadCount",
                            "failedCount",
                            "spent",
                            "reserved",
                            "averageScore",
                            "startedAt",
                            "completedAt",
                            "sources",
                            "createdAt",
                            "updatedAt",
                            "version");
            assertThat(campaign.get("status").asString()).isEqualTo("DRAFT");
            assertThat(campaign.get("icpVersion").asInt()).isEqualTo(1);
            assertThat(campaign.get("averageScore").isNull()).isTrue();
            assertThat(campaign.get("sources").size()).isZero();
            assertThat(campaign.at("/spent/currency").asString()).isEqualTo("EUR");
            assertThat(campaign.at("/spent/amount").asInt()).isZero();
            assertThat(campaign.at("/thresholds/qualify").asDouble()).isEqualTo(0.8);
            assertThat(campaign.at("/thresholds/review").asDouble()).isEqualTo(0.6);
            assertThat(campaign.at("/searchCriteria/LINKEDIN/keywords").asString())
                    .isEqualTo("CTO");
        }

        @Test
        void takesBackWhatItGave() {
            JsonNode made = create("""
                    {"icpId": "%s", "name": "Spring", "platforms": ["LINKEDIN", "FACEBOOK"], "maxProspects": 500,
                     "searchCriteria": {"LINKEDIN": {"keywords": "CTO"}, "FACEBOOK": {}}, "budget": {"amount": 12.50, "currency": "USD"}}
                    """.formatted(icp));
            JsonNode put = body(
                    send(manager, HttpMethod.PUT, "/campaigns/" + made.get("id").asString(), made)
                            .expectStatus()
                            .isOk());
            assertThat(put).isEqualTo(made);
        }

        @Test
        void keepsCriteriaThatItsPlatformUnderstoodOnce() {
            String id = named("Spring");
            set(id, "search_criteria = '{\"LINKEDIN\": {\"boost\": 1.50}}'");
            send(manager, HttpMethod.PATCH, "/campaigns/" + id, "{\"name\": \"Summer\"}")
                    .expectStatus()
                    .isOk();
            send(manager, HttpMethod.PATCH, "/campaigns/" + id, "{\"searchCriteria\": {\"LINKEDIN\": {\"boost\": 2}}}")
                    .expectStatus()
                    .isEqualTo(422);
        }

        @Test
        void hasNoCriteriaForFiles() {
            send(manager, HttpMethod.POST, "/campaigns", """
                    {"icpId": "%s", "name": "Files", "platforms": ["CSV"], "searchCriteria": {"CSV": {"column": "x"}}}
                    """.formatted(icp))
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("searchCriteria.CSV");
        }

        @Test
        void goesByTheNewestContentOfItsIcp() {
            String id = named("Spring");
            send(manager, HttpMethod.PATCH, "/icps/" + icp, "{\"name\": \"Another\"}")
                    .expectStatus()
                    .isOk();
            assertThat(read(id).get("icpVersion").asInt()).isEqualTo(2);
            set(id, "status = 'RUNNING'");
            assertThat(read(id).get("icpVersion").asInt()).isEqualTo(1);
        }

        @Test
        void changesUnderItsEtagOnly() {
            String id = named("Spring");
            manager.patch()
                    .uri("/api/v1/campaigns/{id}", id)
                    .header(HttpHeaders.IF_MATCH, "\"0\"")
                    .contentType(MediaType.valueOf("application/merge-patch+json"))
                    .bodyValue("{\"platforms\": [\"FACEBOOK\"], \"budget\": {\"amount\": 5, \"currency\": \"USD\"}}")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals(HttpHeaders.ETAG, "\"1\"")
                    .expectBody()
                    .jsonPath("$.platforms[0]")
                    .isEqualTo("FACEBOOK");
            manager.put()
                    .uri("/api/v1/campaigns/{id}", id)
                    .header(HttpHeaders.IF_MATCH, "\"0\"")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(read(id))
                    .exchange()
                    .expectStatus()
                    .isEqualTo(412);
            manager.delete()
                    .uri("/api/v1/campaigns/{id}", id)
                    .header(HttpHeaders.IF_MATCH, "\"0\"")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(412);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                "icpId": null                                                         | icpId
                "icpId": "0198c7a0-0000-7000-8000-000000000000"                       | icpId
                "name": " "                                                           | name
                "platforms": []                                                       | platforms
                "platforms": ["LINKEDIN", "LINKEDIN"]                                 | platforms
                "searchCriteria": {"FACEBOOK": {}}                                    | searchCriteria.FACEBOOK
                "searchCriteria": {"LINKEDIN": []}                                    | searchCriteria.LINKEDIN
                "searchCriteria": {"LINKEDIN": {"colour": ["red"]}}                   | searchCriteria.LINKEDIN.colour
                "searchCriteria": {"LINKEDIN": {"titles": ["CTO"]}}                   | searchCriteria.LINKEDIN.titles[0]
                "searchCriteria": {"LINKEDIN": {"geos": "USA"}}                       | searchCriteria.LINKEDIN.geos
                "maxProspects": 0                                                     | maxProspects
                "budget": {"amount": -1, "currency": "USD"}                           | budget.amount
                "budget": {"amount": 1.00001, "currency": "USD"}                      | budget.amount
                "budget": {"amount": 10000000000, "currency": "USD"}                  | budget.amount
                "budget": {"amount": 1, "currency": "usd"}                            | budget.currency
                "budget": {"amount": 1}                                               | budget.currency
                "thresholds": {"qualify": 0.5, "review": 0.6}                         | thresholds
                "thresholds": {"qualify": 1.1}                                        | thresholds.qualify
                "thresholds": {"review": 0.12345}                                     | thresholds.review
                """)
        void breaksARule(String property, String field) {
            String name = property.substring(1, property.indexOf('"', 1));
            StringBuilder body = new StringBuilder("{" + property);
            Map.of("icpId", "\"" + icp + "\"", "name", "\"Spring\"", "platforms", "[\"LINKEDIN\"]")
                    .forEach((key, value) -> {
                        if (!key.equals(name)) {
                            body.append(", \"").append(key).append("\": ").append(value);
                        }
                    });
            send(manager, HttpMethod.POST, "/campaigns", body.append("}").toString())
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(field);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"platforms\": [\"TWITTER\"]}",
                    "{\"platforms\": \"LINKEDIN\"}",
                    "{\"searchCriteria\": {\"TWITTER\": {}}}",
                    "{\"maxProspects\": 1.5}",
                    "{\"maxProspects\": \"10\"}",
                    "{\"icpId\": \"x\"}",
                    "{\"colour\": \"red\"}"
                })
        void isMalformed(String body) {
            send(manager, HttpMethod.POST, "/campaigns", body).expectStatus().isBadRequest();
        }
    }

    @Nested
    class OnceStarted {

        @Test
        void keepsWhatItSeeksAndGrows() {
            String id = named("Spring");
            set(id, "status = 'RUNNING', spent = 10, reserved = 2.5, score_sum = 20000, scored_count = 3");
            assertThat(read(id).get("averageScore").asDouble()).isEqualTo(0.6667);
            assertThat(read(id).at("/spent/amount").asDouble()).isEqualTo(10.0);
            for (String change : List.of(
                    "{\"platforms\": [\"FACEBOOK\"]}",
                    "{\"searchCriteria\": {\"LINKEDIN\": {}}}",
                    "{\"maxProspects\": 10}")) {
                send(manager, HttpMethod.PATCH, "/campaigns/" + id, change)
                        .expectStatus()
                        .isEqualTo(409)
                        .expectBody()
                        .jsonPath("$.code")
                        .isEqualTo("illegal-campaign-change");
            }
            send(manager, HttpMethod.PATCH, "/campaigns/" + id, "{\"budget\": {\"amount\": 12, \"currency\": \"USD\"}}")
                    .expectStatus()
                    .isEqualTo(422);
            send(
                            manager,
                            HttpMethod.PATCH,
                            "/campaigns/" + id,
                            "{\"name\": \"Summer\", \"budget\": {\"amount\": 12.5, \"currency\": \"USD\"}}")
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.name")
                    .isEqualTo("Summer")
                    .jsonPath("$.budget.amount")
                    .isEqualTo(12.5);
        }

        @Test
        void isNotDeletedWhileItRuns() {
            String id = named("Spring");
            set(id, "status = 'RUNNING'");
            manager.delete()
                    .uri("/api/v1/campaigns/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(409)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("campaign-running");
        }

        @Test
        void isDeletedWithItsProspectsButNotItsLeads() {
            String id = named("Spring");
            set(id, "status = 'PAUSED'");
            database.sql("INSERT INTO campaign_source (team_id, campaign_id, platform) VALUES (:team, :id, 'LINKEDIN')")
                    .bind("team", team.id().value())
                    .bind("id", UUID.fromString(id))
                    .then()
                    .block();
            assertThat(read(id).at("/sources/0/outcome").asString()).isEqualTo("RUNNING");
            database.sql("""
                            WITH p AS (
                                INSERT INTO person (team_id, id, name) VALUES (:team, :person, 'Ada') RETURNING *),
                            q AS (
                                INSERT INTO prospect (team_id, id, campaign_id, person_id, platform, platform_profile_id,
                                                      name, profile)
                                SELECT p.team_id, :prospect, :id, p.id, 'LINKEDIN', 'ada', p.name, '{}' FROM p)
                            INSERT INTO lead (team_id, id, prospect_id, person_id, campaign_id, source, name)
                            SELECT p.team_id, :lead, :prospect, p.id, :id, 'LINKEDIN', p.name FROM p
                            """)
                    .bind("team", team.id().value())
                    .bind("id", UUID.fromString(id))
                    .bind("person", Ids.next())
                    .bind("prospect", Ids.next())
                    .bind("lead", Ids.next())
                    .then()
                    .block();
            manager.delete()
                    .uri("/api/v1/campaigns/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isNoContent();
            manager.get()
                    .uri("/api/v1/campaigns/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            manager.get()
                    .uri("/api/v1/leads?campaignId={id}", id)
                    .exchange()
                    .expectBody()
                    .jsonPath("$.items[0].campaignId")
                    .isEqualTo(id);
            assertThat(database.sql("SELECT count(*) AS n FROM prospect WHERE team_id = :team")
                            .bind("team", team.id().value())
                            .map(row -> row.get("n", Long.class))
                            .one()
                            .block())
                    .isZero();
        }

        @Test
        void keepsItsIcp() {
            named("Spring");
            manager.delete()
                    .uri("/api/v1/icps/{id}", icp)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(409)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("icp-in-use");
        }
    }

    @Nested
    class InAList {

        @Test
        void isFilteredAndSorted() {
            String spring = named("Spring");
            create(Map.of("icpId", icp, "name", "Summer", "platforms", List.of("FACEBOOK", "CSV")));
            set(spring, "status = 'RUNNING', started_at = now()");
            assertThat(list("")).containsExactly("Summer", "Spring");
            assertThat(list("sort=name")).containsExactly("Spring", "Summer");
            assertThat(list("sort=startedAt")).containsExactly("Spring", "Summer");
            assertThat(list("sort=-startedAt")).containsExactly("Spring", "Summer");
            assertThat(list("status=RUNNING")).containsExactly("Spring");
            assertThat(list("platform=CSV")).containsExactly("Summer");
            assertThat(list("q=UMM")).containsExactly("Summer");
            assertThat(list("icpId=" + icp)).hasSize(2);
            assertThat(list("icpId=" + UUID.randomUUID())).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"status=OLD", "platform=X", "icpId=1", "sort=budget", "cursor=x", "state=RUNNING"})
        void isAskedForInAWayThatMakesNoSense(String query) {
            manager.get()
                    .uri("/api/v1/campaigns?" + query)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }

        @Test
        void isMetOnceWhileOthersComeAndGo() {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                made.add(named("Campaign"));
            }
            List<String> seen = new ArrayList<>();
            String cursor = null;
            do {
                String more = cursor == null ? "" : "&cursor=" + cursor;
                JsonNode page = body(manager.get()
                        .uri("/api/v1/campaigns?sort=-name&limit=2" + more)
                        .exchange()
                        .expectStatus()
                        .isOk());
                page.get("items").forEach(item -> seen.add(item.get("id").asString()));
                cursor = page.get("nextCursor").isNull()
                        ? null
                        : page.get("nextCursor").asString();
                named("Zebra");
                manager.delete().uri("/api/v1/campaigns/{id}", seen.getFirst()).exchange();
            } while (cursor != null);
            assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Nested
    class ForOthers {

        @Test
        void isLookedAtOnlyByThoseWhoSell() {
            String id = named("Spring");
            for (Role role : List.of(Role.SALES_REP, Role.VIEWER)) {
                WebTestClient client = team.as(role);
                client.get()
                        .uri("/api/v1/campaigns/{id}", id)
                        .exchange()
                        .expectStatus()
                        .isOk();
                send(client, HttpMethod.POST, "/campaigns", "{}").expectStatus().isForbidden();
                send(client, HttpMethod.PATCH, "/campaigns/" + id, "{}")
                        .expectStatus()
                        .isForbidden();
                client.delete()
                        .uri("/api/v1/campaigns/{id}", id)
                        .exchange()
                        .expectStatus()
                        .isForbidden();
            }
        }

        @Test
        void doesNotExistForAnotherTeam() {
            String id = named("Spring");
            TestTeam other = TestTeam.found(context);
            WebTestClient admin = other.as(Role.ADMIN);
            admin.get()
                    .uri("/api/v1/campaigns/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            send(admin, HttpMethod.PATCH, "/campaigns/" + id, "{\"name\": \"Mine\"}")
                    .expectStatus()
                    .isNotFound();
            admin.delete()
                    .uri("/api/v1/campaigns/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            send(
                            admin,
                            HttpMethod.POST,
                            "/campaigns",
                            Map.of("icpId", icp, "name", "Mine", "platforms", List.of("LINKEDIN")))
                    .expectStatus()
                    .isEqualTo(422);
            assertThat(campaigns
                            .find(other.id(), new CampaignId(UUID.fromString(id)))
                            .block())
                    .isNull();
            assertThat(campaigns
                            .find(team.id(), new CampaignId(UUID.fromString(id)))
                            .block())
                    .satisfies(campaign -> {
                        assertThat(campaign.platforms()).containsExactly(Platform.LINKEDIN);
                        assertThat(campaign.spent().amount()).isEqualTo(new BigDecimal("0.00"));
                    });
        }
    }
}
