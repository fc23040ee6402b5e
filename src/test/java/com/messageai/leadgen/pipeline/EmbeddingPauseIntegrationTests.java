package com.messageai.leadgen.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignRuns;
import com.messageai.leadgen.campaign.CampaignSources;
import com.messageai.leadgen.embedding.Embeddings;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.JobHouse;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.lifecycle.BackgroundStream;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.sandbox.Bill;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** A page whose texts need several requests to a remote model, and a pause that comes between two of them. */
@ServiceTest
@TestPropertySource(
        properties = {
            "leadgen.pipeline.enabled=false",
            "leadgen.embedding.provider=openai",
            "leadgen.providers.openai.api-key=key",
            "leadgen.providers.openai.dimensions=64",
            "leadgen.providers.openai.max-batch=4",
            "leadgen.providers.openai.concurrency=1",
        })
class EmbeddingPauseIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Sandbox SANDBOX =
            Sandbox.start(SandboxSettings.defaults().withPeople(200));

    @DynamicPropertySource
    static void openAi(DynamicPropertyRegistry properties) {
        properties.add("leadgen.providers.openai.base-url", () -> SANDBOX.url("openai"));
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Autowired
    ScoreStage stage;

    @Autowired
    Setbacks setbacks;

    @Autowired
    CampaignControl control;

    @Autowired
    PageCommit pages;

    @Autowired
    CampaignRuns runs;

    @Autowired
    CampaignSources sources;

    @Autowired
    Jobs jobs;

    @Autowired
    Work work;

    @Autowired
    Embeddings embeddings;

    @Autowired
    DatabaseClient database;

    @Autowired
    List<BackgroundStream> streams;

    private TeamId team;
    private CampaignId campaign;

    @Test
    void sendsNoFurtherRequestOnceThePauseHasAnsweredAndAsksForNothingTwice() {
        // Only the page's own calls are to be counted.
        streams.forEach(BackgroundStream::stop);
        embeddings.calibration().block(PATIENCE);
        Job job = aPageOfARunningCampaign();
        SANDBOX.admin().reset();
        SANDBOX.admin().fault(Fault.latency("openai", "embeddings", 250));

        var scored = stage.run(job).materialize().cache();
        Mono<Long> callsAfterThePause = Mono.fromSupplier(EmbeddingPauseIntegrationTests::calls)
                .filter(calls -> calls > 0)
                .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(10)))
                .then(Mono.defer(this::pause))
                .then(Mono.fromSupplier(EmbeddingPauseIntegrationTests::calls));
        var both = Mono.zip(scored, callsAfterThePause).block(PATIENCE);

        assertThat(both.getT1().getThrowable()).isInstanceOf(Gate.Paused.class);
        assertThat(calls()).isEqualTo(both.getT2()).isBetween(1L, 6L);
        long before = calls();

        SANDBOX.admin().clearFaults();
        resume();
        // The gate may rely on the pause for a moment longer.
        Mono.defer(() -> stage.run(job))
                .retryWhen(Retry.fixedDelay(100, Duration.ofMillis(50)).filter(Gate.Paused.class::isInstance))
                .as(StepVerifier::create)
                .verifyComplete();
        assertThat(calls()).isGreaterThan(before);
        assertThat(SANDBOX.bill().keys("openai", "embeddings").values()).containsOnly(1);
        assertThat(runs.find(team, campaign).block(PATIENCE).scored()).isEqualTo(40);
    }

    @Test
    void parksNobodyForAPauseThatIsOver() {
        streams.forEach(BackgroundStream::stop);
        Job late = aPageOfARunningCampaign();
        pause().block(PATIENCE);
        resume();

        setbacks.settle(List.of(late), new Gate.Paused()).block(PATIENCE);

        assertThat(status(late)).isEqualTo("READY");
    }

    @Test
    void parksWhoMeetsAPause() {
        streams.forEach(BackgroundStream::stop);
        Job job = aPageOfARunningCampaign();
        pause().block(PATIENCE);

        setbacks.settle(List.of(job), new Gate.Paused()).block(PATIENCE);

        assertThat(status(job)).isEqualTo("PARKED");
    }

    private String status(Job job) {
        return database.sql("SELECT status FROM job WHERE team_id = :team AND id = :id")
                .bind("team", job.team().value())
                .bind("id", job.id())
                .map(row -> row.get("status", String.class))
                .one()
                .block(PATIENCE);
    }

    private static long calls() {
        return SANDBOX.bill().lines().stream()
                .filter(line -> line.provider().equals("openai"))
                .mapToLong(Bill.Line::calls)
                .sum();
    }

    private Mono<Void> pause() {
        return control.pause(team, campaign).then();
    }

    private void resume() {
        control.resume(team, campaign).block(PATIENCE);
    }

    private Job aPageOfARunningCampaign() {
        team = new TeamId(UUID.randomUUID());
        sql("INSERT INTO team (id, name, slug) VALUES (:team, 'Pipeline', 'p' || :team)");
        campaign = new CampaignId(new JobHouse(database, team).campaign("RUNNING"));
        sources.open(team, campaign, List.of(Platform.LINKEDIN)).block(PATIENCE);
        sql("UPDATE prospecting_campaign SET open_sources = 1 WHERE team_id = :team");
        CampaignRun run = runs.find(team, campaign).block(PATIENCE);
        List<Profile> profiles = IntStream.range(0, 40)
                .mapToObj(i -> ProfileFixtures.somebody(i, "Head of Something Number " + i))
                .toList();
        pages.keep(
                        run,
                        new PageCommit.Shown(Platform.LINKEDIN, profiles, "more", false),
                        null,
                        Mono.empty(),
                        Mono.empty())
                .block(PATIENCE);
        return jobs.begin(work.score(team, campaign, prospects(), 100).getLast())
                .block(PATIENCE);
    }

    private List<ProspectId> prospects() {
        return database.sql("SELECT id FROM prospect WHERE team_id = :team ORDER BY id")
                .bind("team", team.value())
                .map(row -> new ProspectId(Objects.requireNonNull(row.get("id", UUID.class))))
                .all()
                .collectList()
                .block(PATIENCE);
    }

    private void sql(String statement) {
        database.sql(statement).bind("team", team.value()).fetch().rowsUpdated().block(PATIENCE);
    }
}
