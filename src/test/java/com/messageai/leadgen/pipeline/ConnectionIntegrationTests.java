package com.messageai.leadgen.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.discovery.Connection;
import com.messageai.leadgen.discovery.ConnectionId;
import com.messageai.leadgen.discovery.Connections;
import com.messageai.leadgen.discovery.Disconnected;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.JobHouse;
import com.messageai.leadgen.job.LostClaim;
import com.messageai.leadgen.job.Queue;
import com.messageai.leadgen.journey.Recount;
import com.messageai.leadgen.journey.SandboxInitializer;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.EmbeddedServicesInitializer;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** Connected accounts and what is pulled from them, with nobody at work but the test. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {EmbeddedServicesInitializer.class, SandboxInitializer.class})
@TestPropertySource(properties = {"leadgen.pipeline.enabled=false", "leadgen.pipeline.search-turn=60s"})
class ConnectionIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    ApplicationContext context;

    @Autowired
    DatabaseClient database;

    @Autowired
    Sandbox sandbox;

    @Autowired
    Connections connections;

    @Autowired
    PullStage stage;

    @Autowired
    CampaignControl control;

    TestTeam team;
    JobHouse house;
    String account;

    @BeforeEach
    void aTeam() {
        team = TestTeam.found(context);
        house = new JobHouse(database, team.id());
        account = "urn:li:sponsoredAccount:" + ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    }

    @AfterEach
    void nothingIsBroken() {
        sandbox.admin().clearFaults();
    }

    @Nested
    class Connecting {

        UUID campaign;

        @BeforeEach
        void aCampaign() {
            campaign = house.campaign("RUNNING");
        }

        @Test
        void makesAConnectionWithItsPull() {
            EntityExchangeResult<JsonNode> made = connect(team, account, campaign, "1");

            JsonNode body = Objects.requireNonNull(made.getResponseBody());
            String id = body.path("id").asString();
            assertThat(made.getStatus().value()).isEqualTo(201);
            assertThat(made.getResponseHeaders().getLocation()).hasToString("/api/v1/connections/" + id);
            assertThat(made.getResponseHeaders().getETag()).isEqualTo("\"0\"");
            assertThat(body.path("platform").asString()).isEqualTo("LINKEDIN");
            assertThat(body.path("accountId").asString()).isEqualTo(account);
            assertThat(body.path("campaignId").asString()).isEqualTo(campaign.toString());
            assertThat(body.path("lastPulledAt").isNull()).isTrue();
            assertThat(body.path("nextPullAt").asString()).isNotEmpty();
            assertThat(body.path("found").asInt(-1)).isZero();
            assertThat(read("/" + id)).isEqualTo(body);
            assertThat(read("").path("items")).hasSize(1);
            assertThat(read("?campaignId=" + Ids.next()).path("items")).isEmpty();
            assertThat(house.value("count(*)", "job WHERE team_id = :team AND type = 'PULL' AND status = 'READY'"))
                    .isEqualTo("1");
            assertThat(house.value("open_jobs", "prospecting_campaign WHERE team_id = :team"))
                    .isEqualTo("0");
        }

        @Test
        void happensOnceForOneIdempotencyKey() {
            JsonNode first = connect(team, account, campaign, "key").getResponseBody();
            JsonNode again = connect(team, account, campaign, "key").getResponseBody();

            assertThat(again).isEqualTo(first);
            assertThat(read("").path("items")).hasSize(1);
            assertThat(house.value("count(*)", "job WHERE team_id = :team")).isEqualTo("1");
        }

        @Test
        void tellsNobodyWhoHasAnAccount() {
            connect(team, account, campaign, "1");
            TestTeam others = TestTeam.found(context);
            UUID theirs = new JobHouse(database, others.id()).campaign("RUNNING");

            EntityExchangeResult<JsonNode> own = connect(team, account, campaign, "2");
            EntityExchangeResult<JsonNode> foreign = connect(others, account, theirs, "1");

            for (EntityExchangeResult<JsonNode> refused : List.of(own, foreign)) {
                assertThat(refused.getStatus().value()).isEqualTo(409);
                assertThat(code(refused)).isEqualTo("duplicate");
            }
            assertThat(own.getResponseBody().path("detail"))
                    .isEqualTo(foreign.getResponseBody().path("detail"));
            assertThat(new JobHouse(database, others.id()).value("count(*)", "job WHERE team_id = :team"))
                    .as("a pull without a connection")
                    .isEqualTo("0");
        }

        @ParameterizedTest
        @CsvSource({
            "LINKEDIN, urn:li:sponsoredAccount:0",
            "LINKEDIN, urn:li:sponsoredAccount:12a",
            "LINKEDIN, urn:li:person:12",
            "LINKEDIN, '777'",
            "LINKEDIN, 'urn:li:organization:1)&owner=(x'",
            "LINKEDIN, ''",
            "FACEBOOK, urn:li:organization:1",
            "FACEBOOK, '12/../me'",
            "FACEBOOK, '0'",
            "ZOOMINFO, '1'",
            "CSV, '1'"
        })
        void wantsAnAccountOfThatPlatform(Platform platform, String wrong) {
            EntityExchangeResult<JsonNode> refused =
                    post(team, Map.of("platform", platform, "accountId", wrong, "campaignId", campaign), "1");

            assertThat(refused.getStatus().value()).isEqualTo(422);
            assertThat(refused.getResponseBody()
                            .path("errors")
                            .get(0)
                            .path("field")
                            .asString())
                    .isIn("accountId", "platform");
        }

        @Test
        void wantsACampaignOfTheTeamThatIsNotCancelled() {
            UUID theirs = new JobHouse(database, TestTeam.found(context).id()).campaign("RUNNING");
            UUID cancelled = house.campaign("CANCELLED");

            assertThat(connect(team, account, theirs, "1").getStatus().value()).isEqualTo(422);
            assertThat(connect(team, account, Ids.next(), "2").getStatus().value())
                    .isEqualTo(422);
            assertThat(code(connect(team, account, cancelled, "3"))).isEqualTo("campaign-cancelled");
            assertThat(post(team, Map.of("platform", "LINKEDIN"), "4")
                            .getStatus()
                            .value())
                    .isEqualTo(422);
            assertThat(post(team, Map.of("platform", "LINKEDIN", "acountId", account), "5")
                            .getStatus()
                            .value())
                    .isEqualTo(400);
            assertThat(connect(team, account, house.campaign("COMPLETED"), "6")
                            .getStatus()
                            .value())
                    .isEqualTo(201);
        }

        @Test
        void doesNotTellThatAnotherTeamsConnectionExists() {
            String id = made(account, campaign).id().toString();
            WebTestClient stranger = TestTeam.found(context).as(Role.ADMIN);

            assertThat(refused(stranger.get().uri("/api/v1/connections/" + id))).isEqualTo("404 connection-not-found");
            assertThat(refused(stranger.delete().uri("/api/v1/connections/" + id)))
                    .isEqualTo("404 connection-not-found");
            assertThat(read("").path("items")).hasSize(1);
        }

        @Test
        void isForThoseWhoManageConnections() {
            String id = made(account, campaign).id().toString();
            for (Role role : List.of(Role.SALES_MANAGER, Role.SALES_REP, Role.VIEWER)) {
                WebTestClient client = team.as(role);
                assertThat(refused(client.get().uri("/api/v1/connections"))).isEqualTo("403 forbidden");
                assertThat(refused(client.get().uri("/api/v1/connections/" + id)))
                        .isEqualTo("403 forbidden");
                assertThat(refused(client.delete().uri("/api/v1/connections/" + id)))
                        .isEqualTo("403 forbidden");
                assertThat(refused(client.post()
                                .uri("/api/v1/connections")
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(Map.of())))
                        .isEqualTo("403 forbidden");
            }
        }

        @Test
        void endsWithItsPullAndFreesTheAccount() {
            Connection connection = made(account, campaign);
            WebTestClient admin = team.as(Role.ADMIN);
            String path = "/api/v1/connections/" + connection.id();

            assertThat(refused(admin.delete().uri(path).header(HttpHeaders.IF_MATCH, "\"7\"")))
                    .isEqualTo("412 precondition-failed");
            admin.delete()
                    .uri(path)
                    .header(HttpHeaders.IF_MATCH, "\"0\"")
                    .exchange()
                    .expectStatus()
                    .isNoContent();

            assertThat(refused(admin.get().uri(path))).isEqualTo("404 connection-not-found");
            assertThat(house.value("count(*)", "job WHERE team_id = :team")).isEqualTo("0");
            assertThat(house.value("status", "job_archive WHERE team_id = :team"))
                    .isEqualTo("CANCELLED");
            assertThat(connect(team, account, campaign, "again").getStatus().value())
                    .isEqualTo(201);
        }
    }

    @Nested
    class Pulling {

        UUID campaign;
        Connection connection;
        int people;

        @BeforeEach
        void aConnection() {
            campaign = house.campaign("DRAFT");
            house.run("UPDATE prospecting_campaign SET platforms = '{CSV}' WHERE team_id = :team");
            control.start(team.id(), new CampaignId(campaign)).block(PATIENCE);
            connection = made(account, campaign);
            people = sandbox.admin().submitters("linkedin", account).size();
        }

        @Test
        void bringsEverybodyAndLooksAgainLater() {
            pull();

            assertThat(prospects()).isEqualTo(people);
            Connection now = now();
            assertThat(now.found()).isEqualTo(people);
            assertThat(now.pulledUntil()).isNotNull();
            assertThat(now.lastPulledAt()).isNotNull();
            assertThat(now.pullingUntil()).isNull();
            assertThat(now.cursor()).isNull();
            assertThat(Duration.between(now.now(), now.nextPullAt()))
                    .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
            assertThat(job("status || ' ' || delay_reason")).isEqualTo("READY PULLED");
            assertThat(house.value(
                            "found || ' ' || outcome",
                            "campaign_source WHERE team_id = :team AND platform = 'LINKEDIN'"))
                    .isEqualTo(people + " EXHAUSTED");
            assertThat(house.value("open_jobs", "prospecting_campaign WHERE team_id = :team"))
                    .as("a page of scores, and no pull")
                    .isEqualTo("1");
            agrees();
        }

        @Test
        void keepsContactDataWithTheProspectAndNotWithItsProfile() {
            pull();

            assertThat(house.value(
                            "count(*)",
                            "prospect WHERE team_id = :team AND contact_info -> 'emails' -> 0 ->> 'provider' = 'linkedin'"
                                    + " AND contact_info -> 'emails' -> 0 ->> 'status' = 'UNKNOWN'"))
                    .isEqualTo(Integer.toString(people));
            assertThat(house.value("count(*)", "prospect WHERE team_id = :team AND profile::text LIKE '%@%'"))
                    .isEqualTo("0");
        }

        @Test
        void bringsOnlyWhatIsNewTheNextTime() {
            pull();
            pull();
            assertThat(now().found()).isEqualTo(people);
            assertThat(house.value("count(*)", "campaign_event WHERE team_id = :team AND type = 'prospect.discovered'"))
                    .isEqualTo(Integer.toString(people));

            sandbox.admin().submit("linkedin", account, 3);
            pull();

            assertThat(prospects()).isEqualTo(people + 3);
            assertThat(now().found()).isEqualTo(people + 3);
            assertThat(house.value("count(*)", "form_answer WHERE team_id = :team"))
                    .isEqualTo(Integer.toString(people + 3));
            agrees();
        }

        @Test
        void keepsNothingOfAPageWhoseClaimIsLost() {
            Job job = hold();
            house.run("UPDATE job SET claim = '%s' WHERE team_id = :team".formatted(Ids.next()));

            stage.run(job).as(StepVerifier::create).expectError(LostClaim.class).verify(PATIENCE);
            attempt(job);

            assertThat(prospects()).isZero();
            assertThat(house.value("count(*)", "person WHERE team_id = :team")).isEqualTo("0");
            Connection after = now();
            assertThat(after).isEqualTo(withTime(connection, after));
            assertThat(job("status")).isEqualTo("ACTIVE");
            agrees();
        }

        @Test
        void goesOnWhereItsLastPageEndedThoughItsWorkerDied() {
            sandbox.admin().submit("linkedin", account, 60);
            int all = sandbox.admin().submitters("linkedin", account).size();
            Job first = hold();
            // The second page fails: the first is kept.
            failing(2, () -> attempt(first));

            Connection between = now();
            assertThat(between.cursor()).isNotNull();
            assertThat(between.pulledUntil()).isNull();
            assertThat(prospects()).isBetween(1, all - 1);
            pull();

            assertThat(prospects()).isEqualTo(all);
            assertThat(now().found()).isEqualTo(all);
            agrees();
        }

        @Test
        void waitsWhileItsCampaignIsPausedAndIsWokenByTheResume() {
            control.pause(team.id(), new CampaignId(campaign)).block(PATIENCE);
            long calls = calls();

            attempt(hold());

            assertThat(
                            job(
                                    "status || ' ' || delay_reason || ' ' || attempt || ' ' || (run_at > now() + interval '59 min')"))
                    .isEqualTo("READY PAUSED 0 true");
            assertThat(calls()).isEqualTo(calls);
            control.resume(team.id(), new CampaignId(campaign)).block(PATIENCE);
            assertThat(job("status || ' ' || (run_at <= now())")).isEqualTo("READY true");
            // The gate may rely on the pause for a moment longer.
            int tries = 0;
            do {
                pull();
                assertThat(job("delay_reason = 'PULLED' OR run_at < now() + interval '1 second'"))
                        .isEqualTo("true");
            } while (!job("delay_reason").equals("PULLED") && ++tries < 1_000);
            assertThat(prospects()).isEqualTo(people);
        }

        @Test
        void waitsForTheStartOfADraft() {
            UUID draft = house.campaign("DRAFT");
            house.run("UPDATE prospecting_campaign SET platforms = '{CSV}' WHERE team_id = :team AND status = 'DRAFT'");
            String page = Integer.toString(ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
            Connection waiting = made(Platform.FACEBOOK, page, draft);

            attempt(held(waiting));
            assertThat(house.ofJob(waiting.job(), "delay_reason")).isEqualTo("PAUSED");
            control.start(team.id(), new CampaignId(draft)).block(PATIENCE);

            assertThat(house.ofJob(waiting.job(), "run_at <= now()")).isEqualTo("true");
            int tries = 0;
            do {
                attempt(held(waiting));
                assertThat(house.ofJob(
                                waiting.job(), "delay_reason = 'PULLED' OR run_at < now() + interval '1 second'"))
                        .as("the start was not missed, though the draft was seen a moment ago")
                        .isEqualTo("true");
            } while (!house.ofJob(waiting.job(), "delay_reason").equals("PULLED") && ++tries < 1_000);
            assertThat(house.value("count(*)", "prospect WHERE team_id = :team AND platform = 'FACEBOOK'"))
                    .isEqualTo(Integer.toString(
                            sandbox.admin().submitters("facebook", page).size()));
        }

        @Test
        void goesOnIntoACampaignThatHasEndedAndDoesNotReopenIt() {
            house.run("UPDATE prospecting_campaign SET status = 'COMPLETED', open_sources = 0 WHERE team_id = :team");

            pull();

            assertThat(prospects()).isEqualTo(people);
            assertThat(house.value("status", "prospecting_campaign WHERE team_id = :team"))
                    .isEqualTo("COMPLETED");
            assertThat(house.value("count(*)", "job WHERE team_id = :team AND type = 'SCORE'"))
                    .isEqualTo("1");
            agrees();
        }

        @Test
        void doesNotKeepItsCampaignFromCompleting() {
            house.run("UPDATE prospecting_campaign SET open_sources = 0 WHERE team_id = :team");
            house.run("UPDATE campaign_source SET outcome = 'EXHAUSTED' WHERE team_id = :team");
            Connection nobody = made(Platform.FACEBOOK, "1", campaign);
            house.run("DELETE FROM job WHERE team_id = :team AND id = '%s'".formatted(connection.job()));
            sandbox.admin().fault(Fault.status("facebook", "leads", 200).body("{\"data\":[]}"));

            attempt(held(nobody));

            assertThat(house.value("status", "prospecting_campaign WHERE team_id = :team"))
                    .isEqualTo("COMPLETED");
            assertThat(house.ofJob(nobody.job(), "status")).isEqualTo("READY");
        }

        @Test
        void endsWithACampaignThatIsCancelled() {
            control.cancel(team.id(), new CampaignId(campaign)).block(PATIENCE);

            assertThat(connections.find(team.id(), connection.id()).block(PATIENCE))
                    .isNull();
            assertThat(house.value("count(*)", "job WHERE team_id = :team")).isEqualTo("0");
            agrees();
        }

        @Test
        void endsByItselfWhereItsCampaignWasCancelledWhileItWorked() {
            Job job = hold();
            house.run("UPDATE prospecting_campaign SET status = 'CANCELLED' WHERE team_id = :team");

            attempt(job);

            assertThat(connections.find(team.id(), connection.id()).block(PATIENCE))
                    .isNull();
            assertThat(house.value("count(*)", "job WHERE team_id = :team")).isEqualTo("0");
        }

        @Test
        void keepsNothingOfAPageWhoseConnectionIsGone() {
            Job job = hold();
            Connection before = now();
            team.as(Role.ADMIN)
                    .delete()
                    .uri("/api/v1/connections/" + connection.id())
                    .exchange()
                    .expectStatus()
                    .isNoContent();
            assertThat(job("status")).as("it is at work").isEqualTo("ACTIVE");

            connections
                    .advance(before, before.now(), null, 1)
                    .as(StepVerifier::create)
                    .expectError(Disconnected.class)
                    .verify(PATIENCE);
            attempt(job);

            assertThat(prospects()).isZero();
            assertThat(house.value("status", "job_archive WHERE team_id = :team"))
                    .isEqualTo("CANCELLED");
            assertThat(house.value("count(*)", "job WHERE team_id = :team")).isEqualTo("0");
        }

        @Test
        void goesWithACampaignThatIsDeleted() {
            house.run("UPDATE prospecting_campaign SET status = 'COMPLETED' WHERE team_id = :team");
            team.as(Role.ADMIN)
                    .delete()
                    .uri("/api/v1/campaigns/" + campaign)
                    .exchange()
                    .expectStatus()
                    .isNoContent();

            attempt(hold());

            assertThat(read("").path("items")).isEmpty();
            assertThat(house.value("count(*)", "job WHERE team_id = :team")).isEqualTo("0");
        }

        @Test
        void takesNoMoreThanTheCampaignMayHave() {
            house.run("UPDATE prospecting_campaign SET max_prospects = 10 WHERE team_id = :team");

            pull();

            assertThat(prospects()).isEqualTo(10);
            assertThat(now().lastError()).contains("all the prospects");
            assertThat(now().pulledUntil()).as("the others are not passed over").isNull();
            house.run("UPDATE prospecting_campaign SET max_prospects = 1000 WHERE team_id = :team");
            // The gate may rely on the old bound for a moment longer.
            int tries = 0;
            do {
                pull();
            } while (job("delay_reason").equals("NO_ROOM") && ++tries < 1_000);
            assertThat(prospects()).isEqualTo(people);
            assertThat(now().lastError()).isNull();
            agrees();
        }

        @Test
        void waitsAtALimitAndUsesUpNothing() {
            sandbox.admin()
                    .fault(Fault.status("linkedin", "lead-responses", 429).once());

            attempt(hold());

            assertThat(job("status || ' ' || delay_reason || ' ' || attempt || ' ' || stalls"))
                    .isEqualTo("READY rate-limit 0 0");
            assertThat(now().lastError()).isNotEmpty();
            assertThat(house.value(
                            "data ->> 'platform'",
                            "campaign_event WHERE team_id = :team AND type = 'rate-limit.waiting'"))
                    .isEqualTo("LINKEDIN");
            // Until the endpoint is open again, also for the tests that come next.
            int tries = 0;
            do {
                pull();
            } while (job("delay_reason").equals("rate-limit") && ++tries < 10_000);
            assertThat(prospects()).isEqualTo(people);
            assertThat(job("attempt || ' ' || stalls")).isEqualTo("0 0");
        }

        @Test
        void triesAgainAfterAnOutage() {
            sandbox.admin()
                    .fault(Fault.status("linkedin", "lead-responses", 500).once());

            attempt(hold());

            assertThat(job("status || ' ' || attempt || ' ' || error_class")).isEqualTo("READY 1 Unavailable");
            pull();
            assertThat(prospects()).isEqualTo(people);
            assertThat(job("attempt")).isEqualTo("0");
        }

        @Test
        void isADeadLetterWithoutAGoodCredentialAndGoesOnWhenSomebodyRetriesIt() {
            sandbox.admin()
                    .fault(Fault.status("linkedin", "lead-responses", 401).once());

            attempt(hold());

            assertThat(job("status || ' ' || error_class")).isEqualTo("DEAD Unauthorized");
            JsonNode shown = read("/" + connection.id());
            assertThat(shown.path("nextPullAt").isNull()).isTrue();
            assertThat(shown.path("lastError").asString()).contains("401");
            assertThat(house.value("count(*)", "campaign_event WHERE team_id = :team AND type = 'job.failed'"))
                    .isEqualTo("1");
            team.as(Role.ADMIN)
                    .post()
                    .uri("/api/v1/dead-letters/" + connection.job() + "/retry")
                    .exchange()
                    .expectStatus()
                    .isOk();
            assertThat(job("status")).isEqualTo("READY");
            pull();
            assertThat(prospects()).isEqualTo(people);
            assertThat(read("/" + connection.id()).path("lastError").isNull()).isTrue();
            agrees();
        }

        @Test
        void reachesBackAYearAndThenOnlyALittle() {
            pull();
            Connection first = now();
            pull();
            Connection second = now();

            assertThat(second.pulledUntil()).isAfter(first.pulledUntil());
            assertThat(stretches())
                    .containsExactlyInAnyOrder(
                            stretch(first.pulledUntil().minus(Duration.ofDays(365)), first.pulledUntil()),
                            stretch(first.pulledUntil().minus(Duration.ofHours(6)), second.pulledUntil()));
        }

        private List<String> stretches() {
            return sandbox.bill().keys("linkedin", "lead-responses").keySet().stream()
                    .filter(key -> key.startsWith(account + "@"))
                    .map(key -> key.substring(account.length() + 1, key.indexOf('#')))
                    .distinct()
                    .toList();
        }

        private static String stretch(Instant from, Instant to) {
            return "(start:" + from.toEpochMilli() + ",end:" + to.toEpochMilli() + ")";
        }

        private void failing(int call, Runnable work) {
            // Answers before the failing one are the sandbox's own.
            sandbox.admin().fault(Fault.latency("linkedin", "lead-responses", 1).times(call - 1));
            sandbox.admin()
                    .fault(Fault.status("linkedin", "lead-responses", 503).once());
            work.run();
        }

        private Connection now() {
            return Objects.requireNonNull(
                    connections.find(team.id(), connection.id()).block(PATIENCE));
        }

        private void pull() {
            attempt(hold());
        }

        private Job hold() {
            return held(connection);
        }

        private String job(String expression) {
            return house.ofJob(connection.job(), expression);
        }

        private void agrees() {
            Map<String, String> counts = Recount.of(database, team.id(), campaign.toString());
            assertThat(counts.get("counted")).isEqualTo(counts.get("recounted"));
            assertThat(Recount.offences(database, team.id(), Recount.GAPS_IN_THE_JOURNAL))
                    .isZero();
            assertThat(house.value(
                            "open_jobs = (SELECT count(*) FROM job j WHERE j.team_id = c.team_id AND j.campaign_id = c.id AND status <> 'DEAD')",
                            "prospecting_campaign c WHERE team_id = :team"))
                    .isEqualTo("true");
        }
    }

    private static Connection withTime(Connection connection, Connection of) {
        return new Connection(
                connection.team(),
                connection.id(),
                connection.platform(),
                connection.accountId(),
                connection.campaign(),
                connection.job(),
                connection.pulledUntil(),
                connection.pullingUntil(),
                connection.cursor(),
                connection.found(),
                connection.lastPulledAt(),
                connection.nextPullAt(),
                connection.lastError(),
                connection.createdAt(),
                connection.updatedAt(),
                connection.version(),
                of.now());
    }

    /** One turn, with what becomes of its failure. */
    private void attempt(Job job) {
        stage.run(job).onErrorResume(failure -> stage.settle(job, failure)).block(PATIENCE);
    }

    private Job held(Connection of) {
        UUID claim = Ids.next();
        house.run(
                "UPDATE job SET status = 'ACTIVE', claim = '%s', lease_until = now() + interval '1 h', delay_reason = NULL WHERE team_id = :team AND id = '%s'"
                        .formatted(claim, of.job()));
        return new Job(
                team.id(),
                of.job(),
                Queue.DISCOVERY,
                "PULL",
                1,
                null,
                house.ofJob(of.job(), "payload"),
                Integer.parseInt(house.ofJob(of.job(), "attempt")),
                0,
                claim,
                null);
    }

    private int prospects() {
        return Integer.parseInt(house.value("count(*)", "prospect WHERE team_id = :team"));
    }

    private long calls() {
        return sandbox.bill().line("linkedin", "lead-responses").calls();
    }

    private Connection made(String of, UUID campaign) {
        return made(Platform.LINKEDIN, of, campaign);
    }

    private Connection made(Platform platform, String of, UUID campaign) {
        JsonNode body = post(
                        team,
                        Map.of("platform", platform, "accountId", of, "campaignId", campaign),
                        Ids.next().toString())
                .getResponseBody();
        UUID id = UUID.fromString(Objects.requireNonNull(body).path("id").asString());
        return Objects.requireNonNull(
                connections.find(team.id(), new ConnectionId(id)).block(PATIENCE));
    }

    private static EntityExchangeResult<JsonNode> connect(TestTeam by, String of, UUID campaign, String key) {
        return post(by, Map.of("platform", "LINKEDIN", "accountId", of, "campaignId", campaign), key);
    }

    private static EntityExchangeResult<JsonNode> post(TestTeam by, Map<String, ?> body, String key) {
        return by.as(Role.ADMIN)
                .post()
                .uri("/api/v1/connections")
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult();
    }

    private static String code(EntityExchangeResult<JsonNode> answer) {
        return Objects.requireNonNull(answer.getResponseBody()).path("code").asString("");
    }

    private JsonNode read(String path) {
        return Objects.requireNonNull(team.as(Role.ADMIN)
                .get()
                .uri("/api/v1/connections" + path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private static String refused(WebTestClient.RequestHeadersSpec<?> call) {
        var answer = call.exchange().expectBody(JsonNode.class).returnResult();
        return answer.getStatus().value() + " " + code(answer);
    }
}
