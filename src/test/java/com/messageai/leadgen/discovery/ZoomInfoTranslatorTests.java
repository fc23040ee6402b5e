package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.discovery.CriteriaTranslator.Loss;
import com.messageai.leadgen.discovery.CriteriaTranslator.Translation;
import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IdealProfile.Demographics;
import com.messageai.leadgen.icp.IdealProfile.Firmographics;
import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ZoomInfoTranslatorTests {

    /** A machine that is busy with other things takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults().withPeople(2_000));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void reset() {
        sandbox.admin().reset();
    }

    @Test
    void saysTheExampleOfTheDescriptionInZoomInfosTerms() {
        Translation translation = translated(IcpFixtures.saasDecisionMaker());

        JsonNode criteria = translation.criteria();
        assertThat(text(criteria, "jobTitle"))
                .startsWith("CTO OR VP Engineering OR ")
                .contains("Chief Technology Officer");
        assertThat(text(criteria, "excludeJobTitle")).isEqualTo("Recruiter");
        assertThat(text(criteria, "managementLevel")).isEqualTo("C Level Exec,VP Level Exec");
        assertThat(text(criteria, "department")).isEqualTo("Engineering & Technical,C-Suite");
        assertThat(text(criteria, "industryCodes")).isEqualTo("software");
        assertThat(text(criteria, "employeeRangeMin")).isEqualTo("50");
        assertThat(text(criteria, "employeeRangeMax")).isEqualTo("200");
        assertThat(text(criteria, "country")).isEqualTo("United States");
        assertThat(text(criteria, "locationSearchType")).isEqualTo("Person");
        assertThat(criteria.has("industryKeywords")).isFalse();
        assertThat(translation.approximate())
                .extracting(Loss::criterion)
                .containsExactlyInAnyOrder(
                        "demographics.jobTitles",
                        "exclusions.jobTitles",
                        "demographics.departments",
                        "firmographics.industries");
        assertThat(translation.unsupported())
                .extracting(Loss::criterion)
                .containsExactlyInAnyOrder(
                        "firmographics.technologies",
                        "firmographics.revenues",
                        "psychographics.interests",
                        "psychographics.painPoints",
                        "behaviors.signals",
                        "behaviors.activeWithinDays");
    }

    @Test
    void isWhatTheSourceUnderstands() {
        JsonNode criteria = translated(IcpFixtures.saasDecisionMaker()).criteria();

        assertThat(ZoomInfoSearch.of(criteria).attributes(Map.of())).isEqualTo(criteria);
    }

    @Test
    void asksForNoRankAtAllWhereOneIsNotKnown() {
        Translation some = translated(IcpFixtures.icp(
                new Demographics(List.of(), List.of("Owner", "Senior"), List.of("HR"), List.of()),
                IcpFixtures.ANY_COMPANY,
                List.of()));
        assertThat(text(some.criteria(), "managementLevel")).isEqualTo("C Level Exec,Non Manager");
        assertThat(some.approximate())
                .filteredOn(loss -> loss.criterion().equals("demographics.seniorities"))
                .hasSize(2);

        Translation none = translated(IcpFixtures.icp(
                new Demographics(List.of("CTO"), List.of("CXO", "Guru"), List.of("SALES", "Juggling"), List.of()),
                IcpFixtures.ANY_COMPANY,
                List.of()));
        assertThat(none.criteria().has("managementLevel")).isFalse();
        assertThat(none.criteria().has("department")).isFalse();
        assertThat(none.unsupported())
                .extracting(Loss::criterion)
                .contains("demographics.seniorities", "demographics.departments");
    }

    @Test
    void asksForPlacesAsCountriesOrStatesOrRegionsButNeverMixed() {
        JsonNode dach = places(List.of("DACH", "uk"), List.of()).criteria();
        assertThat(text(dach, "country")).isEqualTo("Germany,Austria,Switzerland,United Kingdom");

        Translation states = places(List.of("Texas", "California"), List.of());
        assertThat(text(states.criteria(), "state")).isEqualTo("usa.texas,usa.california");
        assertThat(states.criteria().has("country")).isFalse();

        Translation cities = places(List.of("San Francisco, California, United States", "Austin, Texas"), List.of());
        assertThat(text(cities.criteria(), "metroRegion")).isEqualTo("usa.california.sanfrancisco,usa.texas.austin");
        assertThat(cities.approximate()).extracting(Loss::criterion).contains("demographics.locations");

        Translation mixed = places(List.of("Germany", "Texas", "Atlantis"), List.of());
        assertThat(text(mixed.criteria(), "country")).isEqualTo("Germany,United States");
        assertThat(mixed.approximate()).anyMatch(loss -> loss.reason().contains("Texas"));
        assertThat(mixed.unsupported()).anyMatch(loss -> loss.reason().contains("Atlantis"));
    }

    @Test
    void asksForTheCompanysPlaceWhereOnlyThatIsWanted() {
        assertThat(text(places(List.of(), List.of("Germany")).criteria(), "locationSearchType"))
                .isEqualTo("HQ");
        assertThat(text(places(List.of("Germany"), List.of("Germany")).criteria(), "locationSearchType"))
                .isEqualTo("PersonAndHQ");
        Translation different = places(List.of("Germany"), List.of("France"));
        assertThat(text(different.criteria(), "country")).isEqualTo("Germany");
        assertThat(different.unsupported()).extracting(Loss::criterion).contains("firmographics.locations");
    }

    @Test
    void asksForTechnologyAndRevenueWhereNothingElseIsSaidOfTheCompany() {
        JsonNode criteria = translated(IcpFixtures.icp(
                        new Demographics(List.of("CTO"), List.of(), List.of(), List.of()),
                        new Firmographics(
                                List.of(), List.of(), List.of("Kubernetes", "Zaxxon"), List.of("10M-50M"), List.of()),
                        List.of()))
                .criteria();
        assertThat(text(criteria, "techAttributeTagList")).matches("333\\.\\d+");
        assertThat(criteria.path("revenueMin").asInt()).isEqualTo(10_000);
        assertThat(criteria.path("revenueMax").asInt()).isEqualTo(50_000);
    }

    @Test
    void asksForInterestsAsKeywordsWhereNoIndustryIsAskedFor() {
        Translation translation = translated(IcpFixtures.icp(
                new Demographics(List.of("CTO"), List.of(), List.of(), List.of()),
                IcpFixtures.ANY_COMPANY,
                List.of("DevOps", "cloud cost")));
        assertThat(text(translation.criteria(), "industryKeywords")).isEqualTo("DevOps OR cloud cost");
        assertThat(translation.approximate()).extracting(Loss::criterion).contains("psychographics.interests");
    }

    @Test
    void takesSeveralSizesAsOneAndSaysSo() {
        Translation translation = translated(IcpFixtures.icp(
                new Demographics(List.of("CTO"), List.of(), List.of(), List.of()),
                new Firmographics(List.of(), List.of("50-200", "1000+", "many"), List.of(), List.of(), List.of()),
                List.of()));
        assertThat(text(translation.criteria(), "employeeRangeMin")).isEqualTo("50");
        assertThat(translation.criteria().has("employeeRangeMax")).isFalse();
        assertThat(translation.approximate()).extracting(Loss::criterion).contains("firmographics.companySizes");
        assertThat(translation.unsupported()).anyMatch(loss -> loss.reason().contains("many"));
    }

    @Test
    void asksForItsListsOnce() {
        ZoomInfoTranslator translator = at(sandbox.url("zoominfo"));

        translator.translate(IcpFixtures.saasDecisionMaker()).block(PATIENCE);
        translator.translate(IcpFixtures.saasDecisionMaker()).block(PATIENCE);

        assertThat(sandbox.bill().keys("zoominfo", "lookup"))
                .containsOnlyKeys("industries", "countries", "states", "metro-regions")
                .allSatisfy((list, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void doesWithoutTheListsThatItCannotReadAndReadsThemLater() {
        ZoomInfoTranslator translator = at(sandbox.url("zoominfo"));
        sandbox.admin().fault(Fault.status("zoominfo", "lookup", 500).once());

        Translation without =
                translator.translate(IcpFixtures.saasDecisionMaker()).block(PATIENCE);
        assertThat(sandbox.bill().line("zoominfo", "lookup").calls())
                .as("one question that is not answered is enough")
                .isEqualTo(1);
        Translation with = translator.translate(IcpFixtures.saasDecisionMaker()).block(PATIENCE);

        assertThat(without.criteria().has("industryCodes")).isFalse();
        assertThat(without.unsupported()).extracting(Loss::criterion).contains("firmographics.industries");
        assertThat(text(without.criteria(), "country")).isEqualTo("United States");
        assertThat(text(with.criteria(), "industryCodes")).isEqualTo("software");
    }

    @Test
    void translatesAsFarAsItCanWhereZoomInfoIsNotConfigured() {
        Translation translation = translator(TestProviders.with(TestProviders.settings(null, Duration.ofSeconds(1))))
                .translate(IcpFixtures.saasDecisionMaker())
                .block(PATIENCE);

        assertThat(text(translation.criteria(), "jobTitle")).startsWith("CTO OR");
        assertThat(text(translation.criteria(), "country")).isEqualTo("United States");
    }

    private static Translation places(List<String> people, List<String> companies) {
        return translated(IcpFixtures.icp(
                new Demographics(List.of("CTO"), List.of(), List.of(), people),
                new Firmographics(List.of(), List.of("50-200"), List.of(), List.of(), companies),
                List.of()));
    }

    private static Translation translated(Icp icp) {
        return at(sandbox.url("zoominfo")).translate(icp).block(PATIENCE);
    }

    private static ZoomInfoTranslator at(String url) {
        return translator(TestProviders.with(TestProviders.settings(url, PATIENCE)));
    }

    private static ZoomInfoTranslator translator(ProviderClients clients) {
        return new ZoomInfoTranslator(new ZoomInfoLookup(new ZoomInfo(clients)));
    }

    private static String text(JsonNode criteria, String field) {
        return criteria.path(field).asString("");
    }
}
