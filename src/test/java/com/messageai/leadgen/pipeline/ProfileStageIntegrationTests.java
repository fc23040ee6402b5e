package com.messageai.leadgen.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.CampaignRuns;
import com.messageai.leadgen.discovery.Connections;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.job.Job;
import com.messageai.leadgen.job.JobHouse;
import com.messageai.leadgen.job.Jobs;
import com.messageai.leadgen.job.LostClaim;
import com.messageai.leadgen.job.Queue;
import com.messageai.leadgen.journey.Recount;
import com.messageai.leadgen.prospect.Persons;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.ProspectProgress;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.scoring.Scoring;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/** People whose rows say too little, with nobody at work but the test. They are in the USA; the ICP is a CTO there who likes DevOps. */
@ServiceTest
@TestPropertySource(properties = "leadgen.pipeline.enabled=false")
class ProfileStageIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ProviderFailure DOWN = new ProviderFailure.Unavailable("linkedin", "profile", "status 503");
    private static final String AUSTIN = "Austin, Texas, United States";

    @Autowired
    Gate gate;

    @Autowired
    ProspectProgress prospects;

    @Autowired
    Persons persons;

    @Autowired
    PinnedIcps icps;

    @Autowired
    Scoring scorer;

    @Autowired
    QualificationProperties qualification;

    @Autowired
    PipelineProperties properties;

    @Autowired
    ProfileCommit profiles;

    @Autowired
    Connections connections;

    @Autowired
    CampaignCommit commit;

    @Autowired
    CampaignControl control;

    @Autowired
    CampaignRuns runs;

    @Autowired
    PageCommit pages;

    @Autowired
    Setbacks setbacks;

    @Autowired
    Revival revival;

    @Autowired
    Jobs jobs;

    @Autowired
    Work work;

    @Autowired
    JsonMapper json;

    @Autowired
    DatabaseClient database;

    final FakeProfiles linkedIn = new FakeProfiles();

    TeamId team;
    JobHouse house;
    CampaignId campaign;
    ScoreStage scoring;
    ProfileStage reading;

    @BeforeEach
    void aRunningCampaign() {
        team = new TeamId(UUID.randomUUID());
        database.sql("INSERT INTO team (id, name, slug) VALUES (:team, 'Profiles', 'p' || :team)")
                .bind("team", team.value())
                .fetch()
                .rowsUpdated()
                .block(PATIENCE);
        house = new JobHouse(database, team);
        campaign = new CampaignId(house.campaign("DRAFT"));
        control.start(team, campaign).block(PATIENCE);
        stages(properties);
    }

    private PipelineProperties switchedOff() {
        return new PipelineProperties(
                properties.maxUnscored(),
                properties.maxUnscoredPerTeam(),
                properties.searchPageSize(),
                properties.searchTurn(),
                properties.pullEvery(),
                properties.pullOverlap(),
                false,
                properties.readBatch(),
                properties.scorePageSize(),
                properties.enrichBatch(),
                properties.enrichAtOnce(),
                properties.stateAge());
    }

    private void stages(PipelineProperties with) {
        var readers = new ProfileReaders(List.of(linkedIn), connections, with);
        scoring = new ScoreStage(gate, prospects, icps, scorer, readers, qualification, commit, jobs, work, json, with);
        reading = new ProfileStage(gate, prospects, readers, profiles, commit, jobs, work);
    }

    @Nested
    class WhoseRowSaysTooLittle {

        @Test
        void isReadAndThenDecidedAbout() {
            house.run("UPDATE prospecting_campaign SET qualify_threshold = 6500 WHERE team_id = :team");
            found(ProfileFixtures.lean(1, "Account Manager", AUSTIN));
            linkedIn.show(ProfileFixtures.somebody(1, "Account Manager"));

            score();
            assertThat(standing()).isEqualTo("SCORED ENRICH READ_PROFILE");
            assertThat(counts()).isEqualTo("scored 1 qualified 0 review 0 archived 0 failed 0");
            assertThat(house.value("queue || ' ' || (payload ->> 'platform')", waiting("READ_PROFILE")))
                    .isEqualTo("DISCOVERY LINKEDIN");
            assertThat(open()).as("the search and the reading").isEqualTo("RUNNING 2");
            agrees();

            read();
            assertThat(standing()).isEqualTo("SCORED ENRICH READ_PROFILE");
            assertThat(house.value("profile ->> 'bio'", "prospect WHERE team_id = :team"))
                    .isEqualTo("Builds platforms.");
            assertThat(open()).isEqualTo("RUNNING 2");
            agrees();

            score();
            assertThat(standing()).isEqualTo("QUALIFIED QUALIFIED -");
            assertThat(counts()).isEqualTo("scored 1 qualified 1 review 0 archived 0 failed 0");
            assertThat(open()).as("the search and the enrichment").isEqualTo("RUNNING 2");
            assertThat(outcomes()).isEqualTo("ENRICH QUALIFIED");
            assertThat(linkedIn.calls).containsExactly(List.of("person-1"));
            agrees();
        }

        @Test
        void isReadBeforeAPersonIsAskedForWantOfKnowledge() {
            found(ProfileFixtures.lean(1, null, AUSTIN));
            linkedIn.show(ProfileFixtures.somebody(1, "CTO"));

            score();
            assertThat(standing()).isEqualTo("SCORED ENRICH READ_PROFILE");
            read();
            score();

            assertThat(standing()).isEqualTo("QUALIFIED QUALIFIED -");
            assertThat(house.value("title", "prospect WHERE team_id = :team")).isEqualTo("CTO");
            agrees();
        }

        @Test
        void isKnownByTheAddressThatTheProfileShows() {
            found(ProfileFixtures.lean(1, "Account Manager", AUSTIN));
            linkedIn.show(ProfileFixtures.somebody(1, "Account Manager"));
            String before = house.value("count(*)", "person_identity WHERE team_id = :team");

            score();
            read();

            assertThat(before).isEqualTo("1");
            assertThat(house.value(
                            "count(*) || ' ' || count(DISTINCT person_id)", "person_identity WHERE team_id = :team"))
                    .isEqualTo("2 1");
        }

        @Test
        void isReadOnceHoweverLittleThereWas() {
            found(ProfileFixtures.lean(1, "Account Manager", AUSTIN));
            linkedIn.show(ProfileFixtures.lean(1, "Account Manager", AUSTIN));

            score();
            read();
            score();

            assertThat(standing()).isEqualTo("ARCHIVED ARCHIVED SCORE");
            assertThat(house.value("count(*)", "job WHERE team_id = :team AND type = 'READ_PROFILE'"))
                    .isEqualTo("0");
            assertThat(linkedIn.calls).hasSize(1);
            agrees();
        }

        @Test
        void isDecidedAboutByTheRowWhereTheProfileCantBeHad() {
            found(
                    ProfileFixtures.lean(1, "Account Manager", AUSTIN),
                    ProfileFixtures.lean(2, "Account Manager", AUSTIN));
            linkedIn.withhold("person-2");

            score();
            read();
            score();

            assertThat(counts()).isEqualTo("scored 2 qualified 0 review 0 archived 2 failed 0");
            assertThat(outcomes()).isEqualTo("ENRICH ENRICH ARCHIVED ARCHIVED");
            agrees();
        }

        @Test
        void isReadInBatchesAsLargeAsThePlatformTakes() {
            linkedIn.most = 2;
            found(IntStream.range(0, 5)
                    .mapToObj(i -> ProfileFixtures.lean(i, "Account Manager", AUSTIN))
                    .toArray(Profile[]::new));

            score();

            assertThat(house.value("count(*)", "job WHERE team_id = :team AND type = 'READ_PROFILE'"))
                    .isEqualTo("3");
            for (int i = 0; i < 3; i++) {
                read();
            }
            assertThat(linkedIn.calls).hasSize(3).allMatch(ids -> ids.size() <= 2);
            assertThat(open()).as("the search and three pages of scores").isEqualTo("RUNNING 4");
            agrees();
        }

        @Test
        void isDecidedAboutAtOnceWhereProfilesAreNotRead() {
            stages(switchedOff());
            found(ProfileFixtures.lean(1, "Account Manager", AUSTIN));

            score();

            assertThat(standing()).isEqualTo("ARCHIVED ARCHIVED SCORE");
            assertThat(open()).isEqualTo("RUNNING 1");
        }

        @Test
        void isDecidedAboutByTheRowWhenReadingIsSwitchedOffMeanwhile() {
            found(ProfileFixtures.lean(1, "Account Manager", AUSTIN));
            score();
            stages(switchedOff());

            read();
            score();

            assertThat(standing()).isEqualTo("ARCHIVED ARCHIVED SCORE");
            assertThat(linkedIn.calls).isEmpty();
            agrees();
        }
    }

    @Nested
    class IsNotRead {

        @Test
        void whoPassesByTheRow() {
            found(ProfileFixtures.lean(1, "CTO", AUSTIN));

            score();

            assertThat(standing()).isEqualTo("QUALIFIED QUALIFIED -");
        }

        @Test
        void whoCouldNotPassWhateverTheProfileSays() {
            found(ProfileFixtures.lean(1, "Account Manager", "Lyon, France"));

            score();

            assertThat(standing()).isEqualTo("ARCHIVED ARCHIVED SCORE");
        }

        @Test
        void whoCameByAForm() {
            found(ProfileFixtures.lean(1, "Account Manager", AUSTIN));
            house.run("""
                    WITH pull AS (
                        INSERT INTO connection (team_id, id, platform, account_id, campaign_id, job_id)
                        SELECT :team, gen_random_uuid(), 'LINKEDIN', gen_random_uuid()::text, campaign_id, id
                        FROM job WHERE team_id = :team AND type = 'SCORE' RETURNING id)
                    INSERT INTO form_answer (team_id, connection_id, answer_id, prospect_id)
                    SELECT :team, pull.id, 'A', p.id FROM pull, prospect p WHERE p.team_id = :team
                    """);

            score();

            assertThat(standing()).isEqualTo("ARCHIVED ARCHIVED SCORE");
        }

        @Test
        void whoHasGivenAnAddress() {
            found(ProfileFixtures.lean(1, "Account Manager", AUSTIN));
            house.run("""
                    UPDATE prospect SET contact_info = '{"emails": [{"value": "ada@tarnwell.example", "status": "UNKNOWN",
                                                                       "provider": "linkedin"}],
                                                         "phones": []}'
                    WHERE team_id = :team
                    """);

            score();

            assertThat(standing()).isEqualTo("ARCHIVED ARCHIVED SCORE");
        }

        @Test
        void whoseRowSaysAll() {
            found(ProfileFixtures.somebody(1, "Account Manager"));

            score();

            assertThat(house.value("status", "prospect WHERE team_id = :team")).isNotEqualTo("SCORED");
        }
    }

    @Nested
    class AFailure {

        @BeforeEach
        void twoWhoWait() {
            found(
                    ProfileFixtures.lean(1, "Account Manager", AUSTIN),
                    ProfileFixtures.lean(2, "Account Manager", AUSTIN));
            linkedIn.show(ProfileFixtures.somebody(1, "Account Manager"));
            linkedIn.show(ProfileFixtures.somebody(2, "Account Manager"));
            score();
        }

        @Test
        void keepsThoseWhoWereReadAndComesBackForTheOthers() {
            linkedIn.fail(new ProviderFailure.RateLimited("linkedin", "profile", Duration.ofHours(1)), "person-2");

            UUID id = only("READ_PROFILE");
            Job job = hold(id);
            StepVerifier.create(reading.run(job)).verifyError(ProviderFailure.RateLimited.class);
            setbacks.settle(List.of(job), new ProviderFailure.RateLimited("linkedin", "profile", Duration.ofHours(1)))
                    .block(PATIENCE);

            assertThat(house.ofJob(id, "status || ' ' || attempt || ' ' || stalls || ' ' || delay_reason"))
                    .isEqualTo("READY 0 0 rate-limit");
            assertThat(house.value(
                            "data ->> 'platform' || ' ' || (data ->> 'endpoint')",
                            "campaign_event WHERE team_id = :team AND type = 'rate-limit.waiting'"))
                    .isEqualTo("LINKEDIN profile");
            assertThat(open()).as("the search, the reading, a page of scores").isEqualTo("RUNNING 3");
            agrees();
            score();
            assertThat(counts()).isEqualTo("scored 2 qualified 0 review 1 archived 0 failed 0");
            agrees();

            linkedIn.heal();
            read();
            score();
            assertThat(linkedIn.calls.getLast()).containsExactly("person-2");
            assertThat(counts()).isEqualTo("scored 2 qualified 0 review 2 archived 0 failed 0");
            assertThat(open()).isEqualTo("RUNNING 1");
            agrees();
        }

        @Test
        void thatIsForGoodLetsTheRowDecide() {
            refused(new ProviderFailure.Unauthorized("linkedin", "profile", "status 403"));
            assertThat(counts()).isEqualTo("scored 2 qualified 0 review 0 archived 2 failed 0");
            found(ProfileFixtures.lean(3, "Account Manager", AUSTIN));
            score();

            refused(new ProviderFailure.Rejected("linkedin", "profile", "status 400"));
            assertThat(counts()).isEqualTo("scored 3 qualified 0 review 0 archived 3 failed 0");
            assertThat(house.value("outcome", "campaign_source WHERE team_id = :team"))
                    .isEqualTo("RUNNING");
        }

        private void refused(ProviderFailure refusal) {
            linkedIn.fail(refusal);
            Job job = hold(only("READ_PROFILE"));
            StepVerifier.create(reading.run(job)).verifyError(refusal.getClass());
            setbacks.settle(List.of(job), refusal).block(PATIENCE);

            assertThat(house.value("count(*)", "job WHERE team_id = :team AND status = 'DEAD'"))
                    .isEqualTo("0");
            assertThat(
                            house.value(
                                    "data ->> 'reason'",
                                    "campaign_event WHERE team_id = :team AND type = 'job.failed' ORDER BY number DESC LIMIT 1"))
                    .isEqualTo(refusal.getMessage());
            score();
            agrees();
        }

        @Test
        void isTriedAgainThreeTimesBeforeTheRowDecides() {
            UUID id = only("READ_PROFILE");
            for (int attempt = 0; attempt < 3; attempt++) {
                setbacks.settle(List.of(hold(id)), DOWN).block(PATIENCE);
                assertThat(house.ofJob(id, "status || attempt")).isEqualTo("READY" + (attempt + 1));
            }

            setbacks.settle(List.of(hold(id)), DOWN).block(PATIENCE);

            assertThat(house.value("count(*)", "job WHERE team_id = :team AND id = '" + id + "'"))
                    .isEqualTo("0");
            score();
            assertThat(counts()).isEqualTo("scored 2 qualified 0 review 0 archived 2 failed 0");
            assertThat(open()).isEqualTo("RUNNING 1");
            agrees();
        }

        @Test
        void ofItsWorkersLetsTheRowDecide() {
            setbacks.settle(List.of(hold(only("READ_PROFILE"))), JobHouse.workersLost())
                    .block(PATIENCE);
            score();

            assertThat(counts()).isEqualTo("scored 2 qualified 0 review 0 archived 2 failed 0");
            agrees();
        }

        @Test
        void ofTheSecondScoreIsADeadLetterWhoseRetryDecides() {
            read();
            UUID id = only("SCORE");
            setbacks.die(hold(id), DOWN).block(PATIENCE);
            assertThat(counts()).isEqualTo("scored 2 qualified 0 review 0 archived 0 failed 2");
            agrees();

            revival.retry(team, campaign.value(), List.of(id)).block(PATIENCE);
            agrees();
            score();

            assertThat(counts()).isEqualTo("scored 2 qualified 0 review 2 archived 0 failed 0");
            assertThat(house.value("count(*)", "job WHERE team_id = :team AND type = 'READ_PROFILE'"))
                    .isEqualTo("0");
            agrees();
        }

        @Test
        void storesNothingForAWorkerThatLostItsClaim() {
            Job job = hold(only("READ_PROFILE"));
            house.run("UPDATE job SET claim = gen_random_uuid() WHERE team_id = :team AND type = 'READ_PROFILE'");

            StepVerifier.create(reading.run(job)).verifyError(LostClaim.class);

            assertThat(house.value("count(profile_read_at)", "prospect WHERE team_id = :team"))
                    .isEqualTo("0");
            assertThat(house.value("count(*)", "job WHERE team_id = :team AND type = 'SCORE'"))
                    .isEqualTo("0");
            agrees();
        }

        @Test
        void isNoneForAJobThatIsDoneTwice() {
            Job first = hold(only("READ_PROFILE"));
            Job again = jobs.begin(work.readProfiles(team, campaign, Platform.LINKEDIN, prospects(), 50)
                            .getFirst())
                    .block(PATIENCE);
            house.run("UPDATE prospecting_campaign SET open_jobs = open_jobs + 1 WHERE team_id = :team");

            reading.run(first).block(PATIENCE);
            reading.run(again).block(PATIENCE);

            assertThat(linkedIn.calls).hasSize(1);
            assertThat(open()).as("the search and one page of scores").isEqualTo("RUNNING 2");
            agrees();
        }

        @Test
        void isNoneWhereTheCampaignIsPausedAndNobodyIsCalled() {
            Job job = hold(only("READ_PROFILE"));
            control.pause(team, campaign).block(PATIENCE);

            StepVerifier.create(reading.run(job)).verifyError(Gate.Paused.class);
            setbacks.settle(List.of(job), new Gate.Paused()).block(PATIENCE);

            assertThat(linkedIn.calls).isEmpty();
            assertThat(house.ofJob(job.id(), "status || attempt")).isEqualTo("PARKED0");
            control.resume(team, campaign).block(PATIENCE);
            Job resumed = hold(job.id());
            // The gate may know of the pause for as long as a reading is good.
            Mono.defer(() -> reading.run(resumed))
                    .retryWhen(Retry.fixedDelay(50, Duration.ofMillis(100)).filter(Gate.Paused.class::isInstance))
                    .block(PATIENCE);
            score();
            assertThat(counts()).isEqualTo("scored 2 qualified 0 review 2 archived 0 failed 0");
            agrees();
        }
    }

    @Test
    void aCampaignEndsWhenTheLastOfThemIsDecidedAbout() {
        found(ProfileFixtures.lean(1, "Account Manager", AUSTIN));
        setbacks.die(hold(only("SEARCH")), new SourceNotConfigured(Platform.LINKEDIN))
                .block(PATIENCE);
        score();
        assertThat(open()).isEqualTo("RUNNING 1");
        read();
        assertThat(open()).isEqualTo("RUNNING 1");

        score();

        assertThat(open()).isEqualTo("COMPLETED 0");
        agrees();
    }

    private void found(Profile... rows) {
        pages.keep(
                        runs.find(team, campaign).block(PATIENCE),
                        new PageCommit.Shown(Platform.LINKEDIN, List.of(rows), "more", false),
                        null,
                        Mono.empty(),
                        Mono.empty())
                .block(PATIENCE);
    }

    private void score() {
        scoring.run(hold(only("SCORE"))).block(PATIENCE);
    }

    private void read() {
        reading.run(hold(only("READ_PROFILE"))).block(PATIENCE);
    }

    private UUID only(String type) {
        return UUID.fromString(house.value("id", waiting(type)));
    }

    private static String waiting(String type) {
        return "job WHERE team_id = :team AND status = 'READY' AND type = '" + type + "' ORDER BY id LIMIT 1";
    }

    private Job hold(UUID id) {
        UUID claim = Ids.next();
        house.run(
                "UPDATE job SET status = 'ACTIVE', claim = '%s', lease_until = now() + interval '1 h' WHERE team_id = :team AND id = '%s'"
                        .formatted(claim, id));
        return new Job(
                team,
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

    private List<com.messageai.leadgen.prospect.ProspectId> prospects() {
        return database.sql("SELECT id FROM prospect WHERE team_id = :team ORDER BY id")
                .bind("team", team.value())
                .map(row -> new com.messageai.leadgen.prospect.ProspectId(row.get("id", UUID.class)))
                .all()
                .collectList()
                .block(PATIENCE);
    }

    private String standing() {
        return house.value(
                "status || ' ' || outcome || ' ' || coalesce(status_reason, '-')", "prospect WHERE team_id = :team");
    }

    private String open() {
        return house.value("status || ' ' || open_jobs", "prospecting_campaign WHERE team_id = :team");
    }

    private String outcomes() {
        return house.value(
                "string_agg(data ->> 'outcome', ' ' ORDER BY number)",
                "campaign_event WHERE team_id = :team AND type = 'prospect.scored'");
    }

    private String counts() {
        return house.value(
                "format('scored %s qualified %s review %s archived %s failed %s', scored_count, qualified_count,"
                        + " review_count, archived_count, failed_count)",
                "prospecting_campaign WHERE team_id = :team");
    }

    /** Each counter is what its rows say, and nobody waits for a job that is not there. */
    private void agrees() {
        assertThat(Recount.of(database, team, campaign.toString()))
                .satisfies(counts -> assertThat(counts.get("counted")).isEqualTo(counts.get("recounted")));
        for (String offence : List.of(Recount.WAITING_FOR_NOBODY, Recount.DECIDED_AND_WAITING)) {
            assertThat(Recount.offences(database, team, offence)).isZero();
        }
        assertThat(house.value("open_jobs", "prospecting_campaign WHERE team_id = :team"))
                .isEqualTo(house.value("count(*)", "job WHERE team_id = :team AND status <> 'DEAD'"));
    }
}
