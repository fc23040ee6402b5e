package com.messageai.leadgen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.Bill;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.Teams;
import com.messageai.leadgen.team.Users;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A campaign from start to lead, as somebody sees it who uses nothing but HTTP. */
@JourneyTest
class CampaignJourneyTests {

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

    Visitor manager;

    @BeforeEach
    void signIn() {
        manager = Visitor.ofNewTeam(port, teams, users, Role.SALES_MANAGER);
    }

    @Test
    void turnsAnIcpIntoLeadsWhileTheFeedTellsOfIt() {
        String campaign = campaign(Map.of("maxProspects", 120));
        manager.order("/campaigns/{id}/start", campaign);

        List<ServerSentEvent<String>> events = toTheEnd(campaign, null);

        JsonNode ended = manager.get("/campaigns/{id}", campaign);
        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("discoveredCount").asInt()).isEqualTo(120);
        assertThat(ended.path("scoredCount").asInt()).isEqualTo(120);
        assertThat(ended.path("leadCount").asInt()).isPositive();
        assertThat(count(events, "prospect.discovered")).isEqualTo(120);
        assertThat(count(events, "lead.created"))
                .isEqualTo(ended.path("leadCount").asInt());
        assertThat(events.getFirst().comment()).as("headers leave at once").isNotNull();
        assertThat(names(events).filter(Objects::nonNull).findFirst()).contains("campaign.snapshot");
        assertThat(events.getLast().event()).isEqualTo("feed.end");
        assertThat(numbers(events)).isSorted().doesNotHaveDuplicates();
        atRest(campaign);

