package com.messageai.leadgen.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@ServiceTest
@TestPropertySource(properties = "leadgen.pipeline.enabled=false")
class QueueIntegrationTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    DatabaseClient database;

    @Autowired
    QueuePauses pauses;

    TestTeam team;
    JobHouse house;

    @BeforeEach
    void aTeam() {
        team = TestTeam.found(context);
        house = new JobHouse(database, team.id());
    }

    @Test
    void listsEveryQueueInOrderOfPriorityThoughNothingIsInIt() {
        JsonNode queues = list(team);

        assertThat(queues.findValuesAsString("name"))
                .containsExactly("DISCOVERY", "SCORING", "ENRICHMENT", "DELIVERY", "UPKEEP");
        assertThat(queues.findValuesAsString("priority")).containsExactly("high", "high", "medium", "low", "low");
        assertThat(queues.findValuesAsString("concurrency")).containsExactly("5", "15", "10", "10", "2");
        for (JsonNode queue : queues) {
            for (String figure :
                    List.of("waiting", "delayed", "active", "parked", "completed", "dead", "oldestWaitingSeconds")) {
                assertThat(queue.path(figure).asLong(-1)).as(figure).isZero();
            }
            assertThat(queue.path("paused").isBoolean()).isTrue();
            assertThat(queue.path("paused").asBoolean()).isFalse();
        }
    }

    @Test
    void countsEachJobWhereItStands() {
        UUID campaign = house.campaign("RUNNING");
        house.job(Queue.SCORING, "SCORE", campaign, "READY", "run_at = now() - interval '90 s'");
        house.job(Queue.SCORING, "SCORE", campaign, "READY", "run_at = now() - interval '10 s'");
        house.job(Queue.SCORING, "SCORE", campaign, "READY", "run_at = now() + interval '1 h'");
        house.job(Queue.SCORING, "SCORE", campaign, "ACTIVE", "lease_until = now() + interval '1 h'");
        house.job(Queue.SCORING, "SCORE", campaign, "PARKED", "");
        house.dead(Queue.SCORING, "SCORE", campaign, "{}", "Unavailable");
        house.job(Queue.ENRICHMENT, "ENRICH", campaign, "READY", "");
        house.settled(Queue.SCORING, campaign, "COMPLETED", "now()");
        house.settled(Queue.SCORING, campaign, "CANCELLED", "now()");

        JsonNode scoring = queue(list(team), "SCORING");

        assertThat(scoring.path("waiting").asInt()).isEqualTo(2);
        assertThat(scoring.path("delayed").asInt()).isEqualTo(1);
        assertThat(scoring.path("active").asInt()).isEqualTo(1);
        assertThat(scoring.path("parked").asInt()).isEqualTo(1);
        assertThat(scoring.path("dead").asInt()).isEqualTo(1);
        assertThat(scoring.path("completed").asInt()).isEqualTo(1);
        assertThat(scoring.path("oldestWaitingSeconds").asInt()).isBetween(90, 150);
        assertThat(queue(list(team), "ENRICHMENT").path("waiting").asInt()).isEqualTo(1);
        assertThat(list(TestTeam.found(context)).findValuesAsString("waiting")).containsOnly("0");
    }

    @Test
    void countsTheDaysThatAreOverOnlyOnce() {
        house.settled(Queue.ENRICHMENT, null, "COMPLETED", "now()");
        house.settled(Queue.ENRICHMENT, null, "COMPLETED", "now() - interval '1 day'");
        house.settled(Queue.ENRICHMENT, null, "COMPLETED", "now() - interval '3 days'");
        assertThat(completed()).isEqualTo(3);

        house.run("""
                INSERT INTO job_day (team_id, queue, status, day, jobs)
                SELECT team_id, queue, status, (settled_at AT TIME ZONE 'UTC')::date, count(*) FROM job_archive
                WHERE team_id = :team AND settled_at < now() - interval '2 days' GROUP BY 1, 2, 3, 4
                """);
        assertThat(completed()).as("one day is counted").isEqualTo(3);

        house.run("INSERT INTO job_day (team_id, queue, status, day, jobs) "
                + "VALUES (:team, 'ENRICHMENT', 'COMPLETED', '2026-01-01', 40)");
        assertThat(completed()).as("an old day whose jobs are gone").isEqualTo(43);
    }

    @Test
    void pausesForTheTeamAloneAndAsOftenAsOneLikes() {
        TestTeam other = TestTeam.found(context);
        for (int i = 0; i < 2; i++) {
            JsonNode paused = order(team, "SCORING", "pause");
            assertThat(paused.path("name").asString()).isEqualTo("SCORING");
            assertThat(paused.path("paused").asBoolean()).isTrue();
            assertThat(paused.path("pausedAt").asString()).isNotEmpty();
        }

        assertThat(pauses.isPaused(team.id(), Queue.SCORING).block()).isTrue();
        assertThat(pauses.isPaused(team.id(), Queue.ENRICHMENT).block()).isFalse();
        assertThat(pauses.isPaused(other.id(), Queue.SCORING).block()).isFalse();
        assertThat(list(other).findValuesAsString("paused")).containsOnly("false");
        assertThat(house.value("paused_by", "queue_pause WHERE team_id = :team"))
                .isEqualTo(team.user(Role.ADMIN).value().toString());

        for (int i = 0; i < 2; i++) {
            assertThat(order(team, "SCORING", "resume").path("paused").asBoolean())
                    .isFalse();
        }
        assertThat(pauses.isPaused(team.id(), Queue.SCORING).block()).isFalse();
    }

    @Test
    void answersAPauseOnlyWhenNobodyReliesOnAnOlderStateAnyMore() {
        assertThat(pauses.isPaused(team.id(), Queue.DISCOVERY).block()).isFalse();

        order(team, "DISCOVERY", "pause");

        assertThat(pauses.isPaused(team.id(), Queue.DISCOVERY).block()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scoring", "NOPE", "0"})
    void knowsNoOtherQueue(String name) {
        for (String order : List.of("pause", "resume")) {
            team.as(Role.ADMIN)
                    .post()
                    .uri("/api/v1/queues/{queue}/{order}", name, order)
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("queue-not-found");
        }
    }

    @Test
    void isForThoseWhoManageJobs() {
        for (Role role : List.of(Role.SALES_MANAGER, Role.SALES_REP, Role.VIEWER)) {
            refuses(role, HttpMethod.GET, "");
            refuses(role, HttpMethod.POST, "/SCORING/pause");
            refuses(role, HttpMethod.POST, "/SCORING/resume");
        }
        team.anonymous().get().uri("/api/v1/queues").exchange().expectStatus().isUnauthorized();
    }

    private void refuses(Role role, HttpMethod method, String path) {
        team.as(role)
                .method(method)
                .uri("/api/v1/queues" + path)
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private int completed() {
        return queue(list(team), "ENRICHMENT").path("completed").asInt();
    }

    private static JsonNode list(TestTeam team) {
        return read(team.as(Role.ADMIN).get().uri("/api/v1/queues")).path("items");
    }

    private static JsonNode order(TestTeam team, String queue, String order) {
        return read(team.as(Role.ADMIN).post().uri("/api/v1/queues/{queue}/{order}", queue, order));
    }

    private static JsonNode read(
            org.springframework.test.web.reactive.server.WebTestClient.RequestHeadersSpec<?> call) {
        return call.exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static JsonNode queue(JsonNode queues, String name) {
        for (JsonNode queue : queues) {
            if (queue.path("name").asString().equals(name)) {
                return queue;
            }
        }
        throw new AssertionError("no queue " + name);
    }
}
