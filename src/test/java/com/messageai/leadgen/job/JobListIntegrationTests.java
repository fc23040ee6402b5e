package com.messageai.leadgen.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@ServiceTest
@TestPropertySource(properties = "leadgen.pipeline.enabled=false")
class JobListIntegrationTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    DatabaseClient database;

    TestTeam team;
    JobHouse house;
    UUID campaign;

    @BeforeEach
    void aTeam() {
        team = TestTeam.found(context);
        house = new JobHouse(database, team.id());
        campaign = house.campaign("RUNNING");
    }

    @Test
    void listsLiveAndSettledJobsTogetherNewestFirst() {
        UUID first = house.settled(Queue.SCORING, campaign, "COMPLETED", "now()");
        UUID second = house.job(Queue.SCORING, "SCORE", campaign, "READY", "");
        UUID third = house.settled(Queue.SCORING, campaign, "COMPLETED", "now() - interval '3 days'");
        UUID fourth = house.dead(Queue.DISCOVERY, "SEARCH", campaign, "{}", "Unavailable");

        assertThat(ids(read("/jobs"))).containsExactly(text(fourth, third, second, first));
        assertThat(ids(read("/jobs?sort=createdAt"))).containsExactly(text(first, second, third, fourth));
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void findsTheJobsOfEachStatus(JobStatus status) {
        UUID wanted = null;
        for (JobStatus each : JobStatus.values()) {
            UUID id = switch (each) {
                case WAITING -> house.job(Queue.SCORING, "SCORE", campaign, "READY", "");
                case DELAYED ->
                    house.job(
                            Queue.SCORING,
                            "SCORE",
                            campaign,
                            "READY",
                            "run_at = now() + interval '1 h', delay_reason = 'rate-limit'");
                case ACTIVE ->
                    house.job(Queue.SCORING, "SCORE", campaign, "ACTIVE", "lease_until = now() + interval '1 h'");
                case PARKED -> house.job(Queue.SCORING, "SCORE", campaign, "PARKED", "");
                case DEAD -> house.dead(Queue.SCORING, "SCORE", campaign, "{}", "Unavailable");
                case COMPLETED, DISCARDED, CANCELLED -> house.settled(Queue.SCORING, campaign, each.name(), "now()");
            };
            wanted = each == status ? id : wanted;
        }

        JsonNode found = read("/jobs?status=" + status);

        assertThat(ids(found)).containsExactly(text(wanted));
        assertThat(found.at("/items/0/status").asString()).isEqualTo(status.name());
        assertThat(read("/jobs/" + wanted).path("status").asString()).isEqualTo(status.name());
    }

    @Test
    void narrowsByQueueAndCampaign() {
        UUID other = house.campaign("RUNNING");
        UUID scoring = house.job(Queue.SCORING, "SCORE", campaign, "READY", "");
        UUID enrichment = house.job(Queue.ENRICHMENT, "ENRICH", campaign, "READY", "");
        UUID settled = house.settled(Queue.ENRICHMENT, other, "COMPLETED", "now()");

        assertThat(ids(read("/jobs?queue=SCORING"))).containsExactly(text(scoring));
        assertThat(ids(read("/jobs?queue=ENRICHMENT"))).containsExactly(text(settled, enrichment));
        assertThat(ids(read("/jobs?campaignId=" + other))).containsExactly(text(settled));
        assertThat(ids(read("/jobs?campaignId=" + campaign + "&queue=ENRICHMENT&status=WAITING")))
                .containsExactly(text(enrichment));
    }

    @Test
    void meetsEachJobOnceThoughTheyAreSettledDuringTheWalk() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(house.job(Queue.SCORING, "SCORE", campaign, "READY", ""));
        }
        List<String> met = new ArrayList<>();
        JsonNode page = read("/jobs?limit=2");
        while (true) {
            met.addAll(ids(page));
            house.run("""
                    WITH gone AS (DELETE FROM job WHERE team_id = :team RETURNING *)
                    INSERT INTO job_archive (team_id, id, queue, type, campaign_id, status, attempt, attempts, created_at)
                    SELECT team_id, id, queue, type, campaign_id, 'COMPLETED', attempt, attempts, created_at FROM gone
                    """);
            house.job(Queue.SCORING, "SCORE", campaign, "READY", "");
            if (page.path("nextCursor").isNull()) {
                break;
            }
            page = read("/jobs?limit=2&cursor=" + page.path("nextCursor").asString());
        }
        Collections.reverse(all);
        assertThat(met).containsExactly(text(all.toArray(UUID[]::new)));
    }

    @Test
    void showsAJobWithAllItsAttempts() {
        UUID dead = house.dead(Queue.ENRICHMENT, "ENRICH", campaign, "{}", "UnknownOutcome");

        JsonNode job = read("/jobs/" + dead);

        assertThat(job.path("queue").asString()).isEqualTo("ENRICHMENT");
        assertThat(job.path("type").asString()).isEqualTo("ENRICH");
        assertThat(job.path("campaignId").asString()).isEqualTo(campaign.toString());
        assertThat(job.path("attempt").asInt()).isEqualTo(2);
        assertThat(job.path("stalls").asInt()).isEqualTo(1);
        assertThat(job.path("lastError").asString()).isEqualTo("second");
        assertThat(job.path("errorClass").asString()).isEqualTo("UnknownOutcome");
        assertThat(job.path("attempts")).hasSize(2);
        assertThat(job.at("/attempts/0/at").asString()).isEqualTo("2026-11-01T10:00:00.123456Z");
        assertThat(job.at("/attempts/0/error").asString()).isEqualTo("first");
        assertThat(job.at("/attempts/1/errorClass").asString()).isEqualTo("UnknownOutcome");
        assertThat(job.path("settledAt").isNull()).isTrue();
        assertThat(read("/jobs").at("/items/0").has("attempts")).isFalse();
    }

    @Test
    void readsAttemptsThatWereKeptWithoutTheirClass() {
        UUID old = house.job(Queue.SCORING, "SCORE", campaign, "READY", """
                attempts = '[{"at": "2026-11-01T10:00:00+00:00", "error": "first"}]'
                """);

        assertThat(read("/jobs/" + old).at("/attempts/0/error").asString()).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?queue=NOPE", "?status=READY", "?campaignId=x", "?state=DEAD", "?sort=status", "?cursor=abc"})
    void refusesWhatItDoesNotKnow(String query) {
        team.as(Role.ADMIN)
                .get()
                .uri("/api/v1/jobs" + query)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void doesNotTellThatAnotherTeamsJobExists() {
        UUID live = house.job(Queue.SCORING, "SCORE", campaign, "READY", "");
        UUID settled = house.settled(Queue.SCORING, campaign, "COMPLETED", "now()");
        TestTeam stranger = TestTeam.found(context);

        for (UUID id : List.of(live, settled, UUID.randomUUID())) {
            stranger.as(Role.ADMIN)
                    .get()
                    .uri("/api/v1/jobs/{id}", id)
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("job-not-found");
        }
        assertThat(ids(read(stranger, "/jobs"))).isEmpty();
        assertThat(ids(read(stranger, "/jobs?campaignId=" + campaign))).isEmpty();
    }

    @Test
    void isForThoseWhoManageJobs() {
        UUID id = house.job(Queue.SCORING, "SCORE", campaign, "READY", "");
        for (String path : List.of("/api/v1/jobs", "/api/v1/jobs/" + id)) {
            for (Role role : List.of(Role.SALES_MANAGER, Role.SALES_REP, Role.VIEWER)) {
                team.as(role).get().uri(path).exchange().expectStatus().isForbidden();
            }
        }
    }

    private JsonNode read(String path) {
        return read(team, path);
    }

    private static JsonNode read(TestTeam team, String path) {
        return team.as(Role.ADMIN)
                .get()
                .uri("/api/v1" + path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items").findValuesAsString("id");
    }

    private static String[] text(UUID... ids) {
        return java.util.Arrays.stream(ids).map(UUID::toString).toArray(String[]::new);
    }
}
