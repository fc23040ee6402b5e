package com.messageai.leadgen.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignSources;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.JobHouse;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.job.LostClaim;
import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import com.messageai.leadgen.web.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** Files of people that come, break off or never come, with nobody at work but the test. */
@ServiceTest
@TestPropertySource(properties = "leadgen.pipeline.enabled=false")
class ImportStageIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HEADER = "Name,Title,Company,Email\n";

    @Autowired
    ApplicationContext context;

    @Autowired
    DatabaseClient database;

    @Autowired
    CampaignControl control;

    @Autowired
    CampaignSources sources;

    @Autowired
    ImportStage imports;

    @Autowired
    PageCommit pages;

    @Autowired
    Jobs jobs;

    @Autowired
    Work work;

    TestTeam team;
    JobHouse house;
    CampaignId campaign;

    @BeforeEach
    void aTeam() {
        team = TestTeam.found(context);
        house = new JobHouse(database, team.id());
    }

    private void campaignOn(String platforms) {
        campaign = new CampaignId(house.campaign("DRAFT"));
        house.run("UPDATE prospecting_campaign SET platforms = '{" + platforms + "}' WHERE team_id = :team");
        control.start(team.id(), campaign).block(PATIENCE);
    }

    @Nested
    class ThatACampaignIsAbout {

        @BeforeEach
        void aCampaignOfAFile() {
            campaignOn("CSV");
        }

        @Test
        void areWaitedForAndThatIsSaid() {
            JsonNode source = read().path("sources").get(0);

            assertThat(source.path("outcome").asString()).isEqualTo("RUNNING");
            assertThat(source.path("reason").asString()).isEqualTo("WAITING_FOR_FILE");
            assertThat(standing()).isEqualTo("RUNNING jobs 0 sources 1");
        }

        @Test
        void areReadOnceTheyCome() {
            assertThat(file(people(0, 3)).accepted()).isEqualTo(3);

            assertThat(source()).isEqualTo("EXHAUSTED - 3");
            assertThat(standing()).as("three are scored next").isEqualTo("RUNNING jobs 1 sources 0");
        }

        @Test
        void areWaitedForAgainWhenTheyBreakOffAndKeepWhomTheyBrought() {
            Flux<DataBuffer> broken =
                    parts(HEADER, people(0, 150)).concatWith(Mono.error(new IOException("the client has gone")));

            StepVerifier.create(imports.read(team.id(), campaign, broken)).verifyError(IOException.class);

            assertThat(source()).isEqualTo("RUNNING IMPORT_BROKEN 100");
            assertThat(standing()).isEqualTo("RUNNING jobs 1 sources 1");
            agrees();

            ImportStage.Imported whole = file(people(0, 250));
            assertThat(whole.accepted()).isEqualTo(250);
            assertThat(house.value("discovered_count", ours())).isEqualTo("250");
            assertThat(source()).isEqualTo("EXHAUSTED - 250");
            assertThat(standing())
                    .as("those who were there are not scored again")
                    .isEqualTo("RUNNING jobs 3 sources 0");
            agrees();
        }

        @Test
        void areWaitedForAgainWhenTheirInstanceIsLost() {
            house.run("UPDATE prospecting_campaign SET open_jobs = 1 WHERE team_id = :team");
            Job lost = jobs.begin(work.importing(team.id(), campaign, Platform.CSV))
                    .block(PATIENCE);

            imports.takeOver(lost).block(PATIENCE);

            assertThat(source()).isEqualTo("RUNNING IMPORT_INTERRUPTED 0");
            assertThat(standing()).isEqualTo("RUNNING jobs 0 sources 1");
        }

        @Test
        void areWaitedForStillWhenTheWrongOnesCame() {
            for (String wrong : List.of("", "no,header\nat,all\n", "\u0001\u0002\u0000", "\uFEFF", HEADER)) {
                ImportStage.Imported answer =
                        imports.read(team.id(), campaign, parts(wrong)).block(PATIENCE);

                assertThat(answer.accepted()).isZero();
                assertThat(source()).as(wrong).isEqualTo("RUNNING NOBODY_IN_FILE 0");
                assertThat(standing()).as(wrong).isEqualTo("RUNNING jobs 0 sources 1");
            }
            assertThat(file(people(0, 1)).accepted()).isEqualTo(1);
            assertThat(source()).isEqualTo("EXHAUSTED - 1");
        }

        @Test
        void areNotWaitedForOnceSomebodySaysThatNoneCome() {
            JsonNode ended = end(Role.SALES_MANAGER, 202);

            assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
            assertThat(ended.path("sources").get(0).path("outcome").asString()).isEqualTo("EXHAUSTED");
            assertThat(ended.path("sources").get(0).path("reason").asString()).isEqualTo("BY_USER");
            assertThat(end(Role.SALES_MANAGER, 202).path("status").asString())
                    .as("said twice")
                    .isEqualTo("COMPLETED");
            assertThat(house.value("string_agg(type, ' ' ORDER BY number)", "campaign_event WHERE team_id = :team"))
                    .isEqualTo("campaign.status discovery.progress campaign.status");
            end(Role.VIEWER, 403);
        }

        @Test
        void areReadToTheirEndBeforeSomebodyMaySayThatNoneCome() {
            List<String> refusals = new CopyOnWriteArrayList<>();
            Flux<DataBuffer> meanwhile = parts(HEADER, people(0, 2))
                    .concatWith(imports.noMore(team.id(), campaign)
                            .doOnError(Problem.class, refusal -> refusals.add(refusal.code()))
                            .onErrorComplete()
                            .then(Mono.empty()));

            ImportStage.Imported answer =
                    imports.read(team.id(), campaign, meanwhile).block(PATIENCE);

            assertThat(refusals).containsExactly("import-in-progress");
            assertThat(answer.accepted()).isEqualTo(2);
            assertThat(source()).isEqualTo("EXHAUSTED - 2");
        }

        @Test
        void countRightThoughTheirSourceEndsWhileAPageIsKept() {
            Flux<DataBuffer> cancelled = parts(HEADER, people(0, 100))
                    .concatWith(Flux.defer(() ->
                            sources.endAll(team.id(), campaign, "CANCELLED").thenMany(parts(people(100, 100)))));

            assertThat(imports.read(team.id(), campaign, cancelled)
                            .block(PATIENCE)
                            .accepted())
                    .isEqualTo(200);

            assertThat(source()).isEqualTo("FAILED CANCELLED 200");
            assertThat(standing()).as("two pages are scored next").isEqualTo("RUNNING jobs 2 sources 1");
            agrees();
        }

        @Test
        void bringNobodyMoreOnceTheirClaimIsLost() {
            Flux<DataBuffer> robbed = parts(HEADER, people(0, 100))
                    .concatWith(kept(100).then(stolen()).thenMany(parts(people(100, 100))));

            StepVerifier.create(imports.read(team.id(), campaign, robbed)).verifyError(LostClaim.class);

            assertThat(source()).isEqualTo("RUNNING - 100");
            assertThat(standing()).as("the import and a page of scores").isEqualTo("RUNNING jobs 2 sources 1");
            assertThat(house.value("count(*)", "campaign_event WHERE team_id = :team AND type = 'prospect.discovered'"))
                    .isEqualTo("100");
            agrees();
        }

        private Mono<Long> kept(int people) {
            return database.sql("SELECT count(*) AS count FROM prospect WHERE team_id = :team")
                    .bind("team", team.id().value())
                    .map(row -> Objects.requireNonNull(row.get("count", Long.class)))
                    .one()
                    .repeat()
                    .takeUntil(count -> count == people)
                    .last();
        }

        private Mono<Long> stolen() {
            return database.sql("UPDATE job SET claim = gen_random_uuid() WHERE team_id = :team AND type = 'IMPORT'")
                    .bind("team", team.id().value())
                    .fetch()
                    .rowsUpdated();
        }

        @Test
        void areRefusedAtOnceWhenTheySayThatTheyAreTooLarge() {
            team.as(Role.SALES_MANAGER)
                    .post()
                    .uri("/api/v1/campaigns/{id}/prospects", campaign)
                    .contentType(MediaType.parseMediaType("text/csv"))
                    .bodyValue(new byte[(50 << 20) + 1])
                    .exchange()
                    .expectStatus()
                    .isEqualTo(413);

            assertThat(source()).isEqualTo("RUNNING WAITING_FOR_FILE 0");
        }
    }

    @Nested
    class BesidesASearch {

        @BeforeEach
        void aCampaignThatSearches() {
            campaignOn("LINKEDIN");
        }

        @Test
        void endTheirSourceWhenTheyBreakOff() {
            Flux<DataBuffer> broken =
                    parts(HEADER, people(0, 100)).concatWith(Mono.error(new IOException("the client has gone")));

            StepVerifier.create(imports.read(team.id(), campaign, broken)).verifyError(IOException.class);

            assertThat(source()).isEqualTo("FAILED IMPORT_BROKEN 100");
            assertThat(standing()).as("the search and a page of scores").isEqualTo("RUNNING jobs 2 sources 1");
            agrees();
        }

        @Test
        void areNothingToEndWhereNoneCame() {
            end(Role.SALES_MANAGER, 404);
            assertThat(standing()).isEqualTo("RUNNING jobs 1 sources 1");
        }
    }

    private ImportStage.Imported file(String rows) {
        return imports.read(team.id(), campaign, parts(HEADER, rows)).block(PATIENCE);
    }

    private static Flux<DataBuffer> parts(String... texts) {
        return Flux.fromArray(texts)
                .map(text -> DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String people(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "Person " + i + ",CTO,Northpeak,person" + i + "@northpeak.example\n")
                .collect(Collectors.joining());
    }

    private JsonNode read() {
        return Objects.requireNonNull(team.as(Role.VIEWER)
                .get()
                .uri("/api/v1/campaigns/{id}", campaign)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode end(Role role, int status) {
        WebTestClient client = team.as(role);
        return client.post()
                .uri("/api/v1/campaigns/{id}/sources/CSV/end", campaign)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private String source() {
        return house.value(
                "outcome || ' ' || coalesce(reason, '-') || ' ' || found",
                "campaign_source WHERE team_id = :team AND platform = 'CSV'");
    }

    private String standing() {
        return house.value("status || ' jobs ' || open_jobs || ' sources ' || open_sources", ours());
    }

    private String ours() {
        return "prospecting_campaign WHERE team_id = :team AND id = '" + campaign + "'";
    }

    /** What is counted is there, and every open job is a job. */
    private void agrees() {
        assertThat(house.value("discovered_count || ' ' || open_jobs", ours()))
                .isEqualTo(house.value("count(*)", "prospect WHERE team_id = :team") + " "
                        + house.value("count(*)", "job WHERE team_id = :team"));
    }
}
