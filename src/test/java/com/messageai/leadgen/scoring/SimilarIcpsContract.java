package com.messageai.leadgen.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Similar ICPs as clients find them, wherever the vectors are kept. */
abstract class SimilarIcpsContract {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    ApplicationContext context;

    @Autowired
    DatabaseClient database;

    @Autowired
    IcpIndexing indexing;

    @Autowired
    IcpWatch watch;

    TestTeam team;
    WebTestClient manager;
    String product;

    @BeforeEach
    void signIn() {
        team = TestTeam.found(context);
        manager = team.as(Role.SALES_MANAGER);
        product =
                post("/api/v1/products", Map.of("name", "Cloud cost")).get("id").asString();
    }

    @AfterEach
    void watchAgain() {
        watch.start();
    }

    private JsonNode post(String path, Object body) {
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

    String icp(String name, String title, String industry) {
        return post("/api/v1/icps", content(name, title, industry)).get("id").asString();
    }

    private Map<String, Object> content(String name, String title, String industry) {
        return Map.of(
                "productId",
                product,
                "name",
                name,
                "demographics",
                Map.of("jobTitles", List.of(title)),
                "firmographics",
                Map.of("industries", List.of(industry)));
    }

    String cto() {
        return icp("Engineering leaders", "Chief Technology Officer", "Software");
    }

    String vpEngineering() {
        return icp("Heads of engineering", "VP Engineering", "Software");
    }

    String nurse() {
        return icp("Hospital wards", "Head Nurse", "Hospitals");
    }

    void delete(String icp) {
        manager.delete().uri("/api/v1/icps/{id}", icp).exchange().expectStatus().isNoContent();
    }

    JsonNode similar(String icp) {
        return manager.get()
                .uri("/api/v1/icps/{id}/similar", icp)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .get("items");
    }

    static List<String> ids(JsonNode items) {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> ids.add(item.at("/icp/id").asString()));
        return ids;
    }

