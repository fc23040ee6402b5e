package com.messageai.leadgen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.Teams;
import com.messageai.leadgen.team.Users;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform whose searches say little: what counts here is what people care for, and only their profiles tell. */
@JourneyTest
class ProfilesJourneyTests {

    private static final JsonMapper JSON = JsonMapper.shared();

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
    void rowsSayLittle() {
        sandbox.admin().leanRows(1);
        manager = Visitor.ofNewTeam(port, teams, users, Role.SALES_MANAGER);
    }

    @AfterEach
    void asUsual() {
        sandbox.admin().leanRows(0).clearFaults();
    }

    @Test
    void makesALeadOfSomebodyWhomTheRowOfTheSearchWouldHaveArchived() {
        long before = sandbox.bill().line("linkedin-gateway", "profile").calls();
        String campaign = engineers();

        List<JsonNode> scored = scored(campaign);

        Set<String> unread = prospects(scored, "ENRICH");
        Set<String> qualified = prospects(scored, "QUALIFIED");
        assertThat(scored)
                .filteredOn(event -> event.path("outcome").asString().equals("ENRICH"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.path("reason").asString()).isEqualTo("READ_PROFILE");
                    assertThat(event.path("score").asDouble()).isLessThan(0.6);
                });
        assertThat(unread).containsAnyElementsOf(qualified);
        JsonNode ended = manager.get("/campaigns/{id}", campaign);
        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("scoredCount").asInt()).isEqualTo(60);
        assertThat(ended.path("archivedCount").asInt())
                .as("others have other interests")
                .isPositive();
        JsonNode lead = manager.get("/leads?campaignId={id}&sort=-score&limit=1", campaign)
                .path("items")
                .get(0);
        String prospect = lead.path("prospectId").asString();
        assertThat(unread).contains(prospect);
        assertThat(manager.get("/prospects/{id}", prospect).path("skills")).isNotEmpty();
        assertThat(sandbox.bill().line("linkedin-gateway", "profile").calls() - before)
                .as("calls for %s people", unread.size())
                .isBetween(1L, 10L);
        atRest(campaign);
    }

    @Test
    void goesOnByWhatIsKnownWhereProfilesAreRefused() {
        sandbox.admin().fault(Fault.status("linkedin-gateway", "profile", 403));
        String campaign = engineers();

        List<JsonNode> scored = scored(campaign);

        assertThat(prospects(scored, "ENRICH")).isNotEmpty().isSubsetOf(prospects(scored, "ARCHIVED"));
        JsonNode ended = manager.get("/campaigns/{id}", campaign);
        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("failedCount").asInt()).isZero();
        assertThat(ended.at("/sources/0/outcome").asString()).isEqualTo("LIMIT_REACHED");
        atRest(campaign);
    }

    /** Sixty people who build things, for somebody who cares more for what they care for than for their titles. */
    private String engineers() {
        String product = manager.post("/products", Map.of("name", "CloudLedger"))
                .path("id")
                .asString();
        String icp = manager.post(
                        "/icps",
                        Map.of(
                                "productId", product,
                                "name", "Those who care for DevOps",
                                "demographics", Map.of("jobTitles", List.of("CTO"), "locations", List.of("USA")),
                                "psychographics", Map.of("interests", List.of("DevOps")),
                                "weights",
                                        Map.of(
                                                "demographics", 0.3,
                                                "firmographics", 0.0,
                                                "psychographics", 0.7,
                                                "activity", 0.0)))
                .path("id")
                .asString();
        return manager.post(
                        "/campaigns",
                        Map.of(
                                "icpId",
                                icp,
                                "name",
                                "Journey",
                                "platforms",
                                List.of("LINKEDIN"),
                                "maxProspects",
                                60,
                                "searchCriteria",
                                Map.of(
                                        "LINKEDIN",
                                        Map.of(
                                                "jobFunctions", List.of("urn:li:function:8"),
                                                "seniorities", List.of("urn:li:seniority:4"),
                                                "geos", List.of("urn:li:geo:103644278")))))
                .path("id")
                .asString();
    }

    /** All that the feed tells of scores, to its end. */
    private List<JsonNode> scored(String campaign) {
        manager.order("/campaigns/{id}/start", campaign);
        List<ServerSentEvent<String>> events =
                manager.events(campaign, null).collectList().block(Visitor.PATIENCE);
        return Objects.requireNonNull(events).stream()
                .filter(event -> "prospect.scored".equals(event.event()))
                .map(event -> JSON.readTree(Objects.requireNonNull(event.data())))
                .toList();
    }

    private static Set<String> prospects(List<JsonNode> scored, String outcome) {
        return scored.stream()
                .filter(event -> event.path("outcome").asString().equals(outcome))
                .map(event -> event.path("prospectId").asString())
                .collect(Collectors.toSet());
    }

    private void atRest(String campaign) {
        assertThat(Recount.of(database, manager.team(), campaign))
                .satisfies(counts -> assertThat(counts.get("counted")).isEqualTo(counts.get("recounted")));
        for (String offence : List.of(
                Recount.OPEN_JOBS,
                Recount.WAITING_FOR_NOBODY,
                Recount.DECIDED_AND_WAITING,
                Recount.ARCHIVED_UNREAD,
                Recount.GAPS_IN_THE_JOURNAL)) {
            assertThat(Recount.offences(database, manager.team(), offence)).isZero();
        }
    }
}
