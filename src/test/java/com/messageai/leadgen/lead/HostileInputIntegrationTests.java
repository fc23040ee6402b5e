package com.messageai.leadgen.lead;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** No value of any property makes products, ICPs, campaigns or leads answer with a fault of their own. */
@ServiceTest
class HostileInputIntegrationTests {

    private static final List<String> VALUES = List.of(
            "null",
            "1e63",
            "-1e-60",
            "1e999999999",
            "99999999999999999999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\u202e\\uffff\"",
            "\"" + "x".repeat(70_000) + "\"",
            "[\"x\"]",
            "[\"\\u0000\"]",
            "{\"name\": \"\\u0000\"}",
            "{\"\\u0000\": 1}",
            "{\"LINKEDIN\": {\"a\": \"\\u0000\"}}",
            "{\"LINKEDIN\": {\"a\": 1e999999999}}",
            "{\"LINKEDIN\": {\"\\ud800\": \"\\udc00\"}}",
            "{\"a\": 1e400, \"b\": -1e-400}",
            "{\"a\":".repeat(31) + "1" + "}".repeat(31),
            "[".repeat(10_000));

    @Autowired
    ApplicationContext context;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/products name description features pricing",
                "/icps productId name description demographics firmographics psychographics behaviors required"
                        + " exclusions weights",
                "/campaigns icpId name platforms searchCriteria maxProspects budget thresholds",
                "/leads source campaignId score enrichmentData status statusReason name title contactInfo companyInfo"
                        + " socialProfiles assigneeId tags notes",
                "/leads/bulk ids change"
            })
    void isRefusedOrTakenButNeverAFault(String line) {
        String[] words = line.split(" ");
        List<String> faults = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            // Each property's requests come from a team of their own, whose limit they do not reach.
            WebTestClient client = TestTeam.found(context).as(Role.ADMIN);
            Map<String, String> good = good(client, words[0]);
            for (String value : VALUES) {
                Map<String, String> body = new HashMap<>(good);
                body.put(words[i], value);
                int status = post(client, words[0], body).getStatus().value();
                if (status >= 500 || status == 429) {
                    faults.add(status + " " + words[i] + " " + value.substring(0, Math.min(60, value.length())));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    /** What else has to be there, so that the one bad value goes as far as it can. */
    private Map<String, String> good(WebTestClient client, String path) {
        return switch (path) {
            case "/icps" -> Map.of("name", "\"A\"", "productId", made(client, "/products", Map.of("name", "\"A\"")));
            case "/campaigns" ->
                Map.of(
                        "name",
                        "\"A\"",
                        "platforms",
                        "[\"LINKEDIN\"]",
                        "icpId",
                        made(client, "/icps", good(client, "/icps")));
            case "/leads/bulk" ->
                Map.of(
                        "ids",
                        "[" + made(client, "/leads", Map.of("name", "\"A\"")) + "]",
                        "change",
                        "{\"addTags\": [\"x\"]}");
            default -> Map.of("name", "\"A\"");
        };
    }

    private String made(WebTestClient client, String path, Map<String, String> body) {
        EntityExchangeResult<byte[]> answer = post(client, path, body);
        assertThat(answer.getStatus().value()).isEqualTo(201);
        String location = String.valueOf(answer.getResponseHeaders().getLocation());
        return "\"" + location.substring(location.lastIndexOf('/') + 1) + "\"";
    }

    private EntityExchangeResult<byte[]> post(WebTestClient client, String path, Map<String, String> properties) {
        return client.post()
                .uri("/api/v1" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(properties.entrySet().stream()
                        .map(property -> "\"" + property.getKey() + "\": " + property.getValue())
                        .collect(Collectors.joining(", ", "{", "}")))
                .exchange()
                .expectBody()
                .returnResult();
    }
}
