package com.messageai.leadgen.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Bill;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Limit;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import com.messageai.leadgen.support.TestDatabase;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same against Pinecone's wire format, which shows what is written only after a while. */
class PineconeVectorsIntegrationTests implements VectorStoreContract {

    private static TestDatabase database;
    private static Sandbox sandbox;

    @BeforeAll
    static void open() {
        database = TestDatabase.create(2);
        sandbox = Sandbox.start(SandboxSettings.defaults().withPeople(200));
        sandbox.admin().visibleAfter(Duration.ofMillis(60));
    }

    @AfterAll
    static void close() {
        sandbox.close();
        database.close();
    }

    @AfterEach
    void mend() {
        sandbox.admin().clearFaults();
        sandbox.admin().clearLimits();
    }

    private static PineconeVectors store(boolean mayClear, String model) {
        return new PineconeVectors(
                TestProviders.at(sandbox.url("pinecone")).api("pinecone"),
                database.client(),
                new VectorProperties(VectorProperties.Kind.PINECONE, 1, mayClear),
                model);
    }

    @Override
    public VectorStore store() {
        return store(false, "compass:3@local");
    }

    @Override
    public VectorStore storeThatMayBeCleared() {
        return store(true, "compass:3@local");
    }

    @Override
    public TeamId newTeam() {
        return new TeamId(UUID.randomUUID());
    }

    @Test
    void neverComparesWithVectorsOfAnotherModelThatAreStillInTheIndex() {
        Namespace namespace = Namespace.icps(newTeam());
        VectorStore before = store(false, "other:3@local");
        before.upsert(namespace, List.of(new VectorEntry("a", EAST, Map.of()), new VectorEntry("b", EAST, Map.of())))
                .block(PATIENCE);
        eventually(before.query(namespace, EAST, 10, VectorFilter.NONE), near -> near.size() == 2);

        assertThat(store().query(namespace, EAST, 10, VectorFilter.NONE).block(PATIENCE))
                .isEmpty();
        assertThat(store().fetch(namespace, List.of("a")).block(PATIENCE)).isEmpty();
        store().upsert(namespace, List.of(new VectorEntry("a", EAST, Map.of()))).block(PATIENCE);
        List<NearVector> near =
                eventually(store().query(namespace, EAST, 10, VectorFilter.NONE), found -> !found.isEmpty());
        assertThat(near).extracting(NearVector::id).containsExactly("a");
    }

    @Test
    void writesNoMoreThanTwoMegabytesInOneCall() {
        Namespace namespace = Namespace.icps(newTeam());
        long before = calls("upsert");
        // Ninety of them are three and a half megabytes.
        String long_ = "x".repeat(39_000);
        List<VectorEntry> entries = java.util.stream.IntStream.range(0, 90)
                .mapToObj(i -> new VectorEntry("v" + i, EAST, Map.of("text", long_)))
                .toList();
        store().upsert(namespace, entries).block(PATIENCE);
        assertThat(calls("upsert") - before).isEqualTo(2);
    }

    @Test
    void isAtItsLimitForAMomentAndSpentForTheMonth() {
        Namespace namespace = Namespace.icps(newTeam());
        sandbox.admin().limit(new Limit("pinecone", "query", 1, 60));
        var query = store().query(namespace, EAST, 1, VectorFilter.NONE);
        query.block(PATIENCE);
        assertThat(failure(query)).isInstanceOf(ProviderFailure.RateLimited.class);
        sandbox.admin().clearLimits();
        sandbox.admin().fault(Fault.status("pinecone", "query", 429).once());
        assertThat(failure(query)).isInstanceOf(ProviderFailure.OutOfCredits.class);
    }

    @ParameterizedTest
    @CsvSource({
        "401, Unauthorized",
        "402, OutOfCredits",
        "403, Unauthorized",
        "404, Unauthorized",
        "409, Rejected",
        "500, Unavailable",
        "503, Unavailable",
    })
    void failsAsTheSheetSays(int status, String failure) {
        sandbox.admin().fault(Fault.status("pinecone", "query", status).once());
        Throwable thrown = failure(store().query(Namespace.icps(newTeam()), EAST, 1, VectorFilter.NONE));
        assertThat(thrown.getClass().getSimpleName()).isEqualTo(failure);
    }

    @ParameterizedTest
    @CsvSource({"MALFORMED", "TRUNCATE", "RESET", "WRONG_TYPE", "HUGE"})
    void isUnavailableWhereTheAnswerIsBroken(Fault.Kind kind) {
        sandbox.admin().fault(Fault.of("pinecone", "query", kind).once());
        assertThat(failure(store().query(Namespace.icps(newTeam()), EAST, 1, VectorFilter.NONE)))
                .isInstanceOf(ProviderFailure.Unavailable.class);
    }

    private static Throwable failure(reactor.core.publisher.Mono<?> call) {
        return call.then().materialize().block(PATIENCE).getThrowable();
    }

    private static long calls(String endpoint) {
        return sandbox.bill().lines().stream()
                .filter(line ->
                        line.provider().equals("pinecone") && line.endpoint().equals(endpoint))
                .mapToLong(Bill.Line::calls)
                .sum();
    }
}
