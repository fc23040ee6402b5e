package com.messageai.leadgen.discovery;

import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class CriteriaIntegrationTests {

    @Autowired
    ApplicationContext context;

    private TestTeam team;
    private String icp;
    private String criteria;

    @BeforeEach
    void keepAnIcp() {
        team = TestTeam.found(context);
        String product = created("/api/v1/products", """
                {"name": "Cloud cost", "description": "Saves", "features": [],
                 "pricing": {"model": "SUBSCRIPTION", "amount": 12.5, "currency": "USD", "period": "MONTH"}}
                """);
        icp = created("/api/v1/icps", """
                {"productId": "%s", "name": "SaaS decision makers", "description": "",
                 "demographics": {"jobTitles": ["CTO"], "seniorities": ["CXO"], "departments": [], "locations": ["USA"]},
                 "firmographics": {"industries": ["SaaS"], "companySizes": ["50-200"], "technologies": [], "revenues": [], "locations": []},
                 "psychographics": {"painPoints": [], "goals": [], "interests": ["DevOps"], "values": []},
                 "behaviors": {"keywords": [], "signals": []}}
                """.formatted(product));
        criteria = "/api/v1/icps/" + icp + "/criteria?platform=";
    }

    @Test
    void areShownInEachPlatformsTermsWithWhatIsLost() {
        get(Role.VIEWER, criteria + "LINKEDIN")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.platform")
                .isEqualTo("LINKEDIN")
                .jsonPath("$.criteria.titleKeywords[0]")
                .isEqualTo("CTO")
                .jsonPath("$.criteria.geos[0]")
                .isEqualTo("urn:li:geo:103644278")
                .jsonPath("$.unsupported[?(@.criterion=='psychographics.interests')].reason")
                .exists()
                .jsonPath("$.approximate[0].criterion")
                .exists();
        get(Role.SALES_MANAGER, criteria + "FACEBOOK")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.criteria.geo_locations.countries[0]")
                .isEqualTo("US");
        get(Role.VIEWER, criteria + "ZOOMINFO")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.criteria.jobTitle")
                .isEqualTo("CTO OR Chief Technology Officer")
                .jsonPath("$.criteria.country")
                .isEqualTo("United States")
                .jsonPath("$.unsupported[?(@.criterion=='firmographics.industries')].reason")
                .exists();
    }

    @Test
    void areThereForPlatformsThatAreSearchedOnly() {
        get(Role.VIEWER, criteria + "CSV").expectStatus().isBadRequest();
        get(Role.VIEWER, criteria + "ORKUT").expectStatus().isBadRequest();
        get(Role.VIEWER, criteria.substring(0, criteria.indexOf('?')))
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void areACampaignsOwnAsTheyStand() {
        for (String platform : List.of("LINKEDIN", "FACEBOOK")) {
            JsonNode shown = get(Role.SALES_MANAGER, criteria + platform)
                    .expectStatus()
                    .isOk()
                    .expectBody(JsonNode.class)
                    .returnResult()
                    .getResponseBody();
            created("/api/v1/campaigns", """
                    {"icpId": "%s", "name": "Verbatim", "platforms": ["%s"], "searchCriteria": {"%s": %s}}
                    """.formatted(icp, platform, platform, shown.get("criteria")));
        }
    }

    @Test
    void areNobodyElses() {
        TestTeam other = TestTeam.found(context);
        other.as(Role.ADMIN)
                .get()
                .uri(criteria + "LINKEDIN")
                .exchange()
                .expectStatus()
                .isNotFound();
        get(Role.ADMIN, "/api/v1/icps/" + UUID.randomUUID() + "/criteria?platform=LINKEDIN")
                .expectStatus()
                .isNotFound();
    }

    @Test
    void standBesideTheProvidersThatAreThere() {
        get(Role.VIEWER, "/api/v1/providers")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(7);
        get(Role.VIEWER, "/api/v1/rate-limits")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$")
                .isArray();
        team.anonymous()
                .get()
                .uri("/api/v1/providers")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private WebTestClient.ResponseSpec get(Role role, String uri) {
        return team.as(role).get().uri(uri).exchange();
    }

    private String created(String uri, String body) {
        return team.as(Role.ADMIN)
                .post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .get("id")
                .asString();
    }
}