    JsonNode eventually(String icp, Predicate<JsonNode> seen) {
        return Objects.requireNonNull(Mono.fromCallable(() -> similar(icp))
                .subscribeOn(Schedulers.boundedElastic())
                .filter(seen)
                .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(50)))
                .block(PATIENCE));
    }

    long rows(String condition) {
        return Objects.requireNonNull(
                database.sql("SELECT count(*) AS count FROM icp_vector WHERE team_id = :team AND " + condition)
                        .bind("team", team.id().value())
                        .map(row -> row.get("count", Long.class))
                        .one()
                        .block(PATIENCE));
    }

    /** As if the time had come for what was set back. */
    void allIsDue() {
        database.sql("UPDATE icp_vector SET due_at = now() WHERE team_id = :team")
                .bind("team", team.id().value())
                .fetch()
                .rowsUpdated()
                .block(PATIENCE);
    }

    @Test
    void areFoundSoonAfterTheyWereMadeTheMostSimilarFirst() {
        String cto = cto();
        String nurse = nurse();
        long made = System.nanoTime();
        String vp = vpEngineering();
        JsonNode items = eventually(cto, found -> found.size() == 2);

        // A second or two, more where the machine is busy; without being told it would be half a minute.
        assertThat(Duration.ofNanos(System.nanoTime() - made)).isLessThan(Duration.ofSeconds(20));
        assertThat(ids(items)).containsExactly(vp, nurse);
        double near = items.path(0).path("similarity").asDouble();
        double far = items.path(1).path("similarity").asDouble();
        assertThat(near).isBetween(0.3, 1.0).isGreaterThan(far + 0.2);
        assertThat(far).isBetween(0.0, 1.0);
        assertThat(items.path(0).path("similarity").decimalValue().scale()).isLessThanOrEqualTo(4);
        assertThat(items.at("/0/icp/demographics/jobTitles/0").asString()).isEqualTo("VP Engineering");
        assertThat(items.at("/0/icp/version").isInt()).isTrue();
    }

    @Test
    void areComparedByWhatTheySayNow() {
        String cto = cto();
        String other = nurse();
        double before =
                eventually(cto, found -> found.size() == 1).at("/0/similarity").asDouble();
        manager.put()
                .uri("/api/v1/icps/{id}", other)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(content("Heads of engineering", "VP Engineering", "Software"))
                .exchange()
                .expectStatus()
                .isOk();
        eventually(cto, found -> found.at("/0/similarity").asDouble() > before + 0.2);
    }

    @Test
    void areNotThoseThatAreDeleted() {
        String cto = cto();
        String vp = vpEngineering();
        eventually(cto, found -> found.size() == 1);
        delete(vp);
        assertThat(similar(cto)).isEmpty();
        eventually(cto, found -> rows("icp_id = '" + vp + "'") == 0);
    }

    @Test
    void areOnlyThoseOfTheOwnTeam() {
        String cto = cto();
        String vp = vpEngineering();
        eventually(cto, found -> found.size() == 1);
        TestTeam other = TestTeam.found(context);
        other.as(Role.VIEWER)
                .get()
                .uri("/api/v1/icps/{id}/similar", cto)
                .exchange()
                .expectStatus()
                .isNotFound();
        team = other;
        manager = other.as(Role.SALES_MANAGER);
        product =
                post("/api/v1/products", Map.of("name", "Cloud cost")).get("id").asString();
        String theirs = cto();
        String theirVp = vpEngineering();
        assertThat(ids(eventually(theirs, found -> !found.isEmpty())))
                .containsExactly(theirVp)
                .doesNotContain(vp);
    }

    @Test
    void areAsManyAsAreAskedForAndNoMore() {
        String cto = cto();
        vpEngineering();
        nurse();
        eventually(cto, found -> found.size() == 2);
        manager.get()
                .uri("/api/v1/icps/{id}/similar?limit=1", cto)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
        for (String limit : List.of("0", "201", "x")) {
            manager.get()
                    .uri("/api/v1/icps/{id}/similar?limit=" + limit, cto)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("limit");
        }
        manager.get()
                .uri("/api/v1/icps/{id}/similar", UUID.randomUUID())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void areFoundThoughTheInstanceThatMadeThemDiedBeforeTheirVectors() {
        String cto = cto();
        eventually(cto, found -> rows("version IS NOT NULL") == 1);
        watch.stop();
        String vp = vpEngineering();
        String nurse = nurse();
        assertThat(rows("true")).isEqualTo(1);

        indexing.pass().block(PATIENCE);

        assertThat(ids(eventually(cto, found -> found.size() == 2))).containsExactly(vp, nurse);
    }

    @Test
    void areTakenOverFromAnInstanceThatDiedWithTheirClaim() {
        String cto = cto();
        eventually(cto, found -> rows("version IS NOT NULL") == 1);
        watch.stop();
        String vp = vpEngineering();
        database.sql("""
                        INSERT INTO icp_vector (team_id, icp_id, index_name, claim, due_at)
                        SELECT team_id, CAST(:icp AS uuid), index_name, gen_random_uuid(), now() + interval '1 minute'
                        FROM icp_vector WHERE team_id = :team
                        """)
                .bind("icp", vp)
                .bind("team", team.id().value())
                .fetch()
                .rowsUpdated()
                .block(PATIENCE);
        indexing.pass().block(PATIENCE);
        assertThat(rows("version IS NULL")).isEqualTo(1);

        allIsDue();
        indexing.pass().block(PATIENCE);
        assertThat(ids(eventually(cto, found -> !found.isEmpty()))).containsExactly(vp);
    }

    @Test
    void areForgottenThoughTheyWereDeletedWhileTheirVectorWasOnItsWay() {
        String cto = cto();
        String vp = vpEngineering();
        eventually(cto, found -> found.size() == 1);
        watch.stop();
        // Claimed, written, and gone before that could be noted.
        database.sql(
                        "UPDATE icp_vector SET version = NULL, claim = gen_random_uuid() WHERE icp_id = CAST(:icp AS uuid)")
                .bind("icp", vp)
                .fetch()
                .rowsUpdated()
                .block(PATIENCE);
        delete(vp);
        allIsDue();
        indexing.pass().block(PATIENCE);
        assertThat(rows("icp_id = '" + vp + "'")).isZero();
        noVectorIsLeft(vp);
    }

    /** Waits until the store itself has none. */
    abstract void noVectorIsLeft(String icp);
}
