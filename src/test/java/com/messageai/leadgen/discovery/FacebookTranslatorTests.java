package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.discovery.CriteriaTranslator.Loss;
import com.messageai.leadgen.discovery.CriteriaTranslator.Translation;
import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IdealProfile.Demographics;
import com.messageai.leadgen.icp.IdealProfile.Firmographics;
import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FacebookTranslatorTests {

    @Test
    void saysCountriesAndSizeWhereMetaCannotBeAsked() {
        Translation translation = translated(IcpFixtures.saasDecisionMaker(), nowhere());

        assertThat(translation.criteria().toString())
                .isEqualTo("{\"geo_locations\":{\"countries\":[\"US\"]},"
                        + "\"company\":{\"employee_count_min\":50,\"employee_count_max\":200}}");
        assertThat(translation.unsupported())
                .extracting(Loss::criterion)
                .contains(
                        "demographics.jobTitles",
                        "demographics.seniorities",
                        "firmographics.industries",
                        "psychographics.interests",
                        "exclusions.jobTitles");
    }

    @Test
    void takesRegionsAsTheirCountriesAndSizesAsOneRange() {
        Icp icp = IcpFixtures.icp(
                new Demographics(
                        List.of(), List.of(), List.of(), List.of("DACH", "California", "Portugal", "Atlantis")),
                new Firmographics(List.of(), List.of("11-50", "201-500", "big"), List.of(), List.of(), List.of()),
                List.of());

        Translation translation = translated(icp, nowhere());

        JsonNode criteria = translation.criteria();
        assertThat(criteria.at("/geo_locations/countries").toString())
                .isEqualTo("[\"DE\",\"AT\",\"CH\",\"US\",\"PT\"]");
        assertThat(criteria.at("/company").toString())
                .isEqualTo("{\"employee_count_min\":11,\"employee_count_max\":500}");
        assertThat(translation.unsupported())
                .anyMatch(loss -> loss.reason().contains("Atlantis"))
                .anyMatch(loss -> loss.reason().contains("big"));
        assertThat(translation.approximate()).anyMatch(loss -> loss.reason().contains("California"));
    }

    @Test
    void asksMetaForItsWorkPositionsAndFindsPeopleByThem() {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults())) {
            Translation translation =
                    translated(IcpFixtures.saasDecisionMaker(), TestProviders.at(sandbox.url("facebook")));

            assertThat(translation
                            .criteria()
                            .at("/flexible_spec/0/work_positions")
                            .toString())
                    .contains("Chief Technology Officer")
                    .contains("Vice President of Engineering");
            List<SourcePage> pages =
                    ProspectSourceContract.all(new FacebookGateway(TestProviders.at(sandbox.url("facebook-gateway")))
                            .pages(new SourceQuery(translation.criteria(), 100), null));
            assertThat(ProspectSourceContract.ids(pages)).hasSizeGreaterThan(100);
        }
    }

    private static ProviderClients nowhere() {
        return TestProviders.with(TestProviders.settings(null, Duration.ofSeconds(1)));
    }

    private static Translation translated(Icp icp, ProviderClients clients) {
        return new FacebookTranslator(new FacebookTargeting(clients))
                .translate(icp)
                .block(Duration.ofSeconds(10));
    }
}
