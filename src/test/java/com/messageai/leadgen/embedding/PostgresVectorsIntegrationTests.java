package com.messageai.leadgen.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.support.TestDatabase;
import com.messageai.leadgen.team.TeamId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class PostgresVectorsIntegrationTests implements VectorStoreContract {

    private static TestDatabase database;
    private static PostgresVectors store;
    private static PostgresVectors clearing;

    @BeforeAll
    static void open() {
        database = TestDatabase.create(4);
        store = store(false, 1_000, "compass:3@local");
        clearing = store(true, 1_000, "compass:3@local");
    }

    @AfterAll
    static void close() {
        store.close();
        clearing.close();
        database.close();
    }

    private static PostgresVectors store(boolean mayClear, int maxScanned, String model) {
        return new PostgresVectors(
                database.client(),
                new JsonMapper(),
                new VectorProperties(VectorProperties.Kind.POSTGRES, maxScanned, mayClear),
                model);
    }

    @Override
    public VectorStore store() {
        return store;
    }

    @Override
    public VectorStore storeThatMayBeCleared() {
        return clearing;
    }

    @Override
    public TeamId newTeam() {
        return TestTeams.found(database.client());
    }

    @Test
    void refusesToSearchMoreThanItsBoundInsteadOfCuttingIt() {
        Namespace namespace = Namespace.icps(newTeam());
        store.upsert(
                        namespace,
                        IntStream.range(0, 300)
                                .mapToObj(i -> new VectorEntry("v" + i, EAST, Map.of()))
                                .toList())
                .block(PATIENCE);
        try (PostgresVectors narrow = store(false, 299, "compass:3@local")) {
            narrow.query(namespace, EAST, 1, VectorFilter.NONE)
                    .as(StepVerifier::create)
                    .verifyErrorSatisfies(failure -> assertThat(failure)
                            .isInstanceOf(ProviderFailure.Rejected.class)
                            .hasMessageContaining("max-scanned"));
        }
        assertThat(store.query(namespace, EAST, 1_000, VectorFilter.NONE).block(PATIENCE))
                .hasSize(300);
    }

    @Test
    void hasAnIndexForEachModelThatGoesWhenNobodyHasUsedItForAWeek() {
        Namespace namespace = Namespace.icps(newTeam());
        VectorUpkeep upkeep = new VectorUpkeep(database.client());
        try (PostgresVectors old = store(false, 1_000, "flat:2@local")) {
            old.upsert(namespace, List.of(new VectorEntry("a", new float[] {0, 1}, Map.of())))
                    .block(PATIENCE);
            store.upsert(namespace, List.of(new VectorEntry("a", EAST, Map.of())))
                    .block(PATIENCE);
            age("postgres flat:2@local", 6);
            upkeep.run().block(PATIENCE);
            assertThat(old.fetch(namespace, List.of("a")).block(PATIENCE)).hasSize(1);

            age("postgres flat:2@local", 8);
            age("postgres compass:3@local", 8);
            // Whoever uses it says so.
            store.index().block(PATIENCE);
            upkeep.run().block(PATIENCE);
            assertThat(old.fetch(namespace, List.of("a")).block(PATIENCE)).isEmpty();
        }
        assertThat(store.fetch(namespace, List.of("a")).block(PATIENCE)).hasSize(1);
    }

    private static void age(String index, int days) {
        database.client()
                .sql("update vector_index set used_at = now() - :days * interval '1 day' where name = :index")
                .bind("days", days)
                .bind("index", index)
                .fetch()
                .rowsUpdated()
                .block(PATIENCE);
    }
}
