package com.messageai.leadgen.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.ServiceTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

@ServiceTest
class UsersIntegrationTests {

    @Autowired
    private ApplicationContext context;

    private TestTeam team;
    private WebTestClient admin;

    @BeforeEach
    void foundATeam() {
        team = TestTeam.found(context);
        admin = team.as(Role.ADMIN);
    }

    private static Map<String, Object> input(String email) {
        return new HashMap<>(Map.of("email", email, "name", "Rita", "role", "SALES_REP", "password", "long enough"));
    }

    private static WebTestClient.ResponseSpec create(WebTestClient client, Object input) {
        return client.post()
                .uri("/api/v1/users")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(input)
                .exchange();
    }

    private static JsonNode created(WebTestClient.ResponseSpec response) {
        return response.expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static WebTestClient.ResponseSpec patch(WebTestClient client, Object id, Object change) {
        return client.patch()
                .uri("/api/v1/users/" + id)
                .contentType(MediaType.valueOf("application/merge-patch+json"))
                .bodyValue(change)
                .exchange();
    }

    private static void refused(WebTestClient.ResponseSpec response, int status, String code) {
        response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    @Test
    void createsReadsChangesAndDeletesAUser() {
        JsonNode user = created(create(admin, input("Rita@Example.com")));
        String path = "/api/v1/users/" + user.get("id").asString();
        assertThat(user.get("email").asString()).isEqualTo("rita@example.com");
        assertThat(user.has("password")).isFalse();
        String etag = admin.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseHeaders()
                .getETag();

        patch(admin, user.get("id").asString(), Map.of("role", "VIEWER"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.role")
                .isEqualTo("VIEWER")
                .jsonPath("$.version")
                .isEqualTo(1);
        admin.delete()
                .uri(path)
                .header("If-Match", etag)
                .exchange()
                .expectStatus()
                .isEqualTo(412);
        admin.delete().uri(path).exchange().expectStatus().isNoContent();
        refused(admin.get().uri(path).exchange(), 404, "user-not-found");
        created(create(admin, input("rita@example.com")));
    }

    @Test
    void refusesInputThatBreaksRules() {
        Map<String, Object> noEmail = input("not an address");
        noEmail.put("password", "short");
        create(admin, noEmail)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[?(@.field == 'email')]")
                .exists()
                .jsonPath("$.errors[?(@.field == 'password')]")
                .exists();
        Map<String, Object> unknown = input("a@example.com");
        unknown.put("admin", true);
        refused(create(admin, unknown), 400, "malformed-request");
        created(create(admin, input("a@example.com")));
        refused(create(admin, input("A@example.com")), 409, "duplicate");
    }

    @ParameterizedTest
    @EnumSource(names = {"SALES_MANAGER", "SALES_REP", "VIEWER"})
    void letsOnlyAdministratorsManageUsers(Role role) {
        WebTestClient client = team.as(role);
        refused(client.get().uri("/api/v1/users").exchange(), 403, "forbidden");
        refused(create(client, input("b@example.com")), 403, "forbidden");
        refused(patch(client, team.user(Role.ADMIN), Map.of("role", "VIEWER")), 403, "forbidden");
        client.get().uri("/api/v1/team").exchange().expectStatus().isOk();
        client.get()
                .uri("/api/v1/team/members")
                .exchange()
                .expectStatus()
                .isEqualTo(role == Role.SALES_MANAGER ? 200 : 403);
    }

    @Test
    void doesNotTellThatAnotherTeamsUserExists() {
        WebTestClient other = TestTeam.found(context).as(Role.ADMIN);
        UserId victim = team.user(Role.VIEWER);
        refused(other.get().uri("/api/v1/users/" + victim).exchange(), 404, "user-not-found");
        refused(patch(other, victim, Map.of("name", "Mine")), 404, "user-not-found");
        refused(other.delete().uri("/api/v1/users/" + victim).exchange(), 404, "user-not-found");
        // Nor by its e-mail address.
        created(create(other, input(team.email(Role.VIEWER))));
    }

    @Test
    void keepsTheLastAdministrator() {
        UserId last = team.user(Role.ADMIN);
        refused(patch(admin, last, Map.of("role", "VIEWER")), 409, "last-admin");
        refused(patch(admin, last, Map.of("active", false)), 409, "last-admin");
        refused(admin.delete().uri("/api/v1/users/" + last).exchange(), 409, "last-admin");
        Map<String, Object> second = input("second@example.com");
        second.put("role", "ADMIN");
        created(create(admin, second));
        admin.delete().uri("/api/v1/users/" + last).exchange().expectStatus().isNoContent();
        admin.get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void anotherRoleHoldsAtOnceAndDeactivationSignsOut() {
        WebTestClient manager = team.as(Role.SALES_MANAGER);
        manager.get().uri("/api/v1/team/members").exchange().expectStatus().isOk();
        patch(admin, team.user(Role.SALES_MANAGER), Map.of("role", "VIEWER"))
                .expectStatus()
                .isOk();
        refused(manager.get().uri("/api/v1/team/members").exchange(), 403, "forbidden");
        patch(admin, team.user(Role.SALES_MANAGER), Map.of("active", false))
                .expectStatus()
                .isOk();
        refused(manager.get().uri("/api/v1/me").exchange(), 401, "unauthenticated");
    }

    @Test
    void givesEachUserExactlyOnceWhileOthersComeAndGo() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(created(create(admin, input("walk" + i + "@example.com")))
                    .get("id")
                    .asString());
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; !cursor.equals("null"); page++) {
            JsonNode found =
                    list("/api/v1/users?limit=2&sort=createdAt" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            found.get("items").forEach(user -> seen.add(user.get("id").asString()));
            cursor = found.get("nextCursor").isNull()
                    ? "null"
                    : found.get("nextCursor").asString();
            if (page == 1) {
                admin.delete()
                        .uri("/api/v1/users/" + seen.getLast())
                        .exchange()
                        .expectStatus()
                        .isNoContent();
                created(create(admin, input("late@example.com")));
            }
        }
        assertThat(seen).containsAll(ids).doesNotHaveDuplicates();
        assertThat(seen).hasSize(9);
    }

    private JsonNode list(String uri) {
        return admin.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void takesACursorOnlyForItsOwnList() {
        created(create(admin, input("one@example.com")));
        created(create(admin, input("two@example.com")));
        String cursor =
                list("/api/v1/users?limit=1&sort=name").get("nextCursor").asString();
        refused(admin.get().uri("/api/v1/users?limit=1&cursor=" + cursor).exchange(), 400, "bad-cursor");
        refused(
                admin.get()
                        .uri("/api/v1/users?sort=name&role=ADMIN&cursor=" + cursor)
                        .exchange(),
                400,
                "bad-cursor");
        refused(admin.get().uri("/api/v1/users?cursor=abc").exchange(), 400, "bad-cursor");
        refused(admin.get().uri("/api/v1/users?sort=password").exchange(), 400, "unknown-sort");
        list("/api/v1/users?limit=1&sort=name&cursor=" + cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Limit=1", "filter=x", "team=1", "role=ADMIN&x", "ticket=1"})
    void refusesUnknownParameters(String query) {
        refused(admin.get().uri("/api/v1/users?" + query).exchange(), 400, "unknown-parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"role=BOSS", "limit=0", "limit=1&limit=2", "role=ADMIN&role=VIEWER"})
    void refusesInvalidParameters(String query) {
        refused(admin.get().uri("/api/v1/users?" + query).exchange(), 400, "invalid-parameter");
    }

    private WebTestClient.ResponseSpec createOnce(WebTestClient client, String key, Object input) {
        return client.post()
                .uri("/api/v1/users")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(input)
                .exchange();
    }

    @Test
    void repeatsTheAnswerToARepeatedPost() {
        String key = UUID.randomUUID().toString();
        var first =
                createOnce(admin, key, input("idem@example.com")).expectStatus().isCreated();
        var again =
                createOnce(admin, key, input("idem@example.com")).expectStatus().isCreated();
        var one = first.expectBody().returnResult();
        var two = again.expectBody().returnResult();
        assertThat(two.getResponseBody()).isEqualTo(one.getResponseBody());
        assertThat(two.getResponseHeaders().getLocation())
                .isEqualTo(one.getResponseHeaders().getLocation());
        assertThat(two.getResponseHeaders().getETag())
                .isEqualTo(one.getResponseHeaders().getETag());
        assertThat(two.getResponseHeaders().getContentType())
                .isEqualTo(one.getResponseHeaders().getContentType());
        refused(createOnce(admin, key, input("other@example.com")), 422, "idempotency-key-reused");
        refused(createOnce(admin, "k".repeat(256), input("other@example.com")), 400, "malformed-request");
    }

    @Test
    void aRefusedPostLeavesNoKey() {
        String key = UUID.randomUUID().toString();
        JsonNode existing = created(create(admin, input("taken@example.com")));
        refused(createOnce(admin, key, input("taken@example.com")), 409, "duplicate");
        admin.delete()
                .uri("/api/v1/users/" + existing.get("id").asString())
                .exchange()
                .expectStatus()
                .isNoContent();
        createOnce(admin, key, input("taken@example.com")).expectStatus().isCreated();
    }

    @Test
    void concurrentTwinsHaveOneEffectAndOneAnswer() {
        String key = UUID.randomUUID().toString();
        List<String> bodies = Flux.range(0, 8)
                .flatMap(
                        i -> Mono.fromCallable(() -> new String(createOnce(admin, key, input("twins@example.com"))
                                        .expectStatus()
                                        .isCreated()
                                        .expectBody()
                                        .returnResult()
                                        .getResponseBody()))
                                .subscribeOn(Schedulers.boundedElastic()),
                        8)
                .collectList()
                .block();
        assertThat(new HashSet<>(bodies)).hasSize(1);
    }

    @Test
    void renamesTheTeam() {
        admin.patch()
                .uri("/api/v1/team")
                .header("If-Match", "\"0\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("name", "Renamed", "slug", "ignored"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Renamed")
                .jsonPath("$.slug")
                .value(slug -> assertThat(slug.toString()).startsWith("test-"));
        refused(
                team.as(Role.VIEWER)
                        .patch()
                        .uri("/api/v1/team")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("name", "x"))
                        .exchange(),
                403,
                "forbidden");
    }

    @Test
    void offersNoSignUpUnlessEnabled() {
        refused(
                team.anonymous()
                        .post()
                        .uri("/api/v1/teams")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of(
                                "name",
                                "New",
                                "slug",
                                "new",
                                "admin",
                                Map.of("email", "n@example.com", "name", "N", "password", "long enough")))
                        .exchange(),
                404,
                "not-found");
    }
}
