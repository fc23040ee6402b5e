package com.messageai.leadgen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.Teams;
import com.messageai.leadgen.team.Users;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** Where people come from: several platforms of one campaign, and files. */
@JourneyTest
class SourcesJourneyTests {

    /** As LinkedIn exports it: a preamble, a byte order mark, quoted commas and line breaks. */
    private static final String CONNECTIONS = "\uFEFFNotes:\n"
            + "\"When exporting your connection data, you may notice that some of the email addresses are missing.\"\n"
            + "\n"
            + "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            + "Ilse,Varga,https://www.linkedin.com/in/ilse-varga-demo,,\"Tarnwell, Inc.\",CTO,02 Jan 2026\n"
            + "Mara,Ionescu,https://www.linkedin.com/in/mara-ionescu-demo,,Tarnwell,\"VP\nEngineering\",03 Jan 2026\n"
            + ",,,,,,\n"
            + "Noor,de Vries,https://www.linkedin.com/in/noor-demo,not-an-address,Acme,Recruiter,04 Jan 2026\n"
            + "Ilse,Varga,https://www.linkedin.com/in/ilse-varga-demo,,Tarnwell,CTO,02 Jan 2026\n";

    @LocalServerPort
    int port;

    @Autowired
    Teams teams;

    @Autowired
    Users users;

    @Autowired
    DatabaseClient database;

    Visitor manager;

    @BeforeEach
    void signIn() {
        manager = Visitor.ofNewTeam(port, teams, users, Role.SALES_MANAGER);
    }

    @Test
    void searchesPlatformsSideBySideAndSharesTheRoomEvenly() {
        String campaign = Briefs.campaign(manager, Map.of("maxProspects", 80), List.of("LINKEDIN", "FACEBOOK"));

        manager.order("/campaigns/{id}/start", campaign);
        manager.events(campaign, null).blockLast(Visitor.PATIENCE);

        JsonNode ended = manager.get("/campaigns/{id}", campaign);
        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("discoveredCount").asInt()).isEqualTo(80);
        assertThat(ended.path("sources")).hasSize(2).allSatisfy(source -> {
            assertThat(source.path("outcome").asString()).isEqualTo("LIMIT_REACHED");
            assertThat(source.path("found").asInt()).isEqualTo(40);
        });
    }

    @Test
    void readsAFileOfConnectionsAndSaysWhatItLeftOut() {
        String campaign = Briefs.campaign(manager, Map.of(), List.of("CSV"));
        manager.order("/campaigns/{id}/start", campaign);

        JsonNode answer = manager.upload("/campaigns/{id}/prospects", CONNECTIONS, campaign);

        assertThat(answer.path("rejected")).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("line").asInt()).isPositive();
            assertThat(row.path("reason").asString()).isNotBlank();
        });
        manager.events(campaign, null).blockLast(Visitor.PATIENCE);
        JsonNode ended = manager.get("/campaigns/{id}", campaign);
        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(manager.get("/prospects?campaignId={id}&q=Varga", campaign).path("items"))
                .as("a profile twice in a file is one prospect")
                .hasSize(1);
        assertThat(ended.path("scoredCount").asInt())
                .isEqualTo(ended.path("discoveredCount").asInt())
                .isPositive();
        assertThat(manager.refused("POST", "/campaigns/{id}/start", Map.of(), campaign)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void waitsForAFileAgainWhoseSenderVanished() {
        String campaign = Briefs.campaign(manager, Map.of(), List.of("CSV"));
        manager.order("/campaigns/{id}/start", campaign);
        assertThat(source(campaign)).isEqualTo("RUNNING WAITING_FOR_FILE");

        manager.uploadBroken("/campaigns/{id}/prospects", CONNECTIONS.substring(0, 300), campaign);

        // By the instance that read it, or by whoever took it over.
        Eventually.get(() -> source(campaign).startsWith("RUNNING IMPORT_") ? campaign : null);
        assertThat(manager.get("/campaigns/{id}", campaign).path("status").asString())
                .isEqualTo("RUNNING");
        manager.upload("/campaigns/{id}/prospects", CONNECTIONS, campaign);
        manager.events(campaign, null).blockLast(Visitor.PATIENCE);
        JsonNode ended = manager.get("/campaigns/{id}", campaign);
        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("scoredCount").asInt()).isPositive();
        assertThat(source(campaign)).isEqualTo("EXHAUSTED ");
        Map<String, String> counts = Recount.of(database, manager.team(), campaign);
        assertThat(counts.get("counted")).isEqualTo(counts.get("recounted"));
    }

    private String source(String campaign) {
        JsonNode source =
                manager.get("/campaigns/{id}", campaign).path("sources").get(0);
        return source.path("outcome").asString() + " " + source.path("reason").asString("");
    }

    @Test
    void keepsAFileThatCameBeforeTheStart() {
        String campaign = Briefs.campaign(manager, Map.of(), List.of("CSV"));

        manager.upload("/campaigns/{id}/prospects", CONNECTIONS, campaign);

        assertThat(manager.get("/campaigns/{id}", campaign).path("scoredCount").asInt())
                .isZero();
        manager.order("/campaigns/{id}/start", campaign);
        manager.events(campaign, null).blockLast(Visitor.PATIENCE);
        assertThat(manager.get("/campaigns/{id}", campaign).path("scoredCount").asInt())
                .isPositive();
    }

    @Test
    void failsACampaignWhosePlatformRefusesWhatItIsAskedFor() {
        String campaign = Briefs.campaign(
                manager,
                Map.of("searchCriteria", Map.of("ZOOMINFO", Map.of("jobTitle", "CTO", "state", "usa.atlantis"))),
                List.of("ZOOMINFO"));

        manager.order("/campaigns/{id}/start", campaign);
        manager.events(campaign, null).blockLast(Visitor.PATIENCE);

        JsonNode ended = manager.get("/campaigns/{id}", campaign);
        assertThat(ended.path("status").asString()).isEqualTo("FAILED");
        assertThat(ended.path("sources").get(0).path("outcome").asString()).isEqualTo("FAILED");
        assertThat(ended.path("sources").get(0).path("reason").asString())
                .contains("PFAPI0006", "/data/attributes/state");
    }

    @Test
    void stopsDiscoveryAtItsMarkWhileNothingIsScored() {
        Visitor admin = manager.colleague(port, users, Role.ADMIN);
        admin.order("/queues/SCORING/pause");
        try {
            String campaign = Briefs.campaign(manager, Map.of("maxProspects", 300), List.of("LINKEDIN"));
            manager.order("/campaigns/{id}/start", campaign);

            Eventually.get(() -> waitsForScoring(campaign) ? campaign : null);

            int found = manager.get("/campaigns/{id}", campaign)
                    .path("discoveredCount")
                    .asInt();
            assertThat(found).isBetween(100, 250);
            admin.order("/queues/SCORING/resume");
            manager.events(campaign, null).blockLast(Visitor.PATIENCE);
            assertThat(manager.get("/campaigns/{id}", campaign)
                            .path("discoveredCount")
                            .asInt())
                    .isEqualTo(300);
        } finally {
            admin.order("/queues/SCORING/resume");
        }
    }

    private boolean waitsForScoring(String campaign) {
        return Recount.offences(database, manager.team(), """
                        SELECT id FROM job WHERE team_id = :team AND queue = 'DISCOVERY' AND delay_reason = 'BACKPRESSURE'
                        """) == 1;
    }
}
