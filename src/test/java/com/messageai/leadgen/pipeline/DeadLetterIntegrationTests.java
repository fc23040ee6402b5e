package com.messageai.leadgen.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRuns;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.JobHouse;
import com.messageai.leadgen.job.Queue;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** Work that was given up, with nobody at work but the test. */
@ServiceTest
@TestPropertySource(properties = "leadgen.pipeline.enabled=false")
class DeadLetterIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    ApplicationContext context;

    @Autowired
    DatabaseClient database;

    @Autowired
    CampaignControl control;

    @Autowired
    CampaignRuns runs;

    @Autowired
    PageCommit pages;

    @Autowired
    Setbacks setbacks;

    @Autowired
    ScoreStage scoring;

    TestTeam team;
    JobHouse house;

    @BeforeEach
    void aTeam() {
        team = TestTeam.found(context);
        house = new JobHouse(database, team.id());
    }

    @Nested
    class Retrying {

        CampaignId campaign;

        /** A running campaign that has found five people; its search and a page of scores are open. */
        @BeforeEach
        void aCampaign() {
            campaign = new CampaignId(house.campaign("DRAFT"));
            control.start(team.id(), campaign).block(PATIENCE);
            pages.keep(
                            runs.find(team.id(), campaign).block(PATIENCE),
                            new PageCommit.Shown(
                                    Platform.LINKEDIN,
                                    IntStream.range(0, 5)
                                            .mapToObj(i -> ProfileFixtures.somebody(i, "CTO"))
                                            .toList(),
                                    "page-2",
                                    false),
                            null,
                            Mono.empty(),
                            Mono.empty())
                    .block(PATIENCE);
        }

        @Test
        void aSearchGoesOnFromItsLastPage() {
            UUID search = die("SEARCH");
            assertThat(source()).isEqualTo("FAILED page-2 5");
            assertThat(standing()).isEqualTo("RUNNING jobs 1 sources 0");

            JsonNode job = retry(search);

            assertThat(job.path("status").asString()).isEqualTo("WAITING");
            assertThat(job.path("attempt").asInt()).isZero();
            assertThat(job.path("attempts")).hasSize(1);
            assertThat(source()).isEqualTo("RUNNING page-2 5");
            assertThat(standing()).isEqualTo("RUNNING jobs 2 sources 1");
            assertThat(house.value(
                            "data ->> 'exhausted'",
                            "campaign_event WHERE team_id = :team ORDER BY number DESC LIMIT 1"))
                    .isEqualTo("false");
            agrees();
        }

        @Test
        void thoseWhoWaitForTheirScoreGetIt() {
            UUID score = die("SCORE");
            assertThat(counts()).isEqualTo("discovered 5 scored 0 qualified 0 failed 5");
            agrees();

            retry(score);
            agrees();
            scoring.run(hold(score)).block(PATIENCE);

            assertThat(counts()).isEqualTo("discovered 5 scored 5 qualified 5 failed 0");
            assertThat(house.value("count(*)", "prospect WHERE team_id = :team AND status_reason = 'test'"))
                    .isEqualTo("0");
            assertThat(standing()).as("five are enriched next").isEqualTo("RUNNING jobs 6 sources 1");
            agrees();
        }

        @Test
        void whoWasGivenUpBeforeTheScoreHoldsUpNoDiscovery() {
            assertThat(unscored()).isEqualTo("5 of the campaign, 5 of the team");
            UUID score = die("SCORE");
            assertThat(unscored()).isEqualTo("0 of the campaign, 0 of the team");

            retry(score);
            scoring.run(hold(score)).block(PATIENCE);
            assertThat(unscored()).isEqualTo("0 of the campaign, 0 of the team");
            agrees();
        }

        private String unscored() {
            CampaignRuns.InTeam run = runs.inTeam(team.id(), campaign).block(PATIENCE);
            return run.run().unscored() + " of the campaign, " + run.teamUnscored() + " of the team";
        }

        @Test
        void whoFailedInEnrichmentIsEnrichedAgain() {
            scoring.run(hold(only("SCORE"))).block(PATIENCE);
            UUID enrich = only("ENRICH");
            die(enrich);
            assertThat(counts()).isEqualTo("discovered 5 scored 5 qualified 5 failed 1");

            retry(enrich);

            assertThat(counts()).isEqualTo("discovered 5 scored 5 qualified 5 failed 0");
            assertThat(house.value(
                            "count(*)",
                            "prospect WHERE team_id = :team AND status = 'ENRICHING' AND status_reason IS NULL"))
                    .isEqualTo("1");
            assertThat(standing()).isEqualTo("RUNNING jobs 6 sources 1");
            agrees();
        }

        @Test
        void keepsWhatHappenedBeforeWhenItDiesAgain() {
            UUID score = die("SCORE");
            retry(score);
            die(score);

            JsonNode letter = read("/dead-letters/" + score);

            assertThat(letter.path("attempts")).hasSize(2);
            assertThat(letter.path("diedAt").asString()).isNotEmpty();
            assertThat(standing()).isEqualTo("RUNNING jobs 1 sources 1");
            assertThat(counts()).isEqualTo("discovered 5 scored 0 qualified 0 failed 5");
            agrees();
        }

        @Test
        void doesNotReopenACampaignThatHasEnded() {
            UUID search = die("SEARCH");
            UUID score = die("SCORE");
            assertThat(standing()).isEqualTo("COMPLETED jobs 0 sources 0");

            retry(score);
            assertThat(standing()).startsWith("COMPLETED");
            scoring.run(hold(score)).block(PATIENCE);

            assertThat(standing()).as("five are enriched next").isEqualTo("COMPLETED jobs 5 sources 0");
            assertThat(counts()).isEqualTo("discovered 5 scored 5 qualified 5 failed 0");
            assertThat(house.value("count(*)", "campaign_event WHERE team_id = :team AND type = 'prospect.scored'"))
                    .isEqualTo("5");
            retry(search);
            assertThat(source()).isEqualTo("RUNNING page-2 5");
            assertThat(standing()).startsWith("COMPLETED");
            agrees();
        }

        @Test
        void holdsTheJobOfAPausedCampaignUntilItsResume() {
            UUID score = die("SCORE");
            control.pause(team.id(), campaign).block(PATIENCE);

            assertThat(retry(score).path("status").asString()).isEqualTo("PARKED");
            assertThat(standing()).isEqualTo("PAUSED jobs 2 sources 1");

            control.resume(team.id(), campaign).block(PATIENCE);
            assertThat(read("/jobs/" + score).path("status").asString()).isEqualTo("WAITING");
            agrees();
        }

        @Test
        void leavesTheWorkOfACancelledCampaignAlone() {
            UUID search = die("SEARCH");
            UUID score = die("SCORE");
            house.run("UPDATE prospecting_campaign SET status = 'CANCELLED' WHERE team_id = :team");

            for (UUID id : List.of(search, score)) {
                assertThat(refused(order("/dead-letters/" + id + "/retry"))).isEqualTo("409 campaign-cancelled");
            }
            JsonNode all = post("/dead-letters/retry", Map.of());

            assertThat(all.path("retried").asInt()).isZero();
            assertThat(all.path("skipped").asInt()).isEqualTo(2);
            assertThat(letters("")).hasSize(2);
            assertThat(source()).isEqualTo("FAILED page-2 5");
            assertThat(standing()).isEqualTo("CANCELLED jobs 0 sources 0");
            agrees();
        }

        @Test
        void happensOnceThoughManyAskAtOnce() {
            UUID search = die("SEARCH");
            team.token(Role.ADMIN);

            List<String> answers = Flux.range(0, 8)
                    .flatMap(
                            i -> Mono.fromSupplier(() -> refused(order("/dead-letters/" + search + "/retry")))
                                    .subscribeOn(Schedulers.boundedElastic()),
                            8)
                    .collectList()
                    .block(PATIENCE);

            assertThat(answers).filteredOn("200 "::equals).hasSize(1);
            assertThat(answers).filteredOn("404 dead-letter-not-found"::equals).hasSize(7);
            assertThat(standing()).isEqualTo("RUNNING jobs 2 sources 1");
            assertThat(house.value("count(*)", "job WHERE team_id = :team")).isEqualTo("2");
        }

        @Test
        void countsEachLetterOnceThoughTwoRetryThemAll() {
            for (int i = 0; i < 250; i++) {
                house.dead(Queue.SCORING, "SCORE", campaign.value(), "{\"prospects\": []}", "Unavailable");
            }
            team.token(Role.ADMIN);

            List<Integer> retried = Flux.range(0, 2)
                    .flatMap(
                            i -> Mono.fromSupplier(() -> post("/dead-letters/retry", Map.of("queue", "SCORING"))
                                            .path("retried")
                                            .asInt())
                                    .subscribeOn(Schedulers.boundedElastic()),
                            2)
                    .collectList()
                    .block(PATIENCE);

            assertThat(retried.stream().mapToInt(Integer::intValue).sum()).isEqualTo(250);
            assertThat(standing()).isEqualTo("RUNNING jobs 252 sources 1");
        }

        @Test
        void retriesOnlyWhatIsSelected() {
            UUID other = house.campaign("RUNNING");
            UUID slow = house.dead(Queue.SCORING, "SCORE", campaign.value(), "{\"prospects\": []}", "Unavailable");
            UUID broken = house.dead(Queue.SCORING, "SCORE", campaign.value(), "{\"prospects\": []}", "Rejected");
            UUID elsewhere = house.dead(Queue.SCORING, "SCORE", other, "{\"prospects\": []}", "Unavailable");
            UUID homeless = house.dead(Queue.UPKEEP, "RETENTION", null, "{}", "Unavailable");
            UUID named = house.dead(Queue.SCORING, "SCORE", other, "{\"prospects\": []}", "Named");

            assertThat(post("/dead-letters/retry", Map.of("errorClass", "Unavailable", "campaignId", campaign.value()))
                            .path("retried")
                            .asInt())
                    .isEqualTo(1);
            assertThat(letters("")).containsExactlyInAnyOrder(text(broken, elsewhere, homeless, named));
            assertThat(read("/jobs/" + slow).path("status").asString()).isEqualTo("WAITING");

            assertThat(post("/dead-letters/retry", Map.of("queue", "UPKEEP"))
                            .path("retried")
                            .asInt())
                    .isEqualTo(1);
            assertThat(post(
                                    "/dead-letters/retry",
                                    Map.of("ids", List.of(named, broken, UUID.randomUUID()), "errorClass", "Named"))
                            .path("retried")
                            .asInt())
                    .isEqualTo(1);
            assertThat(letters("")).containsExactlyInAnyOrder(text(broken, elsewhere));

            assertThat(post("/dead-letters/retry", Map.of()).path("retried").asInt())
                    .isEqualTo(2);
            assertThat(letters("")).isEmpty();
            assertThat(house.value("open_jobs", "prospecting_campaign WHERE team_id = :team AND id = '" + other + "'"))
                    .isEqualTo("2");
        }

        private UUID die(String type) {
            return die(only(type));
        }

        private UUID die(UUID id) {
            setbacks.die(hold(id), new SourceNotConfigured(Platform.LINKEDIN)).block(PATIENCE);
            return id;
        }

        private UUID only(String type) {
            return UUID.fromString(
                    house.value("id", "job WHERE team_id = :team AND type = '" + type + "' ORDER BY id LIMIT 1"));
        }

        private Job hold(UUID id) {
            UUID claim = Ids.next();
            house.run(
                    "UPDATE job SET status = 'ACTIVE', claim = '%s', lease_until = now() + interval '1 h' WHERE team_id = :team AND id = '%s'"
                            .formatted(claim, id));
            return new Job(
                    team.id(),
                    id,
                    Queue.valueOf(house.ofJob(id, "queue")),
                    house.ofJob(id, "type"),
                    1,
                    campaign.value(),
                    house.ofJob(id, "payload"),
                    Integer.parseInt(house.ofJob(id, "attempt")),
                    0,
                    claim,
                    null);
        }

        private JsonNode retry(UUID id) {
            JsonNode job = ok(order("/dead-letters/" + id + "/retry"));
            assertThat(job.path("id").asString()).isEqualTo(id.toString());
            return job;
        }

        private String source() {
            return house.value(
                    "outcome || ' ' || coalesce(cursor, '-') || ' ' || found", "campaign_source WHERE team_id = :team");
        }

        private String standing() {
            return house.value("status || ' jobs ' || open_jobs || ' sources ' || open_sources", ours());
        }

        private String counts() {
            return house.value(
                    "format('discovered %s scored %s qualified %s failed %s', discovered_count, scored_count, qualified_count,"
                            + " failed_count)",
                    ours());
        }

        private String ours() {
            return "prospecting_campaign WHERE team_id = :team AND id = '" + campaign + "'";
        }

        /** Each counter is what its rows say. */
        private void agrees() {
            assertThat(house.value("""
                    format('%s %s %s %s %s %s %s %s %s', discovered_count, scored_count, qualified_count, review_count,
                           archived_count, enriched_count, failed_count, failed_unscored_count, score_sum)
                    """, ours()))
                    .isEqualTo(house.value("""
                    format('%s %s %s %s %s %s %s %s %s', count(*), count(icp_match_score),
                           count(*) FILTER (WHERE outcome = 'QUALIFIED'), count(*) FILTER (WHERE status = 'IN_REVIEW'),
                           count(*) FILTER (WHERE status = 'ARCHIVED'), count(enriched_at),
                           count(*) FILTER (WHERE status = 'FAILED'),
                           count(*) FILTER (WHERE status = 'FAILED' AND icp_match_score IS NULL), coalesce(sum(icp_match_score), 0))
                    """, "prospect WHERE team_id = :team AND campaign_id = '" + campaign + "'"));
            assertThat(house.value("count(*)", """
                            (SELECT number, row_number() OVER (ORDER BY number) AS expected
                             FROM campaign_event WHERE team_id = :team) n WHERE number <> expected
                            """)).isEqualTo("0");
        }
    }

    @Test
    void listsWhatWasGivenUpWithAllAttempts() {
        UUID campaign = house.campaign("RUNNING");
        UUID first = house.dead(Queue.SCORING, "SCORE", campaign, "{}", "Unavailable");
        UUID second = house.dead(Queue.ENRICHMENT, "ENRICH", campaign, "{}", "Rejected");
        UUID third = house.dead(Queue.ENRICHMENT, "ENRICH", house.campaign("RUNNING"), "{}", "Unavailable");
        house.job(Queue.SCORING, "SCORE", campaign, "READY", "attempt = 3, error_class = 'Unavailable'");

        assertThat(letters("")).containsExactly(text(third, second, first));
        assertThat(letters("?sort=diedAt")).containsExactly(text(first, second, third));
        assertThat(letters("?queue=ENRICHMENT")).containsExactly(text(third, second));
        assertThat(letters("?errorClass=Unavailable")).containsExactly(text(third, first));
        assertThat(letters("?campaignId=" + campaign + "&errorClass=Rejected")).containsExactly(text(second));
        assertThat(letters("?errorClass=unavailable")).isEmpty();
        List<String> walked = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = read("/dead-letters?limit=1" + cursor);
            walked.addAll(page.path("items").findValuesAsString("id"));
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.path("nextCursor").asString();
        } while (cursor != null);
        assertThat(walked).containsExactly(text(third, second, first));

        JsonNode letter = read("/dead-letters/" + first);
        assertThat(letter.path("queue").asString()).isEqualTo("SCORING");
        assertThat(letter.path("type").asString()).isEqualTo("SCORE");
        assertThat(letter.path("campaignId").asString()).isEqualTo(campaign.toString());
        assertThat(letter.path("errorClass").asString()).isEqualTo("Unavailable");
        assertThat(letter.path("error").asString()).isEqualTo("second");
        assertThat(letter.path("attempts")).hasSize(2);
        assertThat(letter.at("/attempts/0/at").asString()).isEqualTo("2026-11-01T10:00:00.123456Z");
        assertThat(letter.at("/attempts/0/error").asString()).isEqualTo("first");
        assertThat(letter.at("/attempts/0/errorClass").asString()).isEqualTo("Unavailable");
        assertThat(letter.path("diedAt").asString()).isNotEmpty();
    }

    @Test
    void discardsWithAllThatHappened() {
        UUID campaign = house.campaign("RUNNING");
        UUID one = house.dead(Queue.SCORING, "SCORE", campaign, "{}", "Unavailable");
        house.dead(Queue.ENRICHMENT, "ENRICH", campaign, "{}", "Rejected");
        UUID kept = house.dead(Queue.ENRICHMENT, "ENRICH", campaign, "{}", "Unavailable");

        JsonNode gone = ok(order("/dead-letters/" + one + "/discard"));

        assertThat(gone.path("status").asString()).isEqualTo("DISCARDED");
        assertThat(gone.path("attempts")).hasSize(2);
        assertThat(gone.path("errorClass").asString()).isEqualTo("Unavailable");
        assertThat(gone.path("settledAt").asString()).isNotEmpty();
        for (String again : List.of("retry", "discard")) {
            assertThat(refused(order("/dead-letters/" + one + "/" + again))).isEqualTo("404 dead-letter-not-found");
        }
        assertThat(post("/dead-letters/discard", Map.of("errorClass", "Rejected"))
                        .path("discarded")
                        .asInt())
                .isEqualTo(1);
        assertThat(letters("")).containsExactly(text(kept));
        assertThat(read("/jobs?status=DISCARDED").path("items")).hasSize(2);
        assertThat(house.value("status || open_jobs || failed_count", "prospecting_campaign WHERE team_id = :team"))
                .isEqualTo("RUNNING00");
    }

    @Test
    void decidesNothingAboutAJobThatIsNotDead() {
        UUID waiting = house.job(Queue.SCORING, "SCORE", house.campaign("RUNNING"), "READY", "attempt = 2");

        assertThat(refused(order("/dead-letters/" + waiting + "/retry"))).isEqualTo("404 dead-letter-not-found");
        assertThat(refused(order("/dead-letters/" + waiting + "/discard"))).isEqualTo("404 dead-letter-not-found");
        assertThat(post("/dead-letters/discard", Map.of("ids", List.of(waiting)))
                        .path("discarded")
                        .asInt())
                .isZero();
        assertThat(house.ofJob(waiting, "attempt")).isEqualTo("2");
    }

    @Test
    void doesNotTellThatAnotherTeamsLetterExists() {
        UUID campaign = house.campaign("RUNNING");
        UUID letter = house.dead(Queue.SCORING, "SCORE", campaign, "{\"prospects\": []}", "Unavailable");
        WebTestClient stranger = TestTeam.found(context).as(Role.ADMIN);

        for (String path : List.of("", "/retry", "/discard")) {
            HttpMethod method = path.isEmpty() ? HttpMethod.GET : HttpMethod.POST;
            assertThat(refused(stranger.method(method).uri("/api/v1/dead-letters/" + letter + path)))
                    .isEqualTo("404 dead-letter-not-found");
        }
        for (Map<String, Object> selection : List.<Map<String, Object>>of(
                Map.of(), Map.of("ids", List.of(letter)), Map.of("campaignId", campaign))) {
            for (String order : List.of("retry", "discard")) {
                JsonNode answer = ok(stranger.post()
                        .uri("/api/v1/dead-letters/" + order)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(selection));
                assertThat(answer.path("retry".equals(order) ? "retried" : "discarded")
                                .asInt())
                        .isZero();
            }
        }
        assertThat(letters("")).containsExactly(letter.toString());
    }

    @Test
    void isForThoseWhoManageJobs() {
        UUID letter = house.dead(Queue.SCORING, "SCORE", null, "{}", "Unavailable");
        for (Role role : List.of(Role.SALES_MANAGER, Role.SALES_REP, Role.VIEWER)) {
            WebTestClient client = team.as(role);
            for (String path : List.of("", "/" + letter)) {
                assertThat(refused(client.get().uri("/api/v1/dead-letters" + path)))
                        .isEqualTo("403 forbidden");
            }
            for (String path : List.of("/retry", "/discard", "/" + letter + "/retry", "/" + letter + "/discard")) {
                assertThat(refused(client.post()
                                .uri("/api/v1/dead-letters" + path)
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(Map.of())))
                        .isEqualTo("403 forbidden");
            }
        }
        assertThat(letters("")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorclass\": \"Unavailable\"}",
                "{\"queue\": \"NOPE\"}",
                "{\"queue\": 1}",
                "{\"ids\": \"all\"}",
                "{\"ids\": [null]}",
                "{\"errorClass\": \"\\u0000\"}",
                "[]",
                ""
            })
    void refusesASelectionThatItDoesNotUnderstand(String body) {
        house.dead(Queue.SCORING, "SCORE", null, "{}", "Unavailable");
        for (String order : List.of("retry", "discard")) {
            assertThat(refused(team.as(Role.ADMIN)
                            .post()
                            .uri("/api/v1/dead-letters/" + order)
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue(body)))
                    .startsWith("400 ");
        }
        assertThat(letters("")).hasSize(1);
    }

    @Test
    void takesAThousandIdsAndNoMore() {
        List<UUID> thousand = Stream.generate(UUID::randomUUID).limit(1_000).toList();
        List<UUID> more = new ArrayList<>(thousand);
        more.add(UUID.randomUUID());

        assertThat(post("/dead-letters/retry", Map.of("ids", thousand))
                        .path("retried")
                        .asInt(-1))
                .isZero();
        for (List<UUID> wrong : List.of(more, List.<UUID>of())) {
            assertThat(refused(team.as(Role.ADMIN)
                            .post()
                            .uri("/api/v1/dead-letters/retry")
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue(Map.of("ids", wrong))))
                    .isEqualTo("422 invalid");
        }
    }

    private List<String> letters(String query) {
        return read("/dead-letters" + query).path("items").findValuesAsString("id");
    }

    private JsonNode read(String path) {
        return ok(team.as(Role.ADMIN).get().uri("/api/v1" + path));
    }

    private WebTestClient.RequestHeadersSpec<?> order(String path) {
        return team.as(Role.ADMIN).post().uri("/api/v1" + path);
    }

    private JsonNode post(String path, Map<String, ?> body) {
        return ok(team.as(Role.ADMIN)
                .post()
                .uri("/api/v1" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body));
    }

    private static JsonNode ok(WebTestClient.RequestHeadersSpec<?> call) {
        return Objects.requireNonNull(call.exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    /** Status and problem code of an answer. */
    private static String refused(WebTestClient.RequestHeadersSpec<?> call) {
        var answer = call.exchange().expectBody(JsonNode.class).returnResult();
        JsonNode body = answer.getResponseBody();
        return answer.getStatus().value() + " "
                + (body == null ? "" : body.path("code").asString(""));
    }

    private static String[] text(UUID... ids) {
        return Stream.of(ids).map(UUID::toString).toArray(String[]::new);
    }
}
