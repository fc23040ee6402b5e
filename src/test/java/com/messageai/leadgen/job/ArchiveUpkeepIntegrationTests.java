package com.messageai.leadgen.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.TestDatabase;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchiveUpkeepIntegrationTests {

    private static final RetentionProperties RETENTION = new RetentionProperties(Duration.ofDays(30));
    private static final String NOON =
            "(date_trunc('day', now() AT TIME ZONE 'UTC') + interval '12 hours') AT TIME ZONE 'UTC'";

    private static TestDatabase database;

    private final ArchiveCounts counts = new ArchiveCounts(database.client(), RETENTION);
    private final ArchiveUpkeep days = new ArchiveUpkeep(database.client(), RETENTION);
    private JobHouse house;

    @BeforeAll
    static void create() {
        database = TestDatabase.create(4);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.client().sql("DELETE FROM job_day").then().block();
        database.client().sql("DELETE FROM job_archive").then().block();
        house = aHouse();
    }

    private static JobHouse aHouse() {
        TeamId team = new TeamId(Ids.next());
        database.client()
                .sql("INSERT INTO team (id, name, slug) VALUES ('%1$s', 'Team', '%1$s')".formatted(team))
                .then()
                .block();
        return new JobHouse(database.client(), team);
    }

    private static void settled(JobHouse house, Queue queue, String status, int daysAgo, int jobs) {
        for (int i = 0; i < jobs; i++) {
            house.settled(queue, null, status, NOON + " - interval '" + daysAgo + " days'");
        }
    }

    private static String counted(JobHouse house) {
        return house.value(
                "string_agg(queue || ' ' || status || ' ' || ((now() AT TIME ZONE 'UTC')::date - day) || ' ' || jobs, ', '"
                        + " ORDER BY day, queue, status)",
                "job_day WHERE team_id = :team");
    }

    @Test
    void countsTheDaysThatAreOverOnce() {
        settled(house, Queue.SCORING, "COMPLETED", 3, 2);
        settled(house, Queue.SCORING, "CANCELLED", 3, 1);
        settled(house, Queue.ENRICHMENT, "COMPLETED", 2, 3);
        settled(house, Queue.SCORING, "COMPLETED", 0, 4);

        counts.run().block();
        assertThat(counted(house)).isEqualTo("SCORING CANCELLED 3 1, SCORING COMPLETED 3 2, ENRICHMENT COMPLETED 2 3");

        assertThat(counts.run().block()).isZero();
        assertThat(counted(house)).isEqualTo("SCORING CANCELLED 3 1, SCORING COMPLETED 3 2, ENRICHMENT COMPLETED 2 3");
    }

    @Test
    void goesOnWhereAnInstanceDiedInTheMiddle() {
        JobHouse other = aHouse();
        settled(house, Queue.SCORING, "COMPLETED", 3, 2);
        settled(other, Queue.SCORING, "COMPLETED", 3, 5);
        settled(other, Queue.SCORING, "COMPLETED", 2, 1);
        counts.run().block();
        // Of the newest day, one team's count got lost.
        other.run("DELETE FROM job_day WHERE team_id = :team AND day = (SELECT max(day) FROM job_day)");
        house.run("DELETE FROM job_day WHERE team_id <> :team AND day > (SELECT min(day) FROM job_day)");
        house.run("DELETE FROM job_day WHERE team_id = :team");

        counts.run().block();
        assertThat(counted(house)).isEqualTo("SCORING COMPLETED 3 2");
        assertThat(counted(other)).isEqualTo("SCORING COMPLETED 3 5, SCORING COMPLETED 2 1");
    }

    @Test
    void findsTheJobsOfAnOldCampaignOnTheirDaysWithoutReadingThoseOfOthers() {
        settled(house, Queue.SCORING, "COMPLETED", 20, 1);
        settled(house, Queue.SCORING, "COMPLETED", 2, 1);
        days.run().block();
        UUID campaign = UUID.randomUUID();
        for (int daysAgo : new int[] {20, 2}) {
            house.run("""
                    INSERT INTO job_archive (team_id, id, queue, type, campaign_id, status, attempt, attempts, created_at,
                                             settled_at)
                    SELECT :team, uuidv7(), 'SCORING', 'SCORE',
                           CASE WHEN i %% 1000 = 0 THEN '%s'::uuid ELSE gen_random_uuid() END,
                           'COMPLETED', 0, '[]', now(), %s - interval '%d days' FROM generate_series(1, 20000) i
                    """.formatted(campaign, NOON, daysAgo));
        }
        database.client().sql("ANALYZE job_archive").then().block();

        String plan = database.client()
                .sql("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) SELECT j.* FROM (" + JobList.ALL
                        + ") j WHERE j.team_id = :team AND j.campaign_id = :campaign ORDER BY j.id DESC LIMIT 51")
                .bind("team", UUID.fromString(house.value("id", "team WHERE id = :team")))
                .bind("campaign", campaign)
                .map(row -> row.get(0, String.class))
                .all()
                .collect(Collectors.joining("\n"))
                .block();

        String[] parts = plan.split("->");
        assertThat(parts)
                .filteredOn(part -> part.contains("actual rows=20.00"))
                .as(plan)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(
                        part -> assertThat(part).contains("campaign_id_id_idx").doesNotContain("Removed by Filter"));
        assertThat(plan).doesNotContain("Removed by Filter");
    }

    @Test
    void givesEveryDayTheIndexesOfAll() {
        settled(house, Queue.SCORING, "COMPLETED", 9, 1);
        days.run().block();

        assertThat(house.value("count(*)", """
                (SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = 'job_archive'::regclass
                   AND NOT EXISTS (SELECT 1 FROM pg_inherits x JOIN pg_index p ON p.indexrelid = x.inhrelid
                                   WHERE x.inhparent = 'job_archive_by_campaign'::regclass AND p.indrelid = i.inhrelid
                                     AND p.indisvalid)) without, team WHERE id = :team
                """)).isEqualTo("0");
    }

    @Test
    void forgetsDaysAndTheirCountsTogether() {
        settled(house, Queue.SCORING, "COMPLETED", 31, 1);
        settled(house, Queue.SCORING, "COMPLETED", 30, 2);
        settled(house, Queue.SCORING, "COMPLETED", 1, 3);
        house.run("INSERT INTO job_day (team_id, queue, status, day, jobs) VALUES "
                + "(:team, 'SCORING', 'COMPLETED', (now() AT TIME ZONE 'UTC')::date - 31, 1)");

        assertThat(days.run().block()).isPositive();
        counts.run().block();

        assertThat(house.value("count(*)", "job_archive WHERE team_id = :team")).isEqualTo("5");
        assertThat(counted(house)).isEqualTo("SCORING COMPLETED 30 2, SCORING COMPLETED 1 3");
        assertThat(days.run().block()).as("done already").isZero();
    }
}
