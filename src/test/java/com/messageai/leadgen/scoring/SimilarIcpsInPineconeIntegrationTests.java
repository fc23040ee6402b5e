package com.messageai.leadgen.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.embedding.Namespace;
import com.messageai.leadgen.embedding.VectorEntry;
import com.messageai.leadgen.embedding.VectorStore;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import com.messageai.leadgen.support.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

/** The same with Pinecone, which may be slow to show a vector, and away. */
@ServiceTest
class SimilarIcpsInPineconeIntegrationTests extends SimilarIcpsContract {

    private static final Sandbox SANDBOX =
            Sandbox.start(SandboxSettings.defaults().withPeople(200));

    @DynamicPropertySource
    static void pinecone(DynamicPropertyRegistry properties) {
        SANDBOX.admin().visibleAfter(Duration.ofMillis(100));
        properties.add("leadgen.vectors.store", () -> "pinecone");
        properties.add("leadgen.providers.pinecone.base-url", () -> SANDBOX.url("pinecone"));
        properties.add("leadgen.providers.pinecone.api-key", () -> "key");
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @AfterEach
    void mend() {
        SANDBOX.admin().clearFaults();
    }

    @Autowired
    VectorStore store;

    @Override
    void noVectorIsLeft(String icp) {
        fetched(icp)
                .filter(Map::isEmpty)
                .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(20)))
                .block(PATIENCE);
    }

    private Mono<Map<String, VectorEntry>> fetched(String icp) {
        return store.fetch(Namespace.icps(team.id()), List.of("icp_" + icp));
    }

    @Test
    void lieUnderTheirIdsWithWhatTheyCanBeFilteredBy() {
        String cto = cto();
        VectorEntry entry = fetched(cto)
                .filter(found -> !found.isEmpty())
                .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(20)))
                .block(PATIENCE)
                .get("icp_" + cto);
        assertThat(entry.metadata())
                .containsEntry("teamId", team.id().toString())
                .containsEntry("type", "icp")
                .containsEntry("icpId", cto)
                .containsEntry("productId", product)
                .containsEntry("name", "Engineering leaders")
                .containsEntry("text", "Engineering leaders; Chief Technology Officer; industry Software");
        assertThat(entry.vector()).hasSize(384);
    }

    @Test
    void areLateWhilePineconeIsAwayAndNoneIsLost() {
        String cto = cto();
        String nurse = nurse();
        eventually(cto, found -> found.size() == 1);
        watch.stop();
        SANDBOX.admin().fault(Fault.status("pinecone", "*", 503).times(2));
        String vp = vpEngineering();
        delete(nurse);

        indexing.pass().block(PATIENCE);
        assertThat(rows("version IS NULL AND due_at > now()")).isEqualTo(1);
        assertThat(fetched(nurse).block(PATIENCE)).hasSize(1);

        allIsDue();
        indexing.pass().block(PATIENCE);
        assertThat(ids(eventually(cto, found -> !found.isEmpty()))).containsExactly(vp);
        noVectorIsLeft(nurse);
        assertThat(rows("true")).isEqualTo(2);
    }

    @Test
    void cannotBeToldWhilePineconeIsAway() {
        String cto = cto();
        SANDBOX.admin().fault(Fault.status("pinecone", "query", 503).once());
        manager.get()
                .uri("/api/v1/icps/{id}/similar", cto)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unavailable");
    }
}
