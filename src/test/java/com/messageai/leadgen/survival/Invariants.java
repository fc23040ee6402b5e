package com.messageai.leadgen.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.journey.Recount;
import com.messageai.leadgen.sandbox.Bill;
import com.messageai.leadgen.team.TeamId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/**
 * What must be true of a campaign that has ended, whatever was killed meanwhile: asked of the tables, of the API, of the
 * feed that somebody has read, and of the providers.
 */
final class Invariants {

    private final Campaign campaign;
    private final Database database;
    private final Map<String, UUID> key;

    private Invariants(Campaign campaign) {
        this.campaign = campaign;
        this.database = campaign.installation().database();
        this.key = Map.of("team", campaign.team(), "id", campaign.id());
    }

    /** @param heard all numbers of the feed, in the order in which they were read */
    static void hold(Campaign campaign, List<Long> heard) {
        var invariants = new Invariants(campaign);
        invariants.completed();
        invariants.everybodyIsOneProspect();
        invariants.nobodyIsLeftUnderWay();
        invariants.leadsAreOpenOnce();
        invariants.countsEqualARecount();
        invariants.journalIsWhole(heard);
        invariants.nothingIsLeftToDo();
        invariants.ledgerAddsUp();
        invariants.nothingWasBilledTwice();
        invariants.billEqualsLedger();
    }

