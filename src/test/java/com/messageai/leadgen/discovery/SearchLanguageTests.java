package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.messageai.leadgen.campaign.SearchLanguage;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import com.messageai.leadgen.web.Problem;
import com.messageai.leadgen.web.Violations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SearchLanguageTests {

    private static final SearchLanguage LINKEDIN = new LinkedInLanguage();
    private static final SearchLanguage FACEBOOK = new FacebookLanguage();
    private static final SearchLanguage ZOOMINFO = new ZoomInfoLanguage();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"colour": ["red"]}                                        | at.colour
            {"keywords": ["cloud"]}                                    | at.keywords
            {"keywords": " "}                                          | at.keywords
            {"titleKeywords": "CTO"}                                   | at.titleKeywords
            {"titleKeywords": []}                                      | at.titleKeywords
            {"titleKeywords": ["CTO", 7]}                              | at.titleKeywords[1]
            {"titleKeywords": [""]}                                    | at.titleKeywords[0]
            {"titles": ["CTO"]}                                        | at.titles[0]
            {"titles": ["urn:li:title:153", "urn:li:skill:1"]}         | at.titles[1]
            {"seniorities": ["urn:li:seniority:11"]}                   | at.seniorities[0]
            {"seniorities": ["Grand Poobah"]}                          | at.seniorities[0]
            {"jobFunctions": ["urn:li:function:27"]}                   | at.jobFunctions[0]
            {"industries": ["urn:li:industry:x"]}                      | at.industries[0]
            {"staffCountRanges": ["urn:li:staffCountRange:(50,200)"]}  | at.staffCountRanges[0]
            {"staffCountRanges": ["many"]}                             | at.staffCountRanges[0]
            {"geos": ["Atlantis"]}                                     | at.geos[0]
            {"geos": ["urn:li:country:us"]}                            | at.geos[0]
            {"currentCompanies": ["Tarnwell"]}                         | at.currentCompanies[0]
            """)
    void ofLinkedInNamesWhatItDoesNotUnderstand(String criteria, String field) {
        assertThat(wrong(LINKEDIN, criteria)).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"colour": 1}                                                       | at.colour
            {"geo_locations": ["US"]}                                           | at.geo_locations
            {"geo_locations": {}}                                               | at.geo_locations
            {"geo_locations": {"location_types": ["home"]}}                     | at.geo_locations
            {"geo_locations": {"countries": "US"}}                              | at.geo_locations.countries
            {"geo_locations": {"countries": ["US", "usa"]}}                     | at.geo_locations.countries[1]
            {"geo_locations": {"countries": ["US"], "planets": ["Mars"]}}       | at.geo_locations.planets
            {"geo_locations": {"cities": [{"id": "7"}]}}                        | at.geo_locations.cities[0]
            {"age_min": "18"}                                                   | at.age_min
            {"age_min": 40, "age_max": 30}                                      | at.age_min
            {"age_max": 66}                                                     | at.age_max
            {"genders": [3]}                                                    | at.genders[0]
            {"flexible_spec": {}}                                               | at.flexible_spec
            {"flexible_spec": []}                                               | at.flexible_spec
            {"flexible_spec": [{}]}                                             | at.flexible_spec[0]
            {"flexible_spec": [{"hobbies": [{"id": "1"}]}]}                     | at.flexible_spec[0].hobbies
            {"flexible_spec": [{"interests": [{"name": "DevOps"}]}]}            | at.flexible_spec[0].interests[0]
            {"flexible_spec": [{"interests": [{"id": "no id"}]}]}               | at.flexible_spec[0].interests[0]
            {"exclusions": {"work_positions": []}}                              | at.exclusions.work_positions
            {"company": {"employee_count_min": 0}}                              | at.company.employee_count_min
            {"company": {"employee_count_min": 9, "employee_count_max": 3}}     | at.company.employee_count_min
            {"company": {"revenue": 1}}                                         | at.company.revenue
            """)
    void ofFacebookNamesWhatItDoesNotUnderstand(String criteria, String field) {
        assertThat(wrong(FACEBOOK, criteria)).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"shoeSize": "44"}                                             | at.shoeSize
            {"jobTitle": {"is": "CTO"}}                                    | at.jobTitle
            {"jobTitle": " "}                                              | at.jobTitle
            {"jobTitle": []}                                               | at.jobTitle
            {"jobTitle": "CTO", "revenueMin": "much"}                      | at.revenueMin
            {"jobTitle": "CTO", "executivesOnly": "maybe"}                 | at.executivesOnly
            {"excludePartialProfiles": true, "locationSearchType": "HQ"}   | at
            {"employeeRangeMin": "500", "employeeRangeMax": "50"}          | at.employeeRangeMin
            {"employeeRangeMin": "some"}                                   | at.employeeRangeMin
            """)
    void ofZoomInfoNamesWhatItDoesNotUnderstand(String criteria, String field) {
        assertThat(wrong(ZOOMINFO, criteria)).containsExactly(field);
    }

    @Test
    void ofZoomInfoTakesTextsListsAndNumbers() {
        assertThat(wrong(ZOOMINFO, """
                        {"jobTitle": ["CTO", "VP Engineering"], "employeeRangeMin": 50, "employeeRangeMax": "200",
                         "country": "United States", "excludePartialProfiles": true}
                        """)).isEmpty();
    }

    @Test
    void namesEverythingAtOnce() {
        assertThat(wrong(LINKEDIN, "{\"titles\": [\"CTO\"], \"geos\": [\"Atlantis\"], \"colour\": 1}"))
                .containsExactlyInAnyOrder("at.titles[0]", "at.geos[0]", "at.colour");
    }

    @Test
    void takesSoManyValuesAndNoMore() {
        String fifty = IntStream.range(0, 50).mapToObj(i -> "\"T" + i + "\"").collect(Collectors.joining(","));
        assertThat(wrong(LINKEDIN, "{\"titleKeywords\": [" + fifty + "]}")).isEmpty();
        assertThat(wrong(LINKEDIN, "{\"titleKeywords\": [" + fifty + ", \"T50\"]}"))
                .containsExactly("at.titleKeywords");
    }

    @Test
    void understandsWhatTheTranslationSays() {
        var nowhere = TestProviders.with(TestProviders.settings(null, Duration.ofSeconds(1)));
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults())) {
            for (CriteriaTranslator translator : List.of(
                    new LinkedInTranslator(new LinkedInTypeahead(nowhere)),
                    new LinkedInTranslator(new LinkedInTypeahead(TestProviders.at(sandbox.url("linkedin")))),
                    new FacebookTranslator(new FacebookTargeting(nowhere)),
                    new FacebookTranslator(new FacebookTargeting(TestProviders.at(sandbox.url("facebook")))))) {
                JsonNode criteria = translator
                        .translate(IcpFixtures.saasDecisionMaker())
                        .block(Duration.ofSeconds(10))
                        .criteria();
                SearchLanguage language = translator instanceof LinkedInTranslator ? LINKEDIN : FACEBOOK;
                assertThat(wrong(language, criteria.toString()))
                        .as(criteria.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void understandsNamesThatTheSearchUnderstands() {
        String criteria = """
                {"keywords": "cloud", "titleKeywords": ["CTO"], "titles": ["urn:li:title:153"],
                 "seniorities": ["CXO", "urn:li:seniority:7"], "jobFunctions": ["HR"], "industries": ["SaaS"],
                 "staffCountRanges": ["50-200", "urn:li:staffCountRange:(51,200)"], "geos": ["DACH", "uk"],
                 "interests": ["DevOps"], "currentCompanies": ["urn:li:organization:1001"]}
                """;
        assertThat(wrong(LINKEDIN, criteria)).isEmpty();
        assertThatCode(() -> LinkedInSearch.of(JsonMapper.shared().readTree(criteria)))
                .doesNotThrowAnyException();
    }

    private static List<String> wrong(SearchLanguage language, String criteria) {
        var violations = new Violations();
        language.check("at", JsonMapper.shared().readTree(criteria), violations);
        List<String> fields = new ArrayList<>();
        try {
            violations.refuse();
        } catch (Problem refusal) {
            refusal.errors().forEach(error -> fields.add(error.field()));
        }
        return fields;
    }
}
