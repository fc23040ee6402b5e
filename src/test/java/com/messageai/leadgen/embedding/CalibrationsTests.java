package com.messageai.leadgen.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class CalibrationsTests {

    private final AtomicInteger measured = new AtomicInteger();
    private final AtomicReference<Calibration> kept = new AtomicReference<>();
    private final Calibrations calibrations = new Calibrations(new KeptCalibrations() {
        @Override
        public Mono<Calibration> find(String model, String endpoint, int reference) {
            return Mono.fromSupplier(kept::get);
        }

        @Override
        public Mono<Calibration> keep(Calibration fresh, String endpoint, int reference) {
            return Mono.fromSupplier(() -> kept.updateAndGet(before -> before == null ? fresh : before));
        }
    });

    private EmbeddingModel counted(EmbeddingModel model) {
        return new EmbeddingModel() {
            @Override
            public String name() {
                return model.name();
            }

            @Override
            public String endpoint() {
                return model.endpoint();
            }

            @Override
            public Flux<Embedded> embed(List<String> texts, Mono<Void> open) {
                measured.incrementAndGet();
                return model.embed(texts);
            }
        };
    }

    @Test
    void hasAtLeastSixtyPairsOfEachKindAndLength() {
        ReferencePairs pairs = ReferencePairs.read();
        for (List<ReferencePairs.Pair> kind : List.of(pairs.unrelated(), pairs.near(), pairs.paraphrased())) {
            assertThat(kind)
                    .filteredOn(
                            pair -> pair.first().length() < 40 && pair.second().length() < 60)
                    .hasSizeGreaterThanOrEqualTo(60);
            assertThat(kind)
                    .filteredOn(
                            pair -> pair.first().length() > 23 && pair.second().length() > 23)
                    .hasSizeGreaterThanOrEqualTo(60);
        }
    }

    @Test
    void findsAScaleOnWhichParaphrasesAreFarFromUnrelatedTexts() {
        calibrations
                .of(new LocalModel(new EmbeddingProperties.Local(2, 1_000)))
                .as(StepVerifier::create)
                .assertNext(scale -> {
                    assertThat(scale.model()).isEqualTo("all-MiniLM-L6-v2:384");
                    assertThat(scale.unrelated()).isBetween(0.25, 0.45);
                    assertThat(scale.paraphrase()).isBetween(0.55, 0.75);
                    assertThat(scale.similarity(scale.unrelated())).isZero();
                    assertThat(scale.similarity(-1)).isZero();
                    assertThat(scale.similarity(scale.paraphrase())).isEqualTo(10_000);
                    assertThat(scale.similarity(1)).isEqualTo(10_000);
                })
                .verifyComplete();
    }

    @Test
    void measuresAModelOnce() {
        EmbeddingModel model = counted(FakeModel.named("fake:2"));
        calibrations
                .of(model)
                .then(calibrations.of(model))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        assertThat(measured).hasValue(1);
    }

    @Test
    void doesNotMeasureWhatAnotherInstanceMeasured() {
        kept.set(new Calibration("fake:2", 0.1, 0.9));
        calibrations
                .of(counted(FakeModel.named("fake:2")))
                .as(StepVerifier::create)
                .expectNext(new Calibration("fake:2", 0.1, 0.9))
                .verifyComplete();
        assertThat(measured).hasValue(0);
    }

    @Test
    void triesAgainAfterAFailure() {
        AtomicInteger attempts = new AtomicInteger();
        EmbeddingModel flaky = new EmbeddingModel() {
            @Override
            public String name() {
                return "flaky:2";
            }

            @Override
            public String endpoint() {
                return "local";
            }

            @Override
            public Flux<Embedded> embed(List<String> texts, Mono<Void> open) {
                return attempts.getAndIncrement() == 0
                        ? Flux.error(new IllegalStateException("not yet"))
                        : FakeModel.named("flaky:2").embed(texts);
            }
        };
        calibrations.of(flaky).as(StepVerifier::create).verifyError(IllegalStateException.class);
        calibrations.of(flaky).as(StepVerifier::create).expectNextCount(1).verifyComplete();
    }

    @Test
    void givesAModelThatCannotTellAnythingApartAScaleThatHasAWidth() {
        calibrations
                .of(FakeModel.constant())
                .as(StepVerifier::create)
                .assertNext(scale -> assertThat(scale.paraphrase()).isGreaterThan(scale.unrelated()))
                .verifyComplete();
    }
}
