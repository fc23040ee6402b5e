package com.messageai.leadgen.prospect;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ProspectHttpIntegrationTests {

    @Autowired
    private ApplicationContext context;

    @Autowired
    private DatabaseClient database;

    private TestTeam team;
    private final UUID id = Ids.next();

    @BeforeEach
    void begin() {
        team = TestTeam.found(context);
        List.of(
                        "INSERT INTO product (team_id, id, name) VALUES ('%1$s', '%2$s', 'Product')",
                        "INSERT INTO icp (team_id, id, product_id, name) VALUES ('%1$s', '%2$s', '%2$s', 'ICP')",
                        "INSERT INTO icp_version (team_id, icp_id, number, name, description, content)"
                                + " VALUES ('%1$s', '%2$s', 1, 'ICP', '', '{}')",
                        "INSERT INTO prospecting_campaign (team_id, id, icp_id, icp_version, name, platforms)"
                                + " VALUES ('%1$s', '%2$s', '%2$s', 1, 'Campaign', '{CSV}')",
                        "INSERT INTO person (team_id, id, name) VALUES ('%1$s', '%2$s', 'Ada')",
                        "INSERT INTO prospect (team_id, id, campaign_id, person_id, platform, platform_profile_id, name,"
                                + " profile, icp_match_score, outcome, status) VALUES ('%1$s', '%2$s', '%2$s', '%2$s',"
                                + " 'CSV', 'p', 'Ada', '{\"platform\": \"CSV\", \"platformProfileId\": \"p\","
                                + " \"name\": \"Ada\", \"company\": {\"technologies\": []}, \"skills\": [],"
                                + " \"interests\": [], \"signals\": [], \"emails\": [], \"phones\": []}',"
                                + " 6000, 'REVIEW', 'IN_REVIEW')")
                .forEach(this::execute);
    }

    private void execute(String sql) {
        database.sql(sql.formatted(team.id(), id)).then().block();
    }

    private WebTestClient.ResponseSpec get(String path) {
        return team.as(Role.VIEWER).get().uri("/api/v1" + path).exchange();
    }

    private JsonNode json(String path) {
        return get(path)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void listsProspects() {
        for (String path : List.of(
                "/prospects?limit=1&sort=-icpMatchScore&minScore=0.6&maxScore=1&status=IN_REVIEW&platform=CSV&q=ad"
                        + "&campaignId=" + id,
                "/review-queue?campaignId=" + id)) {
            JsonNode page = json(path);
            assertThat(page.path("items").size()).as(path).isEqualTo(1);
            assertThat(page.path("items").path(0).path("id").asString()).isEqualTo(id.toString());
            assertThat(page.path("nextCursor").isNull()).isTrue();
        }
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        for (String query : List.of(
                "minScore=abc",
                "minScore=1.01",
                "maxScore=-0.1",
                "status=NOPE",
                "platform=myspace",
                "campaignId=7",
                "sort=title",
                "cursor=nonsense",
                "limit=0",
                "minscore=0.5",
                "q=" + "x".repeat(201))) {
            get("/prospects?" + query).expectStatus().isBadRequest();
        }
        get("/review-queue?sort=name").expectStatus().isBadRequest();
        get("/prospects/7").expectStatus().isBadRequest();
    }

    @Test
    void readsOneWithItsVersion() {
        get("/prospects/" + id)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"0\"")
                .expectBody()
                .jsonPath("icpMatchScore")
                .isEqualTo(0.6)
                .jsonPath("company.name")
                .isEmpty();
        get("/prospects/" + Ids.next())
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("code")
                .isEqualTo("prospect-not-found");
        TestTeam.found(context)
                .as(Role.ADMIN)
                .get()
                .uri("/api/v1/prospects/" + id)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void explainsTheScoreAsItWasStored() {
        get("/prospects/" + id + "/score")
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("code")
                .isEqualTo("score-not-found");
        execute("""
                INSERT INTO prospect_score (team_id, prospect_id, explanation) VALUES ('%1$s', '%2$s', '{"total": 6000,
                    "low": 5000, "high": 7000, "coverage": 8000, "factors": [{"factor": "ACTIVITY", "weight": 10000,
                    "score": 6000, "contribution": 6000, "coverage": 8000, "evidence": [{"criterion":
                    "behaviors.signals", "verdict": "UNKNOWN", "expected": "HIRING", "found": null, "score": null}]}],
                    "similarity": 4321, "model": "minilm-384", "icpVersion": 1, "cap": null}')
                """);
        get("/prospects/" + id + "/score")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("total")
                .isEqualTo(0.6)
                .jsonPath("outcome")
                .isEqualTo("REVIEW")
                .jsonPath("similarity")
                .isEqualTo(0.4321)
                .jsonPath("factors[0].evidence[0].verdict")
                .isEqualTo("UNKNOWN")
                .jsonPath("scoredAt")
                .isNotEmpty();
        get("/prospects/" + Ids.next() + "/score")
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("code")
                .isEqualTo("prospect-not-found");
    }
}
