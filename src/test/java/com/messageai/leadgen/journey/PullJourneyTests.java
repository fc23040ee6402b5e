package com.messageai.leadgen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.Teams;
import com.messageai.leadgen.team.Users;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** People who fill in a team's forms: they come by themselves, for as long as their account is connected. */
@JourneyTest
@TestPropertySource(properties = "leadgen.pipeline.pull-every=2s")
class PullJourneyTests {

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

    @ParameterizedTest
    @CsvSource({"LINKEDIN, linkedin, urn:li:sponsoredAccount:777", "FACEBOOK, facebook, '1122334455'"})
    void becomeProspectsAndLeadsAndMoreFollowAsTheyAnswer(String platform, String provider, String account) {
        String campaign = Briefs.campaign(admin, Map.of(), List.of("CSV"));
        admin.order("/campaigns/{id}/start", campaign);
        String connection = admin.post(
                        "/connections", Map.of("platform", platform, "accountId", account, "campaignId", campaign))
                .path("id")
                .asString();

        int first = sandbox.admin().submitters(provider, account).size();
        becomesALead(campaign, settled(campaign, first));
        List<Person> more = sandbox.admin().submit(provider, account, 4);
        JsonNode after = settled(campaign, first + 4);

        assertThat(after.path("discoveredCount").asInt()).isEqualTo(first + 4);
        for (Person person : more) {
            assertThat(admin.get("/prospects?campaignId={id}&q={name}", campaign, person.fullName())
                            .path("items"))
                    .isNotEmpty();
        }
        JsonNode shown = admin.get("/connections/{id}", connection);
        assertThat(shown.path("found").asInt()).isEqualTo(first + 4);
        assertThat(shown.path("lastPulledAt").asString()).isNotEmpty();
        assertThat(shown.path("lastError").isNull()).isTrue();
        Map<String, String> counts = Recount.of(database, admin.team(), campaign);
        assertThat(counts.get("counted")).isEqualTo(counts.get("recounted"));
        assertThat(Recount.offences(database, admin.team(), Recount.TWO_OPEN_LEADS))
                .isZero();
        assertThat(Recount.offences(database, admin.team(), Recount.GAPS_IN_THE_JOURNAL))
                .isZero();
    }

    /** Where no answer tells enough to go by itself, a reviewer decides. */
    private void becomesALead(String campaign, JsonNode now) {
        if (now.path("leadCount").asInt() == 0) {
            JsonNode best = admin.get("/review-queue?campaignId={id}", campaign)
                    .path("items")
                    .get(0);
            admin.order("/prospects/{id}/approve", best.path("id").asString());
            Eventually.get(() ->
                    admin.get("/campaigns/{id}", campaign).path("leadCount").asInt() > 0 ? campaign : null);
        }
        JsonNode lead =
                admin.get("/leads?campaignId={id}", campaign).path("items").get(0);
        assertThat(lead.path("contactInfo").path("emails")).isNotEmpty();
    }

    /** The campaign once it has so many people, and nothing of them is left to be done. */
    private JsonNode settled(String campaign, int people) {
        return Eventually.get(() -> {
            JsonNode now = admin.get("/campaigns/{id}", campaign);
            boolean all = now.path("scoredCount").asInt() >= people;
            return all && openJobs(campaign) == 0 ? admin.get("/campaigns/{id}", campaign) : null;
        });
    }

    private long openJobs(String campaign) {
        return Recount.offences(
                database,
                admin.team(),
                "SELECT id FROM job WHERE team_id = :team AND campaign_id = '" + UUID.fromString(campaign) + "'");
    }
}
