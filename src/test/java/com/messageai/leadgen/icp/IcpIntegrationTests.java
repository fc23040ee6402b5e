package com.messageai.leadgen.icp;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.util.ArrayList;
import java.util.HashSet;
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
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class IcpIntegrationTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Icps icps;

    TestTeam team;
    WebTestClient manager;

    @BeforeEach
    void signIn() {
        team = TestTeam.found(context);
        manager = team.as(Role.SALES_MANAGER);
    }

    JsonNode post(String path, String body) {
        return manager.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    String product() {
        return post("/api/v1/products", """
                {"name": "Cloud cost", "description": "Saves", "features": ["Alerts"],
                 "pricing": {"model": "SUBSCRIPTION", "amount": 12.5, "currency": "USD", "period": "MONTH"}}
                """).get("id").asString();
    }

    String icp(String product) {
        return post("/api/v1/icps", icpBody(product)).get("id").asString();
    }

    static String icpBody(String product) {
        return """
                {"productId": "%s", "name": "Decision maker", "description": "Buys",
                 "demographics": {"jobTitles": ["CTO"], "locations": ["USA"]},
                 "firmographics": {"companySizes": ["50-200"], "revenues": ["10M-50M"]},
                 "required": ["demographics.locations"], "exclusions": {"jobTitles": ["Recruiter"]}}
                """.formatted(product);
    }

    @Nested
    class AProduct {

        @Test
        void isCreatedReadChangedAndDeleted() {
            String id = product();
            manager.get()
                    .uri("/api/v1/products/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals(HttpHeaders.ETAG, "\"0\"")
                    .expectBody()
                    .jsonPath("$.pricing.amount")
                    .isEqualTo(12.5)
                    .jsonPath("$.features[0]")
                    .isEqualTo("Alerts");
            manager.patch()
                    .uri("/api/v1/products/{id}", id)
                    .header(HttpHeaders.IF_MATCH, "\"0\"")
                    .contentType(MediaType.valueOf("application/merge-patch+json"))
                    .bodyValue("{\"pricing\": {\"amount\": 20}, \"description\": null}")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals(HttpHeaders.ETAG, "\"1\"")
                    .expectBody()
                    .jsonPath("$.pricing.amount")
                    .isEqualTo(20)
                    .jsonPath("$.pricing.period")
                    .isEqualTo("MONTH")
                    .jsonPath("$.description")
                    .isEqualTo("");
            manager.delete()
                    .uri("/api/v1/products/{id}", id)
                    .header(HttpHeaders.IF_MATCH, "\"0\"")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(412);
            manager.delete()
                    .uri("/api/v1/products/{id}", id)
                    .header(HttpHeaders.IF_MATCH, "\"1\"")
                    .exchange()
                    .expectStatus()
                    .isNoContent();
            manager.get()
                    .uri("/api/v1/products/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }

        @Test
        void staysWhileItHasIcps() {
            String product = product();
            icp(product);
            manager.delete()
                    .uri("/api/v1/products/{id}", product)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(409)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("product-in-use");
        }

        @Test
        void namesEveryRuleThatItBreaks() {
            manager.post()
                    .uri("/api/v1/products")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(
                            "{\"name\": \" \", \"features\": [\"\"], \"pricing\": {\"amount\": -1, \"currency\": \"XX\"}}")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.errors[*].field")
                    .value((List<String> fields) -> assertThat(fields)
                            .containsExactlyInAnyOrder("name", "features[0]", "pricing.amount", "pricing.currency"));
        }

        @Test
        void isCreatedOnceUnderOneIdempotencyKey() {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                ids.add(manager.post()
                        .uri("/api/v1/products")
                        .header("Idempotency-Key", "one")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{\"name\": \"Once\"}")
                        .exchange()
                        .expectStatus()
                        .isCreated()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody()
                        .get("id")
                        .asString());
            }
            assertThat(new HashSet<>(ids)).hasSize(1);
        }

        @Test
        void isListedOnceEachWhileOthersAreInserted() {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                made.add(product());
            }
            List<String> seen = new ArrayList<>();
            String cursor = null;
            do {
                String query = cursor == null ? "" : "&cursor=" + cursor;
                JsonNode page = manager.get()
                        .uri("/api/v1/products?limit=2" + query)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody();
                page.get("items").forEach(item -> seen.add(item.get("id").asString()));
                cursor = page.get("nextCursor").isNull()
                        ? null
                        : page.get("nextCursor").asString();
                product();
            } while (cursor != null);
            assertThat(seen).containsExactlyElementsOf(made.reversed());
        }
    }

    @Nested
    class AnIcp {

        @Test
        void hasDefaultsForWhatIsLeftOut() {
            JsonNode icp = post("/api/v1/icps", icpBody(product()));
            assertThat(icp.get("icpVersion").asInt()).isEqualTo(1);
            assertThat(icp.at("/weights/demographics").asDouble()).isEqualTo(0.3);
            assertThat(icp.at("/weights/activity").asDouble()).isEqualTo(0.2);
            assertThat(icp.at("/psychographics/painPoints").isArray()).isTrue();
            assertThat(icp.at("/behaviors/activeWithinDays").isNull()).isTrue();
        }

        @Test
        void keepsItsVersions() {
            String id = icp(product());
            for (String patch : new String[] {
                "{\"name\": \"Second\"}",
                "{\"demographics\": {\"jobTitles\": [\"VP Engineering\"]}}",
                "{\"demographics\": {\"jobTitles\": [\"VP Engineering\"]}}"
            }) {
                manager.patch()
                        .uri("/api/v1/icps/{id}", id)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(patch)
                        .exchange()
                        .expectStatus()
                        .isOk();
            }
            manager.get()
                    .uri("/api/v1/icps/{id}/versions?sort=icpVersion", id)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.items.length()")
                    .isEqualTo(3)
                    .jsonPath("$.items[0].name")
                    .isEqualTo("Decision maker")
                    .jsonPath("$.items[0].demographics.jobTitles[0]")
                    .isEqualTo("CTO")
                    .jsonPath("$.items[2].icpVersion")
                    .isEqualTo(3)
                    .jsonPath("$.items[2].demographics.jobTitles[0]")
                    .isEqualTo("VP Engineering");
            IcpId icp = new IcpId(UUID.fromString(id));
            assertThat(icps.version(team.id(), icp, 1).block().name()).isEqualTo("Decision maker");
            assertThat(icps.find(team.id(), icp).block().number()).isEqualTo(3);
            assertThat(icps.version(team.id(), icp, 4).block()).isNull();
        }

        @Test
        void takesBackWhatItGave() {
            String product = product();
            String id = icp(product);
            JsonNode read = manager.get()
                    .uri("/api/v1/icps/{id}", id)
                    .exchange()
                    .expectBody(JsonNode.class)
                    .returnResult()
                    .getResponseBody();
            manager.put()
                    .uri("/api/v1/icps/{id}", id)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(read)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals(HttpHeaders.ETAG, "\"0\"")
                    .expectBody(JsonNode.class)
                    .isEqualTo(read);
        }

        @Test
        void movesToAnotherProductWithoutANewVersion() {
            String id = icp(product());
            String other = product();
            manager.patch()
                    .uri("/api/v1/icps/{id}", id)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(Map.of("productId", other))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.productId")
                    .isEqualTo(other)
                    .jsonPath("$.icpVersion")
                    .isEqualTo(1)
                    .jsonPath("$.version")
                    .isEqualTo(1);
            manager.get()
                    .uri("/api/v1/icps?productId={product}", other)
                    .exchange()
                    .expectBody()
                    .jsonPath("$.items.length()")
                    .isEqualTo(1);
        }

        @Test
        void needsAProductOfTheTeam() {
            TestTeam other = TestTeam.found(context);
            String foreign = other.as(Role.ADMIN)
                    .post()
                    .uri("/api/v1/products")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"name\": \"Theirs\"}")
                    .exchange()
                    .expectBody(JsonNode.class)
                    .returnResult()
                    .getResponseBody()
                    .get("id")
                    .asString();
            for (String product : List.of(foreign, UUID.randomUUID().toString())) {
                manager.post()
                        .uri("/api/v1/icps")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(icpBody(product))
                        .exchange()
                        .expectStatus()
                        .isEqualTo(422)
                        .expectBody()
                        .jsonPath("$.errors[0].field")
                        .isEqualTo("productId");
            }
        }

        @Test
        void doesNotExistForAnotherTeam() {
            String id = icp(product());
            WebTestClient other = TestTeam.found(context).as(Role.ADMIN);
            other.get().uri("/api/v1/icps/{id}", id).exchange().expectStatus().isNotFound();
            other.get()
                    .uri("/api/v1/icps/{id}/versions", id)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            other.delete()
                    .uri("/api/v1/icps/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            other.patch()
                    .uri("/api/v1/icps/{id}", id)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"name\": \"Mine\"}")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            other.get()
                    .uri("/api/v1/icps")
                    .exchange()
                    .expectBody()
                    .jsonPath("$.items.length()")
                    .isEqualTo(0);
        }

        @Test
        void isReadButNotWrittenByThoseWhoSell() {
            String id = icp(product());
            for (Role role : List.of(Role.SALES_REP, Role.VIEWER)) {
                WebTestClient client = team.as(role);
                client.get()
                        .uri("/api/v1/icps/{id}", id)
                        .exchange()
                        .expectStatus()
                        .isOk();
                client.post()
                        .uri("/api/v1/icps")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{}")
                        .exchange()
                        .expectStatus()
                        .isForbidden();
                client.delete()
                        .uri("/api/v1/icps/{id}", id)
                        .exchange()
                        .expectStatus()
                        .isForbidden();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"unknown\": 1}",
                    "{\"name\": 5}",
                    "{\"demographics\": {\"titles\": []}}",
                    "{\"demographics\": {\"jobTitles\": [null]}}",
                    "{\"name\": \"a\", \"name\": \"b\"}",
                    "[]",
                    "{"
                })
        void isMalformed(String body) {
            manager.post()
                    .uri("/api/v1/icps")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
    }
}
