package com.messageai.leadgen.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.TestDatabase;
import com.messageai.leadgen.team.TeamId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JournalDaysIntegrationTests {

    private record Happened(int n) implements JournalEvent {
        @Override
        public String type() {
            return "test.happened";
        }
    }

    private static TestDatabase database;

    private final TeamId team = new TeamId(Ids.next());
    private final UUID one = Ids.next();
    private final UUID other = Ids.next();
    private Journal journal;

    @BeforeAll
    static void create() {
        database = TestDatabase.create(4);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void foundATeam() {
        journal = journal(Clock.systemUTC());
        run("INSERT INTO team (id, name, slug) VALUES ('%1$s', 'Team', '%1$s')".formatted(team));
    }

    private static Journal journal(Clock clock) {
        return new Journal(database.client(), new JsonMapper(), new Entries(database.client(), clock));
    }

    private static void run(String statement) {
        database.client().sql(statement).then().block();
    }

    private static String value(String expression) {
        return database.client()
                .sql("SELECT (" + expression + ")::text AS value")
                .map(row -> row.get("value", String.class))
                .one()
                .block();
    }

    private void append(UUID campaign, int events) {
        journal.append(
                        team,
                        campaign,
                        java.util.stream.IntStream.range(0, events)
                                .mapToObj(Happened::new)
                                .toList())
                .block();
    }

    /** As if all that happened until now had happened so many days ago. */
    private void age(int days) {
        run("UPDATE campaign_event SET at = at - interval '%d days' WHERE team_id = '%s'".formatted(days, team));
    }

    private List<Long> after(long number, int limit) {
        return journal.after(team, number, limit)
                .map(JournalEntry::number)
                .collectList()
                .block();
    }

    private List<String> of(UUID campaign, long number, int limit) {
        return journal.after(team, campaign, number, limit)
                .map(entry -> entry.previous() + "<" + entry.number())
                .collectList()
                .block();
    }

    /** Three entries of each of the last three days, in turn of both campaigns. */
    private void threeDays() {
        for (int day = 0; day < 3; day++) {
            if (day > 0) {
                age(1);
            }
            append(one, 1);
            append(other, 1);
            append(one, 1);
        }
    }

    private long keepDays(int keep) {
        return Long.parseLong(value("SELECT made + dropped FROM keep_days('campaign_event', 7, " + keep + ")"));
    }

    @Test
    void everyEventKnowsTheOneBeforeItInItsCampaign() {
        append(one, 2);
        append(other, 1);
        append(one, 2);
        assertThat(of(one, 0, 10)).containsExactly("0<1", "1<2", "2<4", "4<5");
        assertThat(of(other, 0, 10)).containsExactly("0<3");
    }

    @Test
    void anEventStillKnowsTheOneBeforeItWhenThatIsNoLongerKept() {
        append(one, 2);
        run("DELETE FROM campaign_event WHERE team_id = '%s'".formatted(team));
        append(one, 1);
        assertThat(of(one, 0, 10)).containsExactly("2<3");
    }

    @Test
    void timesFollowTheNumbers() {
        append(one, 50);
        append(other, 50);
        assertThat(journal.after(team, 0, 200)
                        .map(JournalEntry::at)
                        .collectList()
                        .block())
                .hasSize(100)
                .isSorted();
    }

    @Test
    void readsAcrossDays() {
        threeDays();
        keepDays(10);
        threeDaysAreRead();
    }

    @Test
    void readsWhatNoDayWasMadeFor() {
        threeDays();
        threeDaysAreRead();
    }

    private void threeDaysAreRead() {
        assertThat(after(0, 20)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(after(2, 3)).containsExactly(3L, 4L, 5L);
        assertThat(after(5, 20)).containsExactly(6L, 7L, 8L, 9L);
        assertThat(after(6, 20)).containsExactly(7L, 8L, 9L);
        assertThat(after(8, 20)).containsExactly(9L);
        assertThat(after(9, 20)).isEmpty();
        assertThat(of(one, 0, 20)).containsExactly("0<1", "1<3", "3<4", "4<6", "6<7", "7<9");
        assertThat(of(one, 4, 20)).containsExactly("4<6", "6<7", "7<9");
        assertThat(of(one, 5, 20)).containsExactly("4<6", "6<7", "7<9");
        assertThat(of(one, 9, 20)).isEmpty();
        assertThat(of(other, 5, 20)).containsExactly("5<8");
    }

    @Test
    void readsTheSameWhateverThisInstancesClockSays() {
        threeDays();
        for (Duration wrong : List.of(Duration.ofDays(-40), Duration.ofMinutes(-1439), Duration.ofDays(40))) {
            Clock clock = Clock.fixed(Instant.now().plus(wrong), ZoneOffset.UTC);
            assertThat(journal(clock)
                            .after(team, 1, 20)
                            .map(JournalEntry::number)
                            .collectList()
                            .block())
                    .as("with a clock that is off by %s", wrong)
                    .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        }
    }

    @Test
    void losesNothingWhenPostgresClockWasSetBack() {
        append(one, 3);
        run("UPDATE campaign_event SET at = at - interval '61 minutes' WHERE team_id = '%s' AND number = 2"
                .formatted(team));
        assertThat(after(0, 20)).containsExactly(1L, 2L, 3L);
        assertThat(of(one, 0, 20)).containsExactly("0<1", "1<2", "2<3");
    }

    @Test
    void beginsWithTheOldestThatIsKept() {
        threeDays();
        keepDays(10);
        run("DELETE FROM campaign_event WHERE team_id = '%s' AND number <= 4".formatted(team));
        assertThat(after(2, 3)).as("the gap is seen by the reader").containsExactly(5L, 6L, 7L);
        assertThat(after(4, 3)).containsExactly(5L, 6L, 7L);
        assertThat(journal.oldest(team).block()).isEqualTo(5);
        assertThat(of(one, 0, 1)).containsExactly("4<6");
    }

    @Test
    void daysAreMadeFromWhatWaitsForThemAndDroppedWhenTheyAreOld() {
        append(one, 2);
        age(40);
        append(one, 1);
        age(3);
        append(one, 1);
        String parts = "SELECT string_agg(DISTINCT tableoid::regclass::text, ' ' ORDER BY tableoid::regclass::text) "
                + "FROM campaign_event WHERE team_id = '" + team + "'";
        assertThat(value(parts)).contains("campaign_event_default");

        assertThat(keepDays(100)).as("days made").isPositive();
        assertThat(value(parts))
                .doesNotContain("default")
                .contains(
                        "campaign_event_" + value("to_char(now() AT TIME ZONE 'UTC' - interval '3 days', 'YYYYMMDD')"));
        assertThat(after(0, 10)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(keepDays(100)).as("done already").isZero();

        JournalUpkeep upkeep = new JournalUpkeep(database.client(), new RetentionProperties(Duration.ofDays(30)));
        assertThat(upkeep.run().block()).isPositive();
        assertThat(after(0, 10)).containsExactly(3L, 4L);
        assertThat(value("SELECT count(*) FROM pg_inherits WHERE inhparent = 'campaign_event'::regclass"))
                .as("30 days back, today, 7 ahead, and the one that catches the rest, at most")
                .satisfies(count -> assertThat(Integer.parseInt(count)).isLessThanOrEqualTo(39));
    }

    @Test
    void aCampaignsNewestNumberGoesWithTheCampaign() {
        append(one, 1);
        new JournalUpkeep(database.client(), new RetentionProperties(Duration.ofDays(30)))
                .run()
                .block();
        assertThat(value("SELECT count(*) FROM campaign_feed WHERE team_id = '" + team + "'"))
                .isEqualTo("0");
    }
}
