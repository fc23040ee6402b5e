package com.messageai.leadgen.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What everybody may rely on, whoever keeps the vectors. They have three dimensions here, and each test its own team. */
interface VectorStoreContract {

    Duration PATIENCE = Duration.ofSeconds(20);

    float[] EAST = {1, 0, 0};
    float[] NORTH_EAST = {0.6f, 0.8f, 0};
    float[] NORTH = {0, 1, 0};

    VectorStore store();

    /** The same place, where namespaces may be cleared. */
    VectorStore storeThatMayBeCleared();

    /** A team that is there, another one with each call. */
    TeamId newTeam();

    /** What is written may be seen later: asks again until it is. */
    default <T> T eventually(Mono<T> question, Predicate<T> answered) {
        return question.filter(answered)
                .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(20)))
                .block(PATIENCE);
    }

    private static VectorEntry entry(String id, float[] vector, String... metadata) {
        return new VectorEntry(
                id,
                vector,
                IntStream.range(0, metadata.length / 2)
                        .boxed()
                        .collect(java.util.stream.Collectors.toMap(i -> metadata[2 * i], i -> metadata[2 * i + 1])));
    }

    private static List<String> ids(List<NearVector> near) {
        return near.stream().map(NearVector::id).toList();
    }

    /** Three vectors, which can be seen. */
    private Namespace compass() {
        Namespace namespace = Namespace.icps(newTeam());
        store().upsert(
                        namespace,
                        List.of(
                                entry("east", EAST, "type", "side", "half", "right"),
                                entry("north", NORTH, "type", "side"),
                                entry("north-east", NORTH_EAST, "type", "corner", "half", "right")))
                .block(PATIENCE);
        eventually(store().query(namespace, EAST, 10, VectorFilter.NONE), near -> near.size() == 3);
        return namespace;
    }

    @Test
    default void givesTheNearestFirstWithTheirExactCosines() {
        Namespace namespace = compass();
        List<NearVector> near =
                store().query(namespace, EAST, 2, VectorFilter.NONE).block(PATIENCE);
        assertThat(ids(near)).containsExactly("east", "north-east");
        assertThat(near.get(0).cosine()).isCloseTo(1, within(1e-6));
        assertThat(near.get(1).cosine()).isCloseTo(0.6, within(1e-6));
    }

    @Test
    default void looksOnlyAtWhatTheFilterLetsThrough() {
        Namespace namespace = compass();
        assertThat(ids(store().query(namespace, EAST, 10, VectorFilter.NONE.with("type", "side"))
                        .block(PATIENCE)))
                .containsExactly("east", "north");
        assertThat(ids(store().query(namespace, EAST, 10, VectorFilter.NONE.without("type", "corner"))
                        .block(PATIENCE)))
                .containsExactly("east", "north");
        assertThat(ids(store().query(
                                namespace,
                                EAST,
                                10,
                                VectorFilter.NONE.with("half", "right").without("type", "side"))
                        .block(PATIENCE)))
                .containsExactly("north-east");
        // What has no such key is not equal to it.
        assertThat(ids(store().query(namespace, EAST, 10, VectorFilter.NONE.without("half", "right"))
                        .block(PATIENCE)))
                .containsExactly("north");
    }

    @Test
    default void replacesWholeEntries() {
        Namespace namespace = compass();
        store().upsert(namespace, List.of(entry("east", NORTH, "type", "turned")))
                .block(PATIENCE);
        VectorEntry turned = eventually(
                        store().fetch(namespace, List.of("east")),
                        found -> found.get("east").metadata().containsValue("turned"))
                .get("east");
        assertThat(turned.vector()).containsExactly(NORTH);
        assertThat(turned.metadata()).isEqualTo(Map.of("type", "turned"));
    }

    @Test
    default void fetchesThoseThatAreThere() {
        Namespace namespace = compass();
        Map<String, VectorEntry> found =
                store().fetch(namespace, List.of("north", "nowhere", "east")).block(PATIENCE);
        assertThat(found).containsOnlyKeys("north", "east");
        assertThat(found.get("north").vector()).containsExactly(NORTH);
        assertThat(found.get("east").metadata()).isEqualTo(Map.of("type", "side", "half", "right"));
    }

    @Test
    default void deletesByIdAndMindsNoUnknownOne() {
        Namespace namespace = compass();
        store().delete(namespace, List.of("north", "nowhere")).block(PATIENCE);
        List<NearVector> left =
                eventually(store().query(namespace, NORTH, 10, VectorFilter.NONE), near -> near.size() < 3);
        assertThat(ids(left)).containsExactly("north-east", "east");
        store().delete(Namespace.icps(newTeam()), List.of("east")).block(PATIENCE);
    }

    @Test
    default void keepsNamespacesApart() {
        Namespace namespace = compass();
        Namespace other = compass();
        store().delete(other, List.of("east", "north")).block(PATIENCE);
        eventually(store().query(other, EAST, 10, VectorFilter.NONE), near -> near.size() == 1);
        assertThat(store().query(namespace, EAST, 10, VectorFilter.NONE).block(PATIENCE))
                .hasSize(3);
        assertThat(store().fetch(other, List.of("east")).block(PATIENCE)).isEmpty();
    }

    @Test
    default void findsNothingWhereThereIsNoNamespace() {
        assertThat(store().query(Namespace.icps(newTeam()), EAST, 10, VectorFilter.NONE)
                        .block(PATIENCE))
                .isEmpty();
        assertThat(store().fetch(Namespace.icps(newTeam()), List.of("east")).block(PATIENCE))
                .isEmpty();
    }

    @Test
    default void takesMoreThanFitsIntoOneCall() {
        Namespace namespace = Namespace.icps(newTeam());
        List<VectorEntry> many = IntStream.range(0, 3 * VectorStore.BATCH + 7)
                .mapToObj(i -> entry("v" + i, Vectors.normalized(new float[] {1, i, 0}), "number", "" + i))
                .toList();
        store().upsert(namespace, many).block(PATIENCE);
        List<NearVector> all = eventually(
                store().query(namespace, EAST, 1_000, VectorFilter.NONE), near -> near.size() == many.size());
        assertThat(ids(all))
                .containsExactlyElementsOf(many.stream().map(VectorEntry::id).toList());
        List<String> ids = many.stream().map(VectorEntry::id).toList();
        assertThat(store().fetch(namespace, ids).block(PATIENCE)).hasSize(many.size());
        store().delete(namespace, ids).block(PATIENCE);
        eventually(store().query(namespace, EAST, 10, VectorFilter.NONE), List::isEmpty);
    }

    @Test
    default void saysClearlyThatAVectorIsOfAnotherModel() {
        Namespace namespace = compass();
        store().upsert(namespace, List.of(entry("flat", new float[] {1, 0})))
                .as(StepVerifier::create)
                .verifyErrorSatisfies(VectorStoreContract::isAboutDimensions);
        store().query(namespace, new float[] {1, 0}, 10, VectorFilter.NONE)
                .as(StepVerifier::create)
                .verifyErrorSatisfies(VectorStoreContract::isAboutDimensions);
    }

    private static void isAboutDimensions(Throwable failure) {
        assertThat(failure)
                .isInstanceOf(ProviderFailure.Rejected.class)
                .hasMessageContaining("a vector of dimension 2 in an index of dimension 3");
    }

    @Test
    default void clearsANamespaceOnlyWhereThatIsAllowed() {
        Namespace namespace = compass();
        store().clear(namespace).as(StepVerifier::create).verifyError(ProviderFailure.Rejected.class);
        assertThat(store().query(namespace, EAST, 10, VectorFilter.NONE).block(PATIENCE))
                .hasSize(3);
        storeThatMayBeCleared().clear(namespace).block(PATIENCE);
        eventually(store().query(namespace, EAST, 10, VectorFilter.NONE), List::isEmpty);
    }

    @Test
    default void namesAnIndexOfItsOwnForEachModel() {
        assertThat(store().index().block(PATIENCE)).contains("compass:3@local");
    }
}