    private void completed() {
        JsonNode shown = campaign.get();
        assertThat(shown.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(shown.path("completedAt").asString("")).isNotBlank();
        assertThat(shown.path("sources")).hasSize(1).allSatisfy(source -> {
            assertThat(source.path("outcome").asString()).isEqualTo("EXHAUSTED");
            assertThat(source.path("found").asInt())
                    .isEqualTo(campaign.installation().population().size());
        });
    }

    private void everybodyIsOneProspect() {
        List<Map<String, Object>> prospects = database.rows(
                "SELECT platform_profile_id FROM prospect WHERE team_id = :team AND campaign_id = :id", key);
        Set<String> found = prospects.stream()
                .map(row -> (String) row.get("platform_profile_id"))
                .collect(Collectors.toSet());
        assertThat(prospects).as("prospects").hasSize(found.size());
        assertThat(found).isEqualTo(campaign.installation().population());
        assertThat(number("SELECT count(*) FROM person WHERE team_id = :team AND merged_into IS NULL"))
                .as("persons")
                .isEqualTo(found.size());
    }

    private void nobodyIsLeftUnderWay() {
        assertThat(rows("""
                        SELECT status, status_reason, count(*) FROM prospect
                        WHERE team_id = :team AND campaign_id = :id
                          AND status NOT IN ('CONVERTED', 'JOINED', 'IN_REVIEW', 'ARCHIVED', 'REJECTED')
                        GROUP BY status, status_reason
                        """))
                .as("prospects that are neither at an end nor waiting for somebody")
                .isEmpty();
        assertThat(offences(Recount.DECIDED_AND_WAITING))
                .as("prospects whose decision and state disagree")
                .isZero();
        assertThat(offences(Recount.ARCHIVED_UNREAD))
                .as("prospects who were archived by a row that says little, and could have passed")
                .isZero();
        assertThat(rows("""
                        SELECT id FROM prospect p WHERE team_id = :team AND campaign_id = :id AND NOT EXISTS (
                            SELECT 1 FROM prospect_score s WHERE s.team_id = p.team_id AND s.prospect_id = p.id)
                        """)).as("prospects whose score is not explained").isEmpty();
    }

    private void leadsAreOpenOnce() {
        assertThat(offences(Recount.TWO_OPEN_LEADS))
                .as("persons with two open leads")
                .isZero();
        assertThat(rows("""
                        SELECT p.id FROM prospect p LEFT JOIN lead l ON l.team_id = p.team_id AND l.id = p.lead_id
                        WHERE p.team_id = :team AND p.campaign_id = :id AND (p.status = 'CONVERTED') <> (l.id IS NOT NULL)
                        """))
                .as("converted without a lead, or a lead without being converted")
                .isEmpty();
        assertThat(number("SELECT count(*) FROM lead WHERE team_id = :team AND campaign_id = :id"))
                .as("leads")
                .isPositive()
                .isEqualTo(number("SELECT lead_count FROM prospecting_campaign WHERE team_id = :team AND id = :id"));
    }

    private void countsEqualARecount() {
        Map<String, String> counts = Recount.of(
                database.client(), new TeamId(campaign.team()), campaign.id().toString());
        assertThat(counts.get("counted")).isEqualTo(counts.get("recounted"));
        assertThat(rows("""
                        SELECT open_jobs, open_sources, parked_jobs FROM prospecting_campaign
                        WHERE team_id = :team AND id = :id AND (open_jobs, open_sources, parked_jobs) <> (0, 0, 0)
                        """)).as("open jobs and sources of an ended campaign").isEmpty();
    }

    private void journalIsWhole(List<Long> heard) {
        assertThat(offences(Recount.GAPS_IN_THE_JOURNAL))
                .as("gaps in the journal")
                .isZero();
        long last = number("SELECT last_number FROM team_feed WHERE team_id = :team");
        assertThat(number("SELECT count(*) FROM campaign_event WHERE team_id = :team"))
                .isEqualTo(last);
        assertThat(rows("""
                        SELECT number FROM (
                            SELECT number, previous, lag(number, 1, 0::bigint) OVER (ORDER BY number) AS before
                            FROM campaign_event WHERE team_id = :team AND campaign_id = :id) events
                        WHERE previous <> before
                        """))
                .as("events that name another one as the one before")
                .isEmpty();
        assertThat(rows("""
                        SELECT type, data ->> 'prospectId' FROM campaign_event
                        WHERE team_id = :team AND campaign_id = :id AND type IN ('prospect.discovered', 'lead.created')
                        GROUP BY type, data ->> 'prospectId' HAVING count(*) > 1
                        """)).as("told twice").isEmpty();
        assertThat(number("SELECT count(*) FROM campaign_event WHERE team_id = :team AND type = 'prospect.discovered'"))
                .isEqualTo(number("SELECT count(*) FROM prospect WHERE team_id = :team AND campaign_id = :id"));
        assertThat(heard)
                .as("what the feed has told, over all its connections")
                .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
    }

    private void nothingIsLeftToDo() {
        assertThat(rows("SELECT queue, type, status, attempt, stalls, last_error FROM job WHERE team_id = :team"))
                .as("jobs that are left")
                .isEmpty();
        assertThat(rows("SELECT id FROM job_archive WHERE team_id = :team GROUP BY id HAVING count(*) > 1"))
                .as("jobs that were done twice")
                .isEmpty();
    }

    private void ledgerAddsUp() {
        Map<String, Object> sums = database.row("""
                        SELECT spent, reserved,
                               (SELECT coalesce(sum(cost), 0) FROM ledger_entry l
                                WHERE l.team_id = c.team_id AND l.campaign_id = c.id) AS cost,
                               (SELECT coalesce(sum(held), 0) FROM ledger_entry l
                                WHERE l.team_id = c.team_id AND l.campaign_id = c.id
                                  AND state IN ('RESERVED', 'SUBMITTED', 'UNKNOWN')) AS held
                        FROM prospecting_campaign c WHERE team_id = :team AND id = :id
                        """, key);
        assertThat((BigDecimal) sums.get("spent")).isPositive().isEqualByComparingTo((BigDecimal) sums.get("cost"));
        assertThat((BigDecimal) sums.get("reserved")).isEqualByComparingTo((BigDecimal) sums.get("held"));
        assertThat(rows("""
                        SELECT provider, endpoint, state, count(*) FROM ledger_entry
                        WHERE team_id = :team AND campaign_id = :id
                          AND (state IN ('RESERVED', 'SUBMITTED') OR state = 'UNKNOWN' AND provider <> 'hunter')
                        GROUP BY provider, endpoint, state
                        """)).as("holds that nobody came back for").isEmpty();
        assertThat(rows("""
                        SELECT provider, endpoint, request_hash FROM ledger_entry
                        WHERE team_id = :team AND state IN ('SETTLED', 'UNKNOWN')
                        GROUP BY provider, endpoint, request_hash HAVING count(*) > 1
                        """)).as("questions that were paid twice").isEmpty();
    }

    /** Clearbit bills a question once, however often it is asked; what Hunter bills each time is asked once. */
    private void nothingWasBilledTwice() {
        for (String endpoint : List.of("finder", "verifier")) {
            Map<String, Integer> asked = bill().keys("hunter", endpoint);
            assertThat(asked).as("what Hunter's %s was asked", endpoint).isNotEmpty();
            asked.values().removeIf(times -> times == 1);
            assertThat(asked).as("what Hunter's %s was asked twice", endpoint).isEmpty();
        }
        for (String endpoint : List.of("company", "person")) {
            Bill.Line line = bill().line("clearbit", endpoint);
            assertThat(line.billedUnits()).isEqualTo(line.keys());
        }
    }

    /** All that is billed is on the ledger; only where an answer was lost with its worker, we can't know and hold it. */
    private void billEqualsLedger() {
        for (String[] priced : new String[][] {
            {"clearbit", "company", "0.10"},
            {"clearbit", "person", "0.10"},
            {"hunter", "finder", "0.025"},
            {"hunter", "verifier", "0.025"}
        }) {
            Map<String, Object> ours =
                    database.row("""
                            SELECT coalesce(sum(cost), 0) AS cost,
                                   coalesce(sum(held) FILTER (WHERE state = 'UNKNOWN'), 0) AS unknown
                            FROM ledger_entry
                            WHERE team_id = :team AND provider = :provider AND endpoint = :endpoint
                            """, Map.of("team", campaign.team(), "provider", priced[0], "endpoint", priced[1]));
            BigDecimal billed = new BigDecimal(priced[2])
                    .multiply(
                            BigDecimal.valueOf(bill().line(priced[0], priced[1]).billedUnits()));
            BigDecimal cost = (BigDecimal) ours.get("cost");
            assertThat(billed)
                    .as("bill of %s %s; ours is %s", priced[0], priced[1], ours)
                    .isBetween(cost, cost.add((BigDecimal) ours.get("unknown")));
        }
    }

    private Bill bill() {
        return campaign.installation().sandbox().bill();
    }

    private long offences(String query) {
        return Recount.offences(database.client(), new TeamId(campaign.team()), query);
    }

    private long number(String sql) {
        return campaign.number(sql);
    }

    private List<Map<String, Object>> rows(String sql) {
        return database.rows(sql, key);
    }
}
