package com.messageai.leadgen.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.ServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class ApiDocsIntegrationTests {

    @LocalServerPort
    private int port;

    private JsonNode docs() {
        byte[] text = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(60))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 * 1024 * 1024))
                .build()
                .get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void describesTheConventions() {
        JsonNode docs = docs();
        assertThat(docs.get("openapi").asString()).startsWith("3.1");
        JsonNode list = docs.at("/paths/~1api~1v1~1users/get");
        assertThat(list.findValuesAsString("name")).containsExactlyInAnyOrder("role", "limit", "cursor", "sort");
        assertThat(list.at("/security/0/accessToken").isArray()).isTrue();
        assertThat(list.get("x-permission").asString()).isEqualTo("manage_users");
        JsonNode change = docs.at("/paths/~1api~1v1~1users~1{id}/patch");
        assertThat(change.findValuesAsString("name")).containsExactlyInAnyOrder("id", "If-Match");
        assertThat(change.at("/requestBody/content").has("application/merge-patch+json"))
                .isTrue();
        assertThat(docs.at("/paths/~1api~1v1~1auth~1login/post/security")).isEmpty();
    }

    @Test
    void refersToSchemasThatAreThere() {
        JsonNode docs = docs();
        List<String> missing = new ArrayList<>();
        for (String reference : docs.findValuesAsString("$ref")) {
            if (docs.at(reference.substring(1)).isMissingNode()) {
                missing.add(reference);
            }
        }
        assertThat(missing).isEmpty();
    }
}
