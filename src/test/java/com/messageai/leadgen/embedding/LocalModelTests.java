package com.messageai.leadgen.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.ProviderFailure;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class LocalModelTests {

    private static final LocalModel MODEL = new LocalModel(new EmbeddingProperties.Local(2, 20_000));

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @Test
    void givesUnitVectorsInTheOrderOfTheTexts() {
        MODEL.embed(List.of("kubernetes", "gardening", "container orchestration"))
                .as(StepVerifier::create)
                .assertNext(vectors -> {
                    assertThat(vectors).hasSize(3).allSatisfy(vector -> {
                        assertThat(vector).hasSize(MiniLm.DIMENSIONS);
                        assertThat(Vectors.cosine(vector, vector))
                                .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
                    });
                    assertThat(Vectors.cosine(vectors.get(0), vectors.get(2)))
                            .isGreaterThan(Vectors.cosine(vectors.get(0), vectors.get(1)));
                })
                .verifyComplete();
    }

    /** BlockHound is armed: on the thread of an event loop, neither loading nor running the model may block. */
    @Test
    void neverBlocksTheThreadThatAsks() {
        Mono.defer(() -> new LocalModel(new EmbeddingProperties.Local(1, 100)).embed(List.of("scale", "growth")))
                .subscribeOn(Schedulers.parallel())
                .as(StepVerifier::create)
                .assertNext(vectors -> assertThat(vectors).hasSize(2))
                .verifyComplete();
    }

    @Test
    void givesTheSameVectorBitForBitWhateverElseIsAskedFor() {
        List<String> others = ReferencePairs.read().texts();
        Mono<float[]> alone = MODEL.embed(List.of("cloud cost")).map(List::getFirst);
        Mono<float[]> among = MODEL.embed(
                        java.util.stream.Stream.concat(others.stream(), java.util.stream.Stream.of("cloud cost"))
                                .toList())
                .map(List::getLast);
        Mono.zip(alone, among)
                .as(StepVerifier::create)
                .assertNext(both -> assertThat(both.getT1()).containsExactly(both.getT2()))
                .verifyComplete();
    }

    @Test
    void refusesMoreTextsThanMayWait() {
        LocalModel small = new LocalModel(new EmbeddingProperties.Local(1, 10));
        List<String> page = Collections.nCopies(8, "a text");
        Flux.range(0, 3)
                .flatMap(
                        i -> small.embed(page)
                                .map(vectors -> "done")
                                .onErrorResume(ProviderFailure.NotCalled.class, full -> Mono.just(full.reason())),
                        3)
                .collectSortedList()
                .as(StepVerifier::create)
                .expectNext(List.of("bulkhead-full", "bulkhead-full", "done"))
                .verifyComplete();
        assertThat(small.waiting()).isZero();
    }

    @Test
    void takesAPageLargerThanTheBoundWhenNothingElseWaits() {
        new LocalModel(new EmbeddingProperties.Local(1, 3))
                .embed(Collections.nCopies(9, "a text"))
                .as(StepVerifier::create)
                .assertNext(vectors -> assertThat(vectors).hasSize(9))
                .verifyComplete();
    }
}
