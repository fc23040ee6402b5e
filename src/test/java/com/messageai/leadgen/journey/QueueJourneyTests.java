package com.messageai.leadgen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.Bill;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.Teams;
import com.messageai.leadgen.team.Users;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What an operator does while campaigns run, seen from the providers' side. */
@JourneyTest
class QueueJourneyTests {

    @LocalServerPort
    int port;

    @Autowired
    Teams teams;

    @Autowired
    Users users;

    @Autowired
    DatabaseClient database;

    @Autowired
    Sandbox sandbox;

    Visitor admin;

    @BeforeEach
    void signIn() {
        admin = Visitor.ofNewTeam(port, teams, users, Role.ADMIN);
    }

    @AfterEach
    void heal() {
        sandbox.admin().clearFaults();
    }

    @Test
    void makesLeadsOfWhatHadBeenGivenUpWhenTheProviderIsWellAgain() {
        sandbox.admin().fault(Fault.status("hunter", "*", 500)).fault(Fault.status("clearbit", "*", 500));
        String campaign = Briefs.campaign(admin, Map.of("maxProspects", 40), List.of("LINKEDIN"));
        admin.order("/campaigns/{id}/start", campaign);
        JsonNode letters = Eventually.get(() -> {
            JsonNode found = admin.get("/dead-letters?campaignId={id}&limit=200", campaign)
                    .path("items");
            return found.isEmpty() ? null : found;
        });
        String errorClass = letters.get(0).path("errorClass").asString();
        assertThat(letters.get(0).path("queue").asString()).isEqualTo("ENRICHMENT");
        assertThat(letters.get(0).path("attempts")).hasSize(4);
        assertThat(admin.get("/campaigns/{id}", campaign).path("failedCount").asInt())
                .isPositive();

        sandbox.admin().clearFaults();
        // Some die only now.
        int retried = Eventually.get(new Supplier<Integer>() {
            int sum;

            @Override
            public Integer get() {
                sum += admin.post(
                                "/dead-letters/retry",
                                Map.of("queue", "ENRICHMENT", "errorClass", errorClass, "campaignId", campaign))
                        .path("retried")
                        .asInt();
                return settled(campaign) ? sum : null;
            }
        });

        assertThat(retried).isPositive();
        assertThat(admin.get("/dead-letters?campaignId={id}", campaign).path("items"))
                .isEmpty();
        JsonNode ended = admin.get("/campaigns/{id}", campaign);
        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("failedCount").asInt()).isZero();
        assertThat(ended.path("leadCount").asInt()).isPositive();
        assertThat(Recount.of(database, admin.team(), campaign))
                .satisfies(counts -> assertThat(counts.get("counted")).isEqualTo(counts.get("recounted")));
        assertThat(Recount.offences(database, admin.team(), Recount.GAPS_IN_THE_JOURNAL))
                .isZero();
    }

    @Test
    void callsNoProviderForAQueueAfterItsPauseHasAnswered() {
        String campaign = Briefs.campaign(admin, Map.of("maxProspects", 400), List.of("LINKEDIN"));
        admin.order("/campaigns/{id}/start", campaign);
        admin.events(campaign, null)
                .takeUntil(event -> "prospect.enriched".equals(event.event()))
                .blockLast(Visitor.PATIENCE);

        JsonNode paused = admin.order("/queues/ENRICHMENT/pause");
        long calls = calls("hunter") + calls("clearbit");

        assertThat(paused.path("paused").asBoolean()).isTrue();
        assertThat(Mono.delay(Duration.ofSeconds(2))
                        .map(tick -> calls("hunter") + calls("clearbit"))
                        .block(Visitor.PATIENCE))
                .as("calls two seconds later")
                .isEqualTo(calls);
        JsonNode scored = Eventually.get(() -> {
            JsonNode now = admin.get("/campaigns/{id}", campaign);
            return now.path("scoredCount").asInt() == 400 ? now : null;
        });
        assertThat(scored.path("status").asString())
                .as("the other queues go on")
                .isEqualTo("RUNNING");
        JsonNode queue = queue("ENRICHMENT");
        assertThat(queue.path("active").asInt()).isZero();
        assertThat(queue.path("waiting").asInt() + queue.path("delayed").asInt())
                .isPositive();
        assertThat(Recount.offences(
                        database, admin.team(), "SELECT id FROM job WHERE team_id = :team AND attempt + stalls > 0"))
                .as("a pause uses up nothing")
                .isZero();

        admin.order("/queues/ENRICHMENT/resume");
        admin.events(campaign, null).blockLast(Visitor.PATIENCE);

        assertThat(admin.get("/campaigns/{id}", campaign).path("status").asString())
                .isEqualTo("COMPLETED");
        assertThat(queue("ENRICHMENT").path("waiting").asInt()).isZero();
        assertThat(queue("ENRICHMENT").path("completed").asInt()).isPositive();
    }

    @Test
    void startsNothingInAPausedQueueAndAllOfItAtItsResume() {
        admin.order("/queues/DISCOVERY/pause");
        long calls = calls("linkedin");
        String campaign = Briefs.campaign(admin, Map.of("maxProspects", 20), List.of("LINKEDIN"));
        admin.order("/campaigns/{id}/start", campaign);

        JsonNode waiting = Eventually.get(() -> {
            JsonNode queue = queue("DISCOVERY");
            return queue.path("oldestWaitingSeconds").asInt() >= 2 ? queue : null;
        });
        assertThat(waiting.path("waiting").asInt()).isEqualTo(1);
        assertThat(waiting.path("active").asInt()).isZero();
        assertThat(calls("linkedin")).isEqualTo(calls);

        admin.order("/queues/DISCOVERY/resume");
        admin.events(campaign, null).blockLast(Visitor.PATIENCE);
        assertThat(admin.get("/campaigns/{id}", campaign)
                        .path("discoveredCount")
                        .asInt())
                .isEqualTo(20);
    }

    private boolean settled(String campaign) {
        return admin.get("/dead-letters?campaignId={id}&limit=1", campaign)
                        .path("items")
                        .isEmpty()
                && Recount.offences(database, admin.team(), Recount.OPEN_JOBS) == 0;
    }

    private JsonNode queue(String name) {
        return StreamSupport.stream(admin.get("/queues").path("items").spliterator(), false)
                .filter(queue -> queue.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private long calls(String provider) {
        return sandbox.bill().lines().stream()
                .filter(line -> line.provider().startsWith(provider))
                .mapToLong(Bill.Line::calls)
                .sum();
    }
}
