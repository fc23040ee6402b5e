package com.messageai.leadgen.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.embedding.Namespace;
import com.messageai.leadgen.embedding.VectorStore;
import com.messageai.leadgen.support.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

@ServiceTest
class SimilarIcpsIntegrationTests extends SimilarIcpsContract {

    @Autowired
    VectorStore store;

    @Override
    void noVectorIsLeft(String icp) {
        assertThat(store.fetch(Namespace.icps(team.id()), List.of("icp_" + icp)).block(PATIENCE))
                .isEmpty();
    }

    @Test
    void areIndexedAgainForAnotherModel() {
        String cto = cto();
        eventually(cto, found -> rows("version IS NOT NULL") == 1);
        // What another model's index is known to hold says nothing of this one.
        database.sql("INSERT INTO vector_index (name) VALUES ('other') ON CONFLICT DO NOTHING")
                .then()
                .block(PATIENCE);
        watch.stop();
        String vp = vpEngineering();
        database.sql("""
                        INSERT INTO icp_vector (team_id, icp_id, index_name, version)
                        VALUES (:team, CAST(:icp AS uuid), 'other', 0)
                        """)
                .bind("team", team.id().value())
                .bind("icp", vp)
                .fetch()
                .rowsUpdated()
                .block(PATIENCE);
        indexing.pass().block(PATIENCE);
        assertThat(ids(similar(cto))).containsExactly(vp);
    }

    @Test
    void areToldOfOnlyWhenTheRequestHasCommitted() {
        String cto = cto();
        manager.post()
                .uri("/api/v1/icps")
                .header("Idempotency-Key", "once")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"productId\": \"%s\", \"name\": \"Under a key\"}".formatted(product))
                .exchange()
                .expectStatus()
                .isCreated();
        eventually(cto, found -> found.size() == 1);
    }
}
