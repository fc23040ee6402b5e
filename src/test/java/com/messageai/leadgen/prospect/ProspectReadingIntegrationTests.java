package com.messageai.leadgen.prospect;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.support.TestDatabase;
import com.messageai.leadgen.team.TeamId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class ProspectReadingIntegrationTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ProspectFilter ANY = new ProspectFilter(null, null, null, null, null, null);

    private static TestDatabase database;

    private final TeamId team = new TeamId(Ids.next());
    private ProspectViews prospects;
    private UUID campaign;

    @BeforeAll
    static void create() {
        database = TestDatabase.create(2);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void begin() {
        prospects = new ProspectViews(database.client(), JSON);
        execute("INSERT INTO team (id, name, slug) VALUES ('%1$s', 'Team', '%1$s')".formatted(team));
        campaign = campaign();
    }

    private static void execute(String sql) {
        database.client().sql(sql).then().block();
    }

    private UUID campaign() {
        UUID id = Ids.next();
        execute("""
                WITH p AS (INSERT INTO product (team_id, id, name) VALUES ('%1$s', '%2$s', 'Product')),
                     i AS (INSERT INTO icp (team_id, id, product_id, name) VALUES ('%1$s', '%2$s', '%2$s', 'ICP'))
                INSERT INTO icp_version (team_id, icp_id, number, name, description, content)
                VALUES ('%1$s', '%2$s', 1, 'ICP', '', '{}')
                """.formatted(team, id));
        execute("""
                INSERT INTO prospecting_campaign (team_id, id, icp_id, icp_version, name, platforms, status)
                VALUES ('%1$s', '%2$s', '%2$s', 1, 'Campaign', '{LINKEDIN}', 'RUNNING')
                """.formatted(team, id));
        return id;
    }

    private UUID prospect(UUID in, String name, Integer score, ProspectStatus status) {
        return prospect(in, name, score, status, Platform.LINKEDIN);
    }

    private UUID prospect(UUID in, String name, Integer score, ProspectStatus status, Platform platform) {
        UUID id = Ids.next();
        Profile profile = new Profile(
                platform,
                "p-" + id,
                "https://example.org/in/" + name,
                name,
                null,
                null,
                "Building things",
                "CTO",
                null,
                null,
                new Profile.Company(
                        "Initech",
                        "initech.example",
                        "Software",
                        "51-200",
                        null,
                        Profile.Place.of("Austin"),
                        List.of(),
                        null),
                Profile.Place.of("Austin, Texas, United States"),
                List.of("Kubernetes"),
                List.of(),
                "A bio",
                null,
                null,
                List.of(),
                List.of(),
                List.of());
        ContactInfo contacts = new ContactInfo(
                List.of(new ContactInfo.Email("a@initech.example", ContactInfo.EmailStatus.VALID, "hunter", 0.97)),
                List.of());
        database.client()
                .sql("""
                        WITH person AS (INSERT INTO person (team_id, id, name) VALUES (:team, :id, :name) RETURNING id)
                        INSERT INTO prospect (team_id, id, campaign_id, person_id, platform, platform_profile_id, name,
                                              title, company_name, profile, contact_info, enrichment_data,
                                              icp_match_score, status)
                        SELECT :team, id, :campaign, id, :platform, 'p-' || id, :name, 'CTO', 'Initech',
                               CAST(:profile AS jsonb), CAST(:contacts AS jsonb), '{"hunter": {"confidence": 97}}',
                               CAST(nullif(:score, '') AS int), :status
                        FROM person
                        """)
                .bind("team", team.value())
                .bind("id", id)
                .bind("campaign", in)
                .bind("platform", platform.name())
                .bind("name", name)
                .bind("profile", JSON.writeValueAsString(profile))
                .bind("contacts", JSON.writeValueAsString(contacts))
                .bind("score", score == null ? "" : score.toString())
                .bind("status", status.name())
                .then()
                .block();
        return id;
    }

    private List<String> names(ProspectFilter filter, String sort) {
        return prospects.list(team, filter, new PageRequest(50, null, sort)).block().items().stream()
                .map(ProspectView::name)
                .toList();
    }

    @Test
    void showsAllThatIsKnownOfAProspect() {
        UUID id = prospect(campaign, "Ada", 8123, ProspectStatus.CONVERTED);

        ProspectView view = prospects.find(team, new ProspectId(id)).block();

        assertThat(JSON.valueToTree(view).toString())
                .isEqualTo(JSON.readTree("""
                        {"id": "%1$s", "campaignId": "%2$s", "personId": "%1$s", "leadId": null,
                         "platform": "LINKEDIN", "platformProfileId": "p-%1$s",
                         "profileUrl": "https://example.org/in/Ada", "name": "Ada", "headline": "Building things",
                         "title": "CTO",
                         "company": {"name": "Initech", "domain": "initech.example", "industry": "Software",
                                     "size": "51-200", "location": "Austin"},
                         "location": "Austin, Texas, United States", "skills": ["Kubernetes"], "bio": "A bio",
                         "contactInfo": {"emails": [{"value": "a@initech.example", "status": "VALID",
                                                     "provider": "hunter", "confidence": 0.97}], "phones": []},
                         "enrichmentData": {"hunter": {"confidence": 97}}, "icpMatchScore": 0.8123,
                         "qualityScore": null, "status": "CONVERTED", "statusReason": null,
                         "createdAt": "%3$s", "updatedAt": "%3$s", "version": 0}
                        """.formatted(id, campaign, view.createdAt()))
                        .toString());
    }

    @Test
    void doesNotTellThatAnotherTeamsProspectExists() {
        UUID id = prospect(campaign, "Ada", 8123, ProspectStatus.CONVERTED);

        TeamId stranger = new TeamId(Ids.next());
        StepVerifier.create(prospects.find(stranger, new ProspectId(id))).verifyComplete();
        assertThat(prospects.list(stranger, ANY, PageRequest.first()).block().items())
                .isEmpty();
    }

    @Nested
    class AList {

        private UUID other;

        @BeforeEach
        void fill() {
            other = campaign();
            prospect(campaign, "Ada", 7500, ProspectStatus.QUALIFIED);
            prospect(campaign, "Bob", 6000, ProspectStatus.IN_REVIEW);
            prospect(campaign, "100% Carl_", null, ProspectStatus.DISCOVERED);
            prospect(other, "Dora", 6001, ProspectStatus.IN_REVIEW, Platform.CSV);
        }

        @Test
        void isFiltered() {
            assertThat(names(new ProspectFilter(other, null, null, null, null, null), null))
                    .containsExactly("Dora");
            assertThat(names(new ProspectFilter(null, Platform.CSV, null, null, null, null), null))
                    .containsExactly("Dora");
            assertThat(names(new ProspectFilter(null, null, ProspectStatus.QUALIFIED, null, null, null), null))
                    .containsExactly("Ada");
            assertThat(names(new ProspectFilter(null, null, null, null, null, "aD"), null))
                    .containsExactly("Ada");
            assertThat(names(new ProspectFilter(null, null, null, null, null, "initech"), "name"))
                    .containsExactly("100% Carl_", "Ada", "Bob", "Dora");
            assertThat(names(new ProspectFilter(null, null, null, null, null, "0%"), null))
                    .containsExactly("100% Carl_");
            assertThat(names(new ProspectFilter(null, null, null, null, null, "a_a"), null))
                    .isEmpty();
        }

        @Test
        void isFilteredByScoreWithItsEdges() {
            assertThat(names(score("0.6001", null), "name")).containsExactly("Ada", "Dora");
            assertThat(names(score("0.60005", null), "name")).containsExactly("Ada", "Dora");
            assertThat(names(score(null, "0.6"), "name")).containsExactly("Bob");
            assertThat(names(score("0.6000", "0.75"), "name")).containsExactly("Ada", "Bob", "Dora");
        }

        private ProspectFilter score(String least, String most) {
            return new ProspectFilter(
                    null,
                    null,
                    null,
                    least == null ? null : new BigDecimal(least),
                    most == null ? null : new BigDecimal(most),
                    null);
        }

        @Test
        void isSortedWithThoseWithoutAValueLast() {
            assertThat(names(ANY, "-icpMatchScore")).containsExactly("Ada", "Dora", "Bob", "100% Carl_");
            assertThat(names(ANY, "icpMatchScore")).containsExactly("Bob", "Dora", "Ada", "100% Carl_");
            assertThat(names(ANY, "-name")).containsExactly("Dora", "Bob", "Ada", "100% Carl_");
            assertThat(names(ANY, null)).containsExactly("Dora", "100% Carl_", "Bob", "Ada");
        }

        @Test
        void ofTheReviewQueueHasTheBestFirst() {
            PageRequest page = new PageRequest(1, null, null);
            Page<ProspectView> first = prospects
                    .reviewQueue(team, ProspectFilter.inReview(null), page)
                    .block();
            Page<ProspectView> second = prospects
                    .reviewQueue(team, ProspectFilter.inReview(null), new PageRequest(1, first.nextCursor(), null))
                    .block();

            assertThat(first.items()).extracting(ProspectView::name).containsExactly("Dora");
            assertThat(second.items()).extracting(ProspectView::name).containsExactly("Bob");
            assertThat(second.nextCursor()).isNull();
            assertThat(prospects
                            .reviewQueue(team, ProspectFilter.inReview(campaign), PageRequest.first())
                            .block()
                            .items())
                    .extracting(ProspectView::name)
                    .containsExactly("Bob");
        }
    }

    @Test
    void givesEachProspectOnceWhileOthersComeAndGo() {
        List<UUID> there = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            there.add(prospect(campaign, "P" + i, i % 3 == 0 ? null : 5_000 + i % 5, ProspectStatus.SCORED));
        }
        for (String sort : List.of("-createdAt", "icpMatchScore", "-icpMatchScore", "name", "qualityScore")) {
            List<UUID> walked = new ArrayList<>();
            String cursor = null;
            do {
                Page<ProspectView> page = prospects
                        .list(team, ANY, new PageRequest(4, cursor, sort))
                        .block();
                page.items().forEach(item -> walked.add(item.id()));
                cursor = page.nextCursor();
                UUID passing = prospect(campaign, "Passing", 5_002, ProspectStatus.SCORED);
                execute("DELETE FROM prospect WHERE team_id = '%s' AND id = '%s'".formatted(team, passing));
            } while (cursor != null);
            assertThat(walked).as(sort).containsExactlyInAnyOrderElementsOf(there);
        }
    }

    @Test
    void tellsWhetherThereIsAScoreYet() {
        UUID id = prospect(campaign, "Ada", 7500, ProspectStatus.QUALIFIED);
        Explanations explanations = new Explanations(database.client());

        assertThat(explanations.find(team, new ProspectId(id)).block().score()).isNull();
        execute("INSERT INTO prospect_score (team_id, prospect_id, explanation) VALUES ('%s', '%s', '{\"total\": 1}')"
                .formatted(team, id));
        assertThat(explanations.find(team, new ProspectId(id)).block().score()).isEqualTo("{\"total\": 1}");
        assertThat(explanations.find(new TeamId(Ids.next()), new ProspectId(id)).blockOptional())
                .isEmpty();
    }
}
