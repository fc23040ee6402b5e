package com.messageai.leadgen.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.messageai.leadgen.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class LocalModelTests {

    private static LocalModel model(int threads, int maxWaiting) {
        return new LocalModel(new EmbeddingProperties.Local(threads, maxWaiting));
    }

    private static Mono<Map<String, float[]>> vectors(EmbeddingModel model, List<String> texts) {
        return model.embed(texts).collectMap(Embedded::text, Embedded::vector);
    }

    @Test
    void putsTextsOfOneMeaningNearEachOther() {
        vectors(model(2, 100), List.of("hiring engineers", "gardening", "recruiting software developers"))
                .as(StepVerifier::create)
                .assertNext(vectors -> {
                    float[] hiring = vectors.get("hiring engineers");
                    assertThat(hiring).hasSize(MiniLm.DIMENSIONS);
                    assertThat(Vectors.cosine(hiring, hiring)).isCloseTo(1, within(1e-6));
                    assertThat(Vectors.cosine(hiring, vectors.get("recruiting software developers")))
                            .isGreaterThan(Vectors.cosine(hiring, vectors.get("gardening")) + 0.2);
                })
                .verifyComplete();
    }

    /** BlockHound is armed: on the thread of an event loop, neither loading nor running the model may block. */
    @Test
    void neverBlocksTheThreadThatAsks() {
        Mono.defer(() -> vectors(model(1, 100), List.of("scale", "growth")))
                .subscribeOn(Schedulers.parallel())
                .as(StepVerifier::create)
                .assertNext(vectors -> assertThat(vectors).hasSize(2))
                .verifyComplete();
    }

    @Test
    void runsOnThreadsOfItsOwnOnly() {
        model(2, 100)
                .embed(texts(40))
                .map(embedded -> Thread.currentThread().getName())
                .distinct()
                .collectList()
                .as(StepVerifier::create)
                .assertNext(threads -> assertThat(threads)
                        .hasSizeLessThanOrEqualTo(2)
                        .allSatisfy(thread -> assertThat(thread).startsWith("embedding-")))
                .verifyComplete();
    }

    @Test
    void givesTheSameVectorBitForBitWhateverElseIsAskedFor() {
        List<String> others = new ArrayList<>(ReferencePairs.read().texts());
        others.remove("cloud cost");
        others.add("cloud cost");
        Mono.zip(vectors(model(1, 1_000), List.of("cloud cost")), vectors(model(2, 1_000), others))
                .as(StepVerifier::create)
                .assertNext(both -> assertThat(both.getT1().get("cloud cost"))
                        .containsExactly(both.getT2().get("cloud cost")))
                .verifyComplete();
    }

    @Test
    void refusesMoreTextsThanMayWait() {
        LocalModel small = model(1, 10);
        Flux.range(0, 3)
                .flatMap(
                        page -> vectors(small, texts(8))
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
        vectors(model(1, 3), texts(9))
                .as(StepVerifier::create)
                .assertNext(vectors -> assertThat(vectors).hasSize(9))
                .verifyComplete();
    }

    @Test
    void countsNobodyAsWaitingWhoWentAway() {
        LocalModel one = model(1, 100);
        one.embed(texts(50)).take(1).as(StepVerifier::create).expectNextCount(1).verifyComplete();
        assertThat(one.waiting()).isZero();
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text number " + i).toList();
    }
}
