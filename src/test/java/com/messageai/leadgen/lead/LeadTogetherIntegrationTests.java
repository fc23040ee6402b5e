package com.messageai.leadgen.lead;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Many leads in one request. */
@ServiceTest
class LeadTogetherIntegrationTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    DatabaseClient database;

    TestTeam team;
    WebTestClient manager;

    @BeforeEach
    void signIn() {
        team = TestTeam.found(context);
        manager = team.as(Role.SALES_MANAGER);
    }

    WebTestClient.ResponseSpec post(WebTestClient client, String path, Object body) {
        return client.post()
                .uri("/api/v1/leads" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    String create(Object body) {
        return post(manager, "", body)
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .get("id")
                .asString();
    }

    @Nested
    class Changed {

        @Test
        void areEachChangedForThemselves() {
            String open = create(Map.of("name", "Ada", "tags", List.of("cold", "vip")));
            String won = create(Map.of("name", "Bob"));
            manager.patch()
                    .uri("/api/v1/leads/{id}", won)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"status\": \"CONVERTED\"}")
                    .exchange()
                    .expectStatus()
                    .isOk();
            String unknown = UUID.randomUUID().toString();
            UUID rep = team.user(Role.SALES_REP).value();
            post(
                            manager,
                            "/bulk",
                            Map.of(
                                    "ids",
                                    List.of(open, won, unknown),
                                    "change",
                                    Map.of(
                                            "status",
                                            "CONTACTED",
                                            "assigneeId",
                                            rep,
                                            "addTags",
                                            List.of("hot"),
                                            "removeTags",
                                            List.of("cold"))))
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.results[0].id")
                    .isEqualTo(open)
                    .jsonPath("$.results[0].status")
                    .isEqualTo(200)
                    .jsonPath("$.results[1].status")
                    .isEqualTo(409)
                    .jsonPath("$.results[1].code")
                    .isEqualTo("illegal-lead-transition")
                    .jsonPath("$.results[2].status")
                    .isEqualTo(404)
                    .jsonPath("$.results[2].code")
                    .isEqualTo("lead-not-found");
            manager.get()
                    .uri("/api/v1/leads/{id}", open)
                    .exchange()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("CONTACTED")
                    .jsonPath("$.assigneeId")
                    .isEqualTo(rep.toString())
                    .jsonPath("$.tags[0]")
                    .isEqualTo("vip")
                    .jsonPath("$.tags[1]")
                    .isEqualTo("hot");
        }

        @Test
        void areThoseOfTheRepOnly() {
            UUID rep = team.user(Role.SALES_REP).value();
            String mine = create(Map.of("name", "Mine", "assigneeId", rep));
            String other = create(Map.of("name", "Other"));
            post(
                            team.as(Role.SALES_REP),
                            "/bulk",
                            Map.of("ids", List.of(mine, other), "change", Map.of("addTags", List.of("hot"))))
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.results[0].status")
                    .isEqualTo(200)
                    .jsonPath("$.results[1].status")
                    .isEqualTo(404);
            post(team.as(Role.VIEWER), "/bulk", "{}").expectStatus().isForbidden();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"ids\": [], \"change\": {\"status\": \"NEW\"}}",
                    "{\"ids\": [\"0198c7a0-0000-7000-8000-000000000000\"], \"change\": {}}",
                    "{\"ids\": [\"0198c7a0-0000-7000-8000-000000000000\", \"0198c7a0-0000-7000-8000-000000000000\"],"
                            + " \"change\": {\"status\": \"NEW\"}}",
                    "{\"ids\": [\"0198c7a0-0000-7000-8000-000000000000\"], \"change\": {\"addTags\": [\"\"]}}"
                })
        void breakARule(String body) {
            post(manager, "/bulk", body).expectStatus().isEqualTo(422);
        }
    }

    @Nested
    class Exported {

        @Test
        void areATable() {
            create(Map.of(
                    "name",
                    "=cmd()",
                    "title",
                    "CTO, Cloud",
                    "contactInfo",
                    Map.of(
                            "emails",
                            List.of("ada@engine.example", "a@engine.example"),
                            "phones",
                            List.of("+14155550100")),
                    "companyInfo",
                    Map.of("name", "Engine", "size", "51-200"),
                    "score",
                    0.75));
            create(Map.of("name", "Bob", "source", "API"));
            String table = manager.get()
                    .uri("/api/v1/leads/export?source=MANUAL")
                    .accept(MediaType.valueOf("text/csv"))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentTypeCompatibleWith("text/csv")
                    .expectHeader()
                    .valueMatches(HttpHeaders.CONTENT_DISPOSITION, ".*leads\\.csv.*")
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            List<String> lines = table.lines().toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.getFirst()).startsWith("id,name,title,emails,phones,company,");
            assertThat(lines.get(1))
                    .contains(",'=cmd(),\"CTO, Cloud\",\"ada@engine.example;a@engine.example\",'+14155550100,Engine,")
                    .contains(",0.7500,MANUAL,");
        }

        @Test
        void areAllOfThemInOrderHoweverManyThereAre() {
            database.sql("""
                            WITH p AS (
                                INSERT INTO person (team_id, id, name)
                                SELECT :team, uuidv7(), 'Person ' || i FROM generate_series(1, 450) AS i RETURNING *)
                            INSERT INTO lead (team_id, id, person_id, source, name)
                            SELECT team_id, id, id, 'CSV', name FROM p
                            """).bind("team", team.id().value()).then().block();
            List<String> names = new ArrayList<>();
            manager.get()
                    .uri("/api/v1/leads/export?sort=name")
                    .accept(MediaType.APPLICATION_NDJSON)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .returnResult(JsonNode.class)
                    .getResponseBody()
                    .doOnNext(lead -> names.add(lead.get("name").asString()))
                    .blockLast();
            assertThat(names).hasSize(450).doesNotHaveDuplicates();
        }

        @Test
        void areForThoseWhoMayExport() {
            for (Role role : List.of(Role.SALES_REP, Role.VIEWER)) {
                team.as(role)
                        .get()
                        .uri("/api/v1/leads/export")
                        .exchange()
                        .expectStatus()
                        .isForbidden();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"sort=x", "status=OLD", "limit=5", "minScore=7"})
        void areAskedForInAWayThatMakesNoSense(String query) {
            manager.get()
                    .uri("/api/v1/leads/export?" + query)
                    .accept(MediaType.valueOf("text/csv"))
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
    }
}
