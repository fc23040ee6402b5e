package com.messageai.leadgen.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRun;
import com.messageai.leadgen.campaign.CampaignRuns;
import com.messageai.leadgen.campaign.CampaignSources;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.JobHouse;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.job.LostClaim;
import com.messageai.leadgen.lifecycle.BackgroundStream;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** One page of a hundred people through scoring, with nobody else at work. */
@ServiceTest
@Import(StatementCounter.class)
@TestPropertySource(properties = "leadgen.pipeline.enabled=false")
class ScoreStageIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    ScoreStage stage;

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
    DatabaseClient database;

    @Autowired
    StatementCounter counter;

    @Autowired
    List<BackgroundStream> streams;

    TeamId team;
    CampaignId campaign;

    /** So that only the stage's own statements are counted. */
    @BeforeEach
    void nothingRunsInTheBackground() {
        streams.forEach(BackgroundStream::stop);
    }

    @BeforeEach
    void aRunningCampaign() {
        team = new TeamId(UUID.randomUUID());
        sql("INSERT INTO team (id, name, slug) VALUES (:team, 'Pipeline', 'p' || :team)");
        campaign = new CampaignId(new JobHouse(database, team).campaign("RUNNING"));
        sources.open(team, campaign, List.of(Platform.LINKEDIN)).block(PATIENCE);
        sql("UPDATE prospecting_campaign SET open_sources = 1 WHERE team_id = :team");
    }

    @Test
    void scoresAHundredPeopleWithNineStatements() {
        Job job = aPageOf(100);
        stage.run(job).block(PATIENCE);
        Job measured = anotherPageOf(100);
        counter.forget();

        stage.run(measured).block(PATIENCE);

        // The claim of the job is one more. Two of these read states that all pages share for 400 ms.
        assertThat(counter.statements()).hasSizeLessThanOrEqualTo(8);
        CampaignRun after = runs.find(team, campaign).block(PATIENCE);
        assertThat(after.scored()).isEqualTo(200);
    }

    @Test
    void commitsNothingForAWorkerThatLostItsClaim() {
        Job job = aPageOf(3);
        sql("UPDATE job SET claim = gen_random_uuid() WHERE team_id = :team AND status = 'ACTIVE'");

        StepVerifier.create(stage.run(job)).verifyError(LostClaim.class);

        CampaignRun after = runs.find(team, campaign).block(PATIENCE);
        assertThat(after.scored()).isZero();
        assertThat(count("SELECT * FROM prospect WHERE team_id = :team AND status <> 'DISCOVERED'"))
                .isZero();
        assertThat(count("SELECT * FROM campaign_event WHERE team_id = :team AND type = 'prospect.scored'"))
                .isZero();
    }

    @Test
    void scoresAPageOnceThoughItIsDoneTwice() {
        Job job = aPageOf(5);
        stage.run(job).block(PATIENCE);
        Job again = jobs.begin(work.score(team, campaign, prospects(), 100).getFirst())
                .block(PATIENCE);
        sql("UPDATE prospecting_campaign SET open_jobs = open_jobs + 1 WHERE team_id = :team");

        stage.run(again).block(PATIENCE);

        assertThat(runs.find(team, campaign).block(PATIENCE).scored()).isEqualTo(5);
        assertThat(count("SELECT * FROM campaign_event WHERE team_id = :team AND type = 'prospect.scored'"))
                .isEqualTo(5);
    }

    private Job aPageOf(int people) {
        return page(0, people);
    }

    private Job anotherPageOf(int people) {
        return page(people, people);
    }

    private Job page(int from, int people) {
        CampaignRun run = runs.find(team, campaign).block(PATIENCE);
        List<Profile> profiles = IntStream.range(from, from + people)
                .mapToObj(i -> ProfileFixtures.somebody(i, i % 2 == 0 ? "CTO" : "Account Manager"))
                .toList();
        pages.keep(
                        run,
                        new PageCommit.Shown(Platform.LINKEDIN, profiles, "more", false),
                        null,
                        Mono.empty(),
                        Mono.empty())
                .block(PATIENCE);
        Job waiting = jobs.begin(work.score(team, campaign, prospects(), 100).getLast())
                .block(PATIENCE);
        sql("DELETE FROM job WHERE team_id = :team AND status = 'READY'");
        return waiting;
    }

    private List<com.messageai.leadgen.prospect.ProspectId> prospects() {
        return database.sql("SELECT id FROM prospect WHERE team_id = :team ORDER BY id")
                .bind("team", team.value())
                .map(row -> new com.messageai.leadgen.prospect.ProspectId(
                        Objects.requireNonNull(row.get("id", UUID.class))))
                .all()
                .collectList()
                .block(PATIENCE);
    }

    private long count(String query) {
        return Objects.requireNonNull(database.sql("SELECT count(*) AS count FROM (" + query + ") q")
                .bind("team", team.value())
                .map(row -> row.get("count", Long.class))
                .one()
                .block(PATIENCE));
    }

    private void sql(String statement) {
        database.sql(statement).bind("team", team.value()).fetch().rowsUpdated().block(PATIENCE);
    }
}