        JsonNode lead = manager.get("/leads?campaignId={id}&sort=-score", campaign)
                .path("items")
                .get(0);
        assertThat(lead.path("status").asString()).isEqualTo("NEW");
        assertThat(lead.path("score").asDouble()).isGreaterThanOrEqualTo(0.75);
        JsonNode why =
                manager.get("/prospects/{id}/score", lead.path("prospectId").asString());
        assertThat(why.path("factors")).hasSize(4);
        double sum = StreamSupport.stream(why.path("factors").spliterator(), false)
                .mapToDouble(factor -> factor.path("contribution").asDouble())
                .sum();
        assertThat(sum).isCloseTo(why.path("total").asDouble(), org.assertj.core.data.Offset.offset(0.00005));
    }

    @Test
    void tellsAReaderThatComesBackAllThatItMissedOnceAndInOrder() {
        String campaign = campaign(Map.of("maxProspects", 60));
        manager.order("/campaigns/{id}/start", campaign);
        List<ServerSentEvent<String>> first = Objects.requireNonNull(manager.events(campaign, null)
                .takeUntil(event -> event.id() != null)
                .collectList()
                .block(Visitor.PATIENCE));

        String last = first.getLast().id();
        List<ServerSentEvent<String>> rest = toTheEnd(campaign, last);

        List<Long> all = new java.util.ArrayList<>(numbers(first));
        all.addAll(numbers(rest));
        assertThat(all).isSorted().doesNotHaveDuplicates();
        assertThat(all.getLast() - all.getFirst() + 1).isEqualTo(all.size());
        assertThat(names(rest)).doesNotContain("campaign.snapshot", "feed.reset");
        assertThat(count(first, "prospect.discovered") + count(rest, "prospect.discovered"))
                .isEqualTo(60);
    }

    @Test
    void buysNobodyTwice() {
        String first = campaign(Map.of("maxProspects", 60));
        manager.order("/campaigns/{id}/start", first);
        toTheEnd(first, null);
        Map<Bill.Endpoint, Bill.Line> before = paid();

        String second = campaign(Map.of("maxProspects", 60));
        manager.order("/campaigns/{id}/start", second);
        toTheEnd(second, null);

        assertThat(paid()).isEqualTo(before);
        JsonNode again = manager.get("/campaigns/{id}", second);
        assertThat(again.path("leadCount").asInt())
                .as("who has an open lead is joined to it")
                .isZero();
        assertThat(again.path("qualifiedCount").asInt()).isPositive();
        atRest(second);
    }

    @Test
    void makesALeadOfWhomAReviewerApprovesAndNoneOfWhomItRejects() {
        String campaign = campaign(Map.of("maxProspects", 100, "thresholds", Map.of("qualify", 1.0, "review", 0.1)));
        manager.order("/campaigns/{id}/start", campaign);
        toTheEnd(campaign, null);
        JsonNode queue = manager.get("/review-queue?campaignId={id}", campaign).path("items");
        assertThat(queue.size()).isGreaterThan(1);
        String liked = queue.get(0).path("id").asString();
        String disliked = queue.get(1).path("id").asString();

        manager.post("/prospects/{id}/reject", Map.of("reason", "wrong market"), disliked);
        manager.order("/prospects/{id}/approve", liked);

        JsonNode converted = eventually(() -> {
            JsonNode now = manager.get("/prospects/{id}", liked);
            return now.path("status").asString().equals("CONVERTED") ? now : null;
        });
        assertThat(manager.get("/leads/{id}", converted.path("leadId").asString())
                        .path("prospectId")
                        .asString())
                .isEqualTo(liked);
        assertThat(manager.get("/prospects/{id}", disliked).path("status").asString())
                .isEqualTo("REJECTED");
        assertThat(manager.get("/campaigns/{id}", campaign).path("status").asString())
                .isEqualTo("COMPLETED");
        assertThat(manager.refused("POST", "/prospects/{id}/approve", Map.of(), disliked))
                .isEqualTo(new Visitor.Refusal(409, "illegal-prospect-transition"));
        assertThat(Recount.of(database, manager.team(), campaign)).satisfies(CampaignJourneyTests::agrees);
    }

    @Test
    void showsARepOnlyWhatIsAssignedToIt() {
        String campaign = campaign(Map.of("maxProspects", 60));
        manager.order("/campaigns/{id}/start", campaign);
        toTheEnd(campaign, null);
        String lead = manager.get("/leads?campaignId={id}", campaign)
                .path("items")
                .get(0)
                .path("id")
                .asString();
        Visitor rep = manager.colleague(port, users, Role.SALES_REP);
        assertThat(rep.get("/leads").path("items")).isEmpty();
        assertThat(rep.refused("PATCH", "/leads/{id}", Map.of("notes", "mine?"), lead)
                        .status())
                .isEqualTo(404);

        manager.post(
                "/leads/{id}/assign",
                Map.of("assigneeId", rep.get("/me").path("id").asString()),
                lead);

        assertThat(rep.get("/leads").path("items")).hasSize(1);
        assertThat(rep.refused("POST", "/campaigns/{id}/cancel", Map.of(), campaign)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void doesNotTellThatAnotherTeamsCampaignExists() {
        String campaign = campaign(Map.of());
        Visitor stranger = Visitor.ofNewTeam(port, teams, users, Role.ADMIN);

        for (String order : List.of("start", "pause", "resume", "cancel")) {
            assertThat(stranger.refused("POST", "/campaigns/{id}/" + order, Map.of(), campaign))
                    .isEqualTo(new Visitor.Refusal(404, "campaign-not-found"));
        }
    }

    @Test
    void callsNoProviderAfterPauseHasAnsweredAndGoesOnAtResume() {
        String campaign = campaign(Map.of("maxProspects", 400));
        manager.order("/campaigns/{id}/start", campaign);
        manager.events(campaign, null)
                .takeUntil(event -> "discovery.progress".equals(event.event()))
                .blockLast(Visitor.PATIENCE);

        JsonNode paused = manager.order("/campaigns/{id}/pause", campaign);
        long calls = calls();

        assertThat(paused.path("status").asString()).isEqualTo("PAUSED");
        assertThat(Mono.delay(java.time.Duration.ofSeconds(2))
                        .map(tick -> calls())
                        .block(Visitor.PATIENCE))
                .as("calls two seconds later")
                .isEqualTo(calls);
        manager.order("/campaigns/{id}/resume", campaign);
        toTheEnd(campaign, null);
        assertThat(manager.get("/campaigns/{id}", campaign)
                        .path("discoveredCount")
                        .asInt())
                .isEqualTo(400);
        atRest(campaign);
    }

    @Test
    void endsWhatIsCancelledAndKeepsWhatWasFound() {
        String campaign = campaign(Map.of("maxProspects", 400));
        manager.order("/campaigns/{id}/start", campaign);
        manager.events(campaign, null)
                .takeUntil(event -> "discovery.progress".equals(event.event()))
                .blockLast(Visitor.PATIENCE);

        manager.order("/campaigns/{id}/cancel", campaign);

        assertThat(toTheEnd(campaign, null).getLast().event()).isEqualTo("feed.end");
        assertThat(manager.get("/campaigns/{id}", campaign).path("status").asString())
                .isEqualTo("CANCELLED");
        assertThat(manager.refused("POST", "/campaigns/{id}/start", Map.of(), campaign))
                .isEqualTo(new Visitor.Refusal(409, "illegal-campaign-transition"));
        eventually(() -> Recount.offences(database, manager.team(), Recount.OPEN_JOBS) == 0 ? campaign : null);
        assertThat(Recount.of(database, manager.team(), campaign)).satisfies(CampaignJourneyTests::agrees);
    }

    @Test
    void stopsSpendingWhenTheBudgetIsSpentAndGoesOnWithALargerOne() {
        String campaign = campaign(Map.of("maxProspects", 100, "budget", Map.of("amount", 1, "currency", "USD")));
        manager.order("/campaigns/{id}/start", campaign);

        JsonNode paused = eventually(() -> {
            JsonNode now = manager.get("/campaigns/{id}", campaign);
            return now.path("status").asString().equals("PAUSED") ? now : null;
        });

        assertThat(paused.path("statusReason").asString()).isEqualTo("BUDGET_SPENT");
        assertThat(paused.path("spent").path("amount").asDouble()).isLessThanOrEqualTo(1.0);
        manager.patch("/campaigns/{id}", Map.of("budget", Map.of("amount", 1000, "currency", "USD")), campaign);
        manager.order("/campaigns/{id}/resume", campaign);
        toTheEnd(campaign, null);
        assertThat(manager.get("/campaigns/{id}", campaign).path("status").asString())
                .isEqualTo("COMPLETED");
        atRest(campaign);
    }

    private String campaign(Map<String, Object> more) {
        return Briefs.campaign(manager, more, List.of("LINKEDIN"));
    }

    private List<ServerSentEvent<String>> toTheEnd(String campaign, String lastEventId) {
        return Objects.requireNonNull(
                manager.events(campaign, lastEventId).collectList().block(Visitor.PATIENCE));
    }

    private void atRest(String campaign) {
        assertThat(Recount.of(database, manager.team(), campaign)).satisfies(CampaignJourneyTests::agrees);
        assertThat(Recount.offences(database, manager.team(), Recount.OPEN_JOBS))
                .isZero();
        assertThat(Recount.offences(database, manager.team(), Recount.DECIDED_AND_WAITING))
                .isZero();
        assertThat(Recount.offences(database, manager.team(), Recount.TWO_OPEN_LEADS))
                .isZero();
        assertThat(Recount.offences(database, manager.team(), Recount.GAPS_IN_THE_JOURNAL))
                .isZero();
    }

    private static void agrees(Map<String, String> counts) {
        assertThat(counts.get("counted")).isEqualTo(counts.get("recounted"));
    }

    private Map<Bill.Endpoint, Bill.Line> paid() {
        return sandbox.bill().lines().stream()
                .filter(line ->
                        line.provider().equals("clearbit") || line.provider().equals("hunter"))
                .collect(java.util.stream.Collectors.toMap(
                        line -> new Bill.Endpoint(line.provider(), line.endpoint()), line -> line));
    }

    private long calls() {
        return sandbox.bill().lines().stream().mapToLong(Bill.Line::calls).sum();
    }

    private static long count(List<ServerSentEvent<String>> events, String name) {
        return names(events).filter(name::equals).count();
    }

    private static java.util.stream.Stream<String> names(List<ServerSentEvent<String>> events) {
        return events.stream().map(ServerSentEvent::event);
    }

    private static List<Long> numbers(List<ServerSentEvent<String>> events) {
        return events.stream()
                .map(ServerSentEvent::id)
                .filter(Objects::nonNull)
                .map(Long::valueOf)
                .toList();
    }

    private static <T> T eventually(java.util.function.Supplier<T> look) {
        return Eventually.get(look);
    }
}
