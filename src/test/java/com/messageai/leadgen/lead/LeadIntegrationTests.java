package com.messageai.leadgen.lead;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Caller;
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
class LeadIntegrationTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    DatabaseClient database;

    TestTeam team;
    Caller managing;
    WebTestClient manager;

    @BeforeEach
    void signIn() {
        team = TestTeam.found(context);
        managing = team.caller(Role.SALES_MANAGER);
        manager = team.as(Role.SALES_MANAGER);
    }

    static WebTestClient.ResponseSpec send(WebTestClient client, HttpMethod method, String path, Object body) {
        return client.method(method)
                .uri("/api/v1/leads" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    static WebTestClient.ResponseSpec get(WebTestClient client, String path) {
        return client.get().uri("/api/v1/leads" + path).exchange();
    }

    static JsonNode body(WebTestClient.ResponseSpec response) {
        return response.expectBody(JsonNode.class).returnResult().getResponseBody();
    }

    JsonNode create(Object body) {
        return body(send(manager, HttpMethod.POST, "", body).expectStatus().isCreated());
    }

    String named(String name) {
        return create(Map.of("name", name)).get("id").asString();
    }

    JsonNode read(WebTestClient client, String id) {
        return body(get(client, "/" + id).expectStatus().isOk());
    }

    List<String> list(WebTestClient client, String query) {
        List<String> names = new ArrayList<>();
        body(get(client, "?" + query).expectStatus().isOk())
                .get("items")
                .forEach(item -> names.add(item.get("name").asString()));
        return names;
    }

    @Nested
    class MadeByHand {

        @Test
        void isKeptAsItWasWritten() {
            JsonNode made = create("""
                    {"source": "API", "score": 0.8125, "name": " Ada Lovelace ", "title": "CTO",
                     "contactInfo": {"emails": [{"value": "ada@engine.example", "status": "VALID"}],
                                     "phones": ["+1 (415) 555-0100"]},
                     "companyInfo": {"name": "Engine", "domain": "engine.example"},
                     "socialProfiles": ["https://www.linkedin.com/in/ada"], "tags": ["hot", "hot"],
                     "notes": "met at a fair"}
                    """);
            JsonNode lead = read(manager, made.get("id").asString());
            assertThat(lead).isEqualTo(made);
            assertThat(lead.get("name").asString()).isEqualTo("Ada Lovelace");
            assertThat(lead.get("source").asString()).isEqualTo("API");
            assertThat(lead.get("status").asString()).isEqualTo("NEW");
            assertThat(lead.get("score").asDouble()).isEqualTo(0.8125);
            assertThat(lead.at("/contactInfo/emails/0/status").asString()).isEqualTo("VALID");
            assertThat(lead.at("/contactInfo/phones/0/value").asString()).isEqualTo("+14155550100");
            assertThat(lead.at("/contactInfo/phones/0/valid").asBoolean()).isTrue();
            assertThat(lead.get("tags").size()).isEqualTo(1);
            assertThat(lead.get("personId").asString()).isNotEmpty();
            assertThat(lead.get("prospectId").isNull()).isTrue();
        }

        @Test
        void isTheOnlyOpenOneOfItsPerson() {
            String first = create("{\"name\": \"Ada\", \"contactInfo\": {\"emails\": [\"Ada@Engine.example\"]}}")
                    .get("id")
                    .asString();
            String again = "{\"name\": \"Ada L.\", \"contactInfo\": {\"emails\": [\"ada@engine.example \"]}}";
            send(manager, HttpMethod.POST, "", again)
                    .expectStatus()
                    .isEqualTo(409)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("lead-already-open")
                    .jsonPath("$.leadId")
                    .isEqualTo(first);
            send(manager, HttpMethod.PATCH, "/" + first, "{\"status\": \"LOST\", \"statusReason\": \"NO_NEED\"}")
                    .expectStatus()
                    .isOk();
            String second = create(again).get("id").asString();
            assertThat(read(manager, second).get("personId"))
                    .isEqualTo(read(manager, first).get("personId"));
            send(manager, HttpMethod.PATCH, "/" + first, "{\"status\": \"NEW\"}")
                    .expectStatus()
                    .isEqualTo(409)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("lead-already-open")
                    .jsonPath("$.leadId")
                    .isEqualTo(second);
        }

        @Test
        void isRecognisedByItsProfile() {
            create("{\"name\": \"Ada\", \"socialProfiles\": [\"https://www.linkedin.com/in/ada/\"]}");
            send(
                            manager,
                            HttpMethod.POST,
                            "",
                            "{\"name\": \"A\", \"socialProfiles\": [\"http://de.linkedin.com/in/Ada?x=1\"]}")
                    .expectStatus()
                    .isEqualTo(409);
        }

        @Test
        void isAPersonOfItsOwnWithoutAddresses() {
            assertThat(read(manager, named("Ada")).get("personId"))
                    .isNotEqualTo(read(manager, named("Ada")).get("personId"));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
                {}                                                                      | name
                {"name": ""}                                                            | name
                {"name": "A", "source": "LINKEDIN"}                                     | source
                {"name": "A", "status": "CONTACTED"}                                    | status
                {"name": "A", "score": 1.5}                                             | score
                {"name": "A", "contactInfo": {"emails": ["nobody"]}}                    | contactInfo.emails[0].value
                {"name": "A", "contactInfo": {"phones": ["call me"]}}                   | contactInfo.phones[0].value
                {"name": "A", "companyInfo": {"name": 5}}                               | companyInfo.name
                {"name": "A", "companyInfo": []}                                        | companyInfo
                {"name": "A", "tags": [""]}                                             | tags[0]
                {"name": "A", "assigneeId": "0198c7a0-0000-7000-8000-000000000000"}     | assigneeId
                {"name": "A", "campaignId": "0198c7a0-0000-7000-8000-000000000000"}     | campaignId
                """)
        void breaksARule(String body, String field) {
            send(manager, HttpMethod.POST, "", body)
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(field);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"name\": \"A\", \"unknown\": 1}",
                    "{\"name\": \"A\", \"id\": \"0198c7a0-0000-7000-8000-000000000000\"}",
                    "{\"name\": \"A\", \"statusReason\": \"BORED\"}",
                    "{\"name\": \"A\", \"tags\": \"hot\"}",
                    "{\"name\": \"A\", \"contactInfo\": {\"emails\": [5]}}",
                    "{\"name\": \"A\\u0000\"}"
                })
        void isMalformed(String body) {
            send(manager, HttpMethod.POST, "", body).expectStatus().isBadRequest();
        }
    }

    @Nested
    class BeingWorked {

        @Test
        void takesBackWhatItGave() {
            JsonNode lead = create("""
                    {"name": "Ada", "contactInfo": {"emails": ["ada@engine.example"]}, "companyInfo": {"size": 1.50}}
                    """);
            JsonNode put =
                    body(send(manager, HttpMethod.PUT, "/" + lead.get("id").asString(), lead)
                            .expectStatus()
                            .isOk());
            assertThat(put).isEqualTo(lead);
        }

        @Test
        void changesUnderItsEtagOnly() {
            String id = named("Ada");
            manager.patch()
                    .uri("/api/v1/leads/{id}", id)
                    .header(HttpHeaders.IF_MATCH, "\"0\"")
                    .contentType(MediaType.valueOf("application/merge-patch+json"))
                    .bodyValue("{\"title\": \"CTO\", \"tags\": [\"hot\"]}")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals(HttpHeaders.ETAG, "\"1\"");
            for (HttpMethod method : List.of(HttpMethod.PATCH, HttpMethod.PUT)) {
                manager.method(method)
                        .uri("/api/v1/leads/{id}", id)
                        .header(HttpHeaders.IF_MATCH, "\"0\"")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"name\": \"Late\"}")
                        .exchange()
                        .expectStatus()
                        .isEqualTo(412);
            }
            assertThat(read(manager, id).get("name").asString()).isEqualTo("Ada");
            manager.delete()
                    .uri("/api/v1/leads/{id}", id)
                    .header(HttpHeaders.IF_MATCH, "\"1\"")
                    .exchange()
                    .expectStatus()
                    .isNoContent();
            get(manager, "/" + id).expectStatus().isNotFound();
        }

        @Test
        void isTakenFromItsRepOnlyByWhoSaysSo() {
            Caller rep = team.caller(Role.SALES_REP);
            String id = create(Map.of("name", "Ada", "assigneeId", rep.user().value()))
                    .get("id")
                    .asString();

            send(manager, HttpMethod.POST, "/" + id + "/assign", "{}")
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("assigneeId");
            assertThat(list(team.as(Role.SALES_REP), "assigneeId=me")).containsExactly("Ada");

            send(manager, HttpMethod.POST, "/" + id + "/assign", "{\"assigneeId\": null}")
                    .expectStatus()
                    .isOk();
            assertThat(list(team.as(Role.SALES_REP), "assigneeId=me")).isEmpty();
        }

        @Test
        void tellsWhatWasDoneWithIt() {
            Caller rep = team.caller(Role.SALES_REP);
            String id = named("Ada");
            send(
                            manager,
                            HttpMethod.POST,
                            "/" + id + "/assign",
                            Map.of("assigneeId", rep.user().value()))
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.assigneeId")
                    .isEqualTo(rep.user().toString());
            send(team.as(Role.SALES_REP), HttpMethod.PATCH, "/" + id, "{\"status\": \"CONTACTED\"}")
                    .expectStatus()
                    .isOk();
            send(
                            team.as(Role.SALES_REP),
                            HttpMethod.POST,
                            "/" + id + "/activities",
                            "{\"type\": \"CALL\", \"text\": \"called\"}")
                    .expectStatus()
                    .isCreated()
                    .expectBody()
                    .jsonPath("$.actorId")
                    .isEqualTo(rep.user().toString());
            get(manager, "/" + id + "/activities?sort=createdAt")
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.items.length()")
                    .isEqualTo(3)
                    .jsonPath("$.items[0].type")
                    .isEqualTo("ASSIGNED")
                    .jsonPath("$.items[0].data.to")
                    .isEqualTo(rep.user().toString())
                    .jsonPath("$.items[0].actorId")
                    .isEqualTo(managing.user().toString())
                    .jsonPath("$.items[1].type")
                    .isEqualTo("STATUS_CHANGED")
                    .jsonPath("$.items[1].data.from")
                    .isEqualTo("NEW")
                    .jsonPath("$.items[2].text")
                    .isEqualTo("called");
        }

        @Test
        void saysWhereItMayGo() {
            String id = named("Ada");
            send(manager, HttpMethod.PATCH, "/" + id, "{\"status\": \"QUALIFIED\"}")
                    .expectStatus()
                    .isOk();
            send(manager, HttpMethod.PATCH, "/" + id, "{\"status\": \"CONTACTED\"}")
                    .expectStatus()
                    .isEqualTo(409)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("illegal-lead-transition")
                    .jsonPath("$.allowed[0]")
                    .isEqualTo("CONVERTED");
            send(manager, HttpMethod.PATCH, "/" + id, "{\"status\": \"LOST\"}")
                    .expectStatus()
                    .isEqualTo(422);
        }

        @Test
        void isGivenToActiveUsersOfTheTeamOnly() {
            String id = named("Ada");
            Caller gone = team.caller(Role.SALES_REP);
            database.sql("UPDATE app_user SET active = false WHERE team_id = :team AND id = :id")
                    .bind("team", team.id().value())
                    .bind("id", gone.user().value())
                    .then()
                    .block();
            Caller foreign = TestTeam.found(context).caller(Role.SALES_REP);
            for (Caller user : List.of(gone, foreign)) {
                send(
                                manager,
                                HttpMethod.POST,
                                "/" + id + "/assign",
                                Map.of("assigneeId", user.user().value()))
                        .expectStatus()
                        .isEqualTo(422);
            }
        }
    }

    @Nested
    class InAList {

        @Test
        void isFilteredAndSorted() {
            Caller rep = team.caller(Role.SALES_REP);
            create(Map.of(
                    "name", "Ada", "score", 0.9, "tags", List.of("hot"), "companyInfo", Map.of("name", "100%_Co")));
            create(Map.of("name", "Bob", "score", 0.7, "source", "API", "title", "CTO"));
            create(Map.of("name", "Cyd", "assigneeId", rep.user().value()));
            assertThat(list(manager, "sort=-score")).containsExactly("Ada", "Bob", "Cyd");
            assertThat(list(manager, "sort=score")).containsExactly("Bob", "Ada", "Cyd");
            assertThat(list(manager, "sort=name")).containsExactly("Ada", "Bob", "Cyd");
            assertThat(list(manager, "")).containsExactly("Cyd", "Bob", "Ada");
            assertThat(list(manager, "minScore=0.7001")).containsExactly("Ada");
            assertThat(list(manager, "source=API")).containsExactly("Bob");
            assertThat(list(manager, "tag=hot")).containsExactly("Ada");
            assertThat(list(manager, "q=%_c")).containsExactly("Ada");
            assertThat(list(manager, "q=cto")).containsExactly("Bob");
            assertThat(list(manager, "status=LOST")).isEmpty();
            assertThat(list(manager, "assigneeId=" + rep.user())).containsExactly("Cyd");
            assertThat(list(team.as(Role.SALES_REP), "assigneeId=me")).containsExactly("Cyd");
            assertThat(list(manager, "assigneeId=me")).isEmpty();
            assertThat(list(manager, "createdAfter=2100-01-01T00:00:00Z")).isEmpty();
            assertThat(list(manager, "createdAfter=2020-01-01T00:00:00Z")).hasSize(3);
            assertThat(list(manager, "campaignId=" + UUID.randomUUID())).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "status=OLD",
                    "minScore=2",
                    "minScore=x",
                    "assigneeId=you",
                    "createdAfter=yesterday",
                    "createdAfter=-1000000000-01-01T00:00:00Z",
                    "createdAfter=99999-01-01T00:00:00Z",
                    "q=\u0000",
                    "tag=\u0000",
                    "sort=notes",
                    "cursor=abc",
                    "limit=0",
                    "limit=201",
                    "nothing=1"
                })
        void isAskedForInAWayThatMakesNoSense(String query) {
            get(manager, "?" + query).expectStatus().isBadRequest();
        }

        @Test
        void isMetOnceWhileOthersComeAndGo() {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                made.add(create(Map.of("name", "Lead", "score", (i % 3) / 10.0))
                        .get("id")
                        .asString());
            }
            List<String> seen = new ArrayList<>();
            String cursor = null;
            do {
                String more = cursor == null ? "" : "&cursor=" + cursor;
                JsonNode page = body(get(manager, "?sort=-score&limit=2" + more)
                        .expectStatus()
                        .isOk());
                page.get("items").forEach(item -> seen.add(item.get("id").asString()));
                cursor = page.get("nextCursor").isNull()
                        ? null
                        : page.get("nextCursor").asString();
                create(Map.of("name", "Late", "score", 1));
                manager.delete().uri("/api/v1/leads/{id}", seen.getFirst()).exchange();
            } while (cursor != null);
            assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Nested
    class ForOthers {

        @Test
        void isSeenAndEditedByTheRepThatItIsAssignedTo() {
            Caller rep = team.caller(Role.SALES_REP);
            WebTestClient client = team.as(Role.SALES_REP);
            String mine = create(Map.of("name", "Mine", "assigneeId", rep.user().value()))
                    .get("id")
                    .asString();
            String other = named("Other");
            assertThat(list(client, "")).containsExactly("Mine");
            send(client, HttpMethod.PATCH, "/" + mine, "{\"notes\": \"called\"}")
                    .expectStatus()
                    .isOk();
            get(client, "/" + other).expectStatus().isNotFound();
            get(client, "/" + other + "/activities").expectStatus().isNotFound();
            send(client, HttpMethod.PATCH, "/" + other, "{\"notes\": \"called\"}")
                    .expectStatus()
                    .isNotFound();
            send(client, HttpMethod.POST, "/" + other + "/activities", "{\"text\": \"x\"}")
                    .expectStatus()
                    .isNotFound();
            send(client, HttpMethod.PATCH, "/" + mine, "{\"assigneeId\": null}")
                    .expectStatus()
                    .isForbidden();
            send(client, HttpMethod.POST, "/" + mine + "/assign", "{}")
                    .expectStatus()
                    .isForbidden();
            send(client, HttpMethod.POST, "", "{\"name\": \"New\"}")
                    .expectStatus()
                    .isForbidden();
            client.delete()
                    .uri("/api/v1/leads/{id}", mine)
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }

        @Test
        void isOnlyLookedAtByAViewer() {
            WebTestClient viewer = team.as(Role.VIEWER);
            String id = named("Ada");
            read(viewer, id);
            assertThat(list(viewer, "")).containsExactly("Ada");
            send(viewer, HttpMethod.PATCH, "/" + id, "{\"notes\": \"x\"}")
                    .expectStatus()
                    .isForbidden();
            send(viewer, HttpMethod.POST, "/" + id + "/activities", "{\"text\": \"x\"}")
                    .expectStatus()
                    .isForbidden();
        }

        @Test
        void doesNotExistForAnotherTeam() {
            Object ada = Map.of("name", "Ada", "contactInfo", Map.of("emails", List.of("ada@engine.example")));
            String id = create(ada).get("id").asString();
            WebTestClient other = TestTeam.found(context).as(Role.ADMIN);
            get(other, "/" + id).expectStatus().isNotFound();
            send(other, HttpMethod.PATCH, "/" + id, "{\"notes\": \"x\"}")
                    .expectStatus()
                    .isNotFound();
            other.delete()
                    .uri("/api/v1/leads/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            assertThat(list(other, "")).isEmpty();
            send(other, HttpMethod.POST, "", ada).expectStatus().isCreated();
        }
    }
}
