package com.messageai.leadgen.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class CachedEmbeddingsTests {

    private static final TeamId TEAM = new TeamId(new UUID(0, 1));
    private static final TeamId OTHER = new TeamId(new UUID(0, 2));
    private static final Mono<Void> OPEN = Mono.empty();

    private final FakeModel model = FakeModel.named("fake:2");
    private final List<String> statements = new ArrayList<>();
    private final Map<String, float[]> rows = new HashMap<>();

    private final KeptVectors kept = new KeptVectors() {
        @Override
        public Mono<Map<String, float[]>> find(TeamId team, String name, List<String> texts) {
            statements.add("find " + texts.size() + " of " + name);
            Map<String, float[]> found = new HashMap<>(rows);
            found.keySet().retainAll(texts);
            return Mono.just(found);
        }

        @Override
        public Mono<Map<String, float[]>> keep(TeamId team, String name, Map<String, float[]> vectors) {
            statements.add("keep " + vectors.size());
            vectors.forEach(rows::putIfAbsent);
            Map<String, float[]> there = new HashMap<>(rows);
            there.keySet().retainAll(vectors.keySet());
            return Mono.just(there);
        }
    };

    private CachedEmbeddings cached(EmbeddingModel behind) {
        return new CachedEmbeddings(behind, kept, new Calibrations(new NoCalibrations()), DataSize.ofKilobytes(64));
    }

    @Test
    void givesVectorsInTheOrderOfTheTextsAndAsksForEachOnce() {
        CachedEmbeddings embeddings = cached(model);
        embeddings
                .embed(TEAM, List.of("b", "a", "  b ", "b", "a\n b"), OPEN)
                .as(StepVerifier::create)
                .assertNext(vectors -> {
                    assertThat(vectors).hasSize(5);
                    assertThat(vectors.get(0)).isEqualTo(vectors.get(2)).isEqualTo(vectors.get(3));
                    assertThat(vectors.get(0)).isNotEqualTo(vectors.get(1));
                })
                .verifyComplete();
        assertThat(model.asked).containsExactly(List.of("b", "a", "a b"));
        assertThat(statements).containsExactly("find 3 of fake:2@local", "keep 3");
    }

    @Test
    void asksNobodyForWhatIsInMemory() {
        CachedEmbeddings embeddings = cached(model);
        embeddings
                .embed(TEAM, List.of("a", "b"), OPEN)
                .then(embeddings.embed(TEAM, List.of("b", "a"), OPEN))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        assertThat(model.asked).hasSize(1);
        assertThat(statements).hasSize(2);
    }

    @Test
    void asksTheModelOnlyForWhatIsNotKept() {
        rows.put("a", new float[] {1, 0});
        cached(model)
                .embed(TEAM, List.of("a", "b"), OPEN)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        assertThat(model.asked).containsExactly(List.of("b"));
        assertThat(statements).containsExactly("find 2 of fake:2@local", "keep 1");
    }

    @Test
    void goesOnWithWhatAnotherInstanceKeptMeanwhile() {
        float[] theirs = {0, 1};
        KeptVectors raced = new KeptVectors() {
            @Override
            public Mono<Map<String, float[]>> find(TeamId team, String name, List<String> texts) {
                return Mono.just(Map.of());
            }

            @Override
            public Mono<Map<String, float[]>> keep(TeamId team, String name, Map<String, float[]> vectors) {
                return Mono.just(Map.of("a", theirs));
            }
        };
        new CachedEmbeddings(model, raced, new Calibrations(new NoCalibrations()), DataSize.ofKilobytes(64))
                .embed(TEAM, List.of("a"), OPEN)
                .as(StepVerifier::create)
                .assertNext(vectors -> assertThat(vectors.getFirst()).isSameAs(theirs))
                .verifyComplete();
    }

    @Test
    void keepsTeamsApart() {
        CachedEmbeddings embeddings = cached(model);
        embeddings
                .embed(TEAM, List.of("a"), OPEN)
                .then(Mono.fromRunnable(rows::clear))
                .then(embeddings.embed(OTHER, List.of("a"), OPEN))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        assertThat(model.asked).hasSize(2);
    }

    @Test
    void goesOnAfterALimitFromWhereItWas() {
        List<List<String>> asked = new ArrayList<>();
        EmbeddingModel limited = new EmbeddingModel() {
            @Override
            public String name() {
                return "limited:2";
            }

            @Override
            public String endpoint() {
                return "local";
            }

            @Override
            public Flux<Embedded> embed(List<String> texts, Mono<Void> open) {
                asked.add(texts);
                return model.embed(texts.subList(0, 1))
                        .concatWith(
                                texts.size() == 1
                                        ? Flux.empty()
                                        : Flux.error(new ProviderFailure.RateLimited(
                                                "openai", "embeddings", Duration.ofSeconds(1))));
            }
        };
        CachedEmbeddings embeddings = cached(limited);
        Mono<List<float[]>> page = embeddings.embed(TEAM, List.of("a", "b"), OPEN);
        page.as(StepVerifier::create).verifyError(ProviderFailure.RateLimited.class);
        page.as(StepVerifier::create).expectNextCount(1).verifyComplete();
        assertThat(asked).containsExactly(List.of("a", "b"), List.of("b"));
    }

    @Test
    void keepsWhatWasEmbeddedBeforeAPauseAndSaysThePauseAsItIs() {
        List<List<String>> asked = new ArrayList<>();
        IllegalStateException pause = new IllegalStateException("paused");
        EmbeddingModel oneByOne = new EmbeddingModel() {
            @Override
            public String name() {
                return "one-by-one:2";
            }

            @Override
            public String endpoint() {
                return "local";
            }

            @Override
            public Flux<Embedded> embed(List<String> texts, Mono<Void> open) {
                return Flux.fromIterable(texts)
                        .concatMap(text -> open.thenMany(Flux.defer(() -> {
                            asked.add(List.of(text));
                            return model.embed(List.of(text));
                        })));
            }
        };
        CachedEmbeddings embeddings = cached(oneByOne);
        Mono<Void> openOnce = Mono.defer(() -> asked.isEmpty() ? Mono.empty() : Mono.error(pause));
        embeddings
                .embed(TEAM, List.of("a", "b", "c"), openOnce)
                .as(StepVerifier::create)
                .verifyErrorSatisfies(failure -> assertThat(failure).isSameAs(pause));
        assertThat(rows).containsOnlyKeys("a");
        embeddings
                .embed(TEAM, List.of("a", "b", "c"), OPEN)
                .as(StepVerifier::create)
                .expectNextCount(1)
                .verifyComplete();
        assertThat(asked).containsExactly(List.of("a"), List.of("b"), List.of("c"));
    }

    @Test
    void holdsNoMoreThanItsSize() {
        CachedEmbeddings embeddings = new CachedEmbeddings(
                model, KeptVectors.NONE, new Calibrations(new NoCalibrations()), DataSize.ofKilobytes(1));
        List<String> texts = IntStream.range(0, 500).mapToObj(i -> "text " + i).toList();
        embeddings
                .embed(TEAM, texts, OPEN)
                .then(embeddings.embed(TEAM, texts, OPEN))
                .as(StepVerifier::create)
                .assertNext(vectors -> assertThat(vectors).hasSize(500))
                .verifyComplete();
        assertThat(model.asked.get(1)).hasSizeGreaterThan(480);
    }

    @Test
    void refusesABlankText() {
        cached(model)
                .embed(TEAM, List.of(" \n"), OPEN)
                .as(StepVerifier::create)
                .verifyError(IllegalArgumentException.class);
    }

    private static final class NoCalibrations implements KeptCalibrations {

        @Override
        public Mono<Calibration> find(String name, String endpoint, int reference) {
            return Mono.empty();
        }

        @Override
        public Mono<Calibration> keep(Calibration fresh, String endpoint, int reference) {
            return Mono.just(fresh);
        }
    }
}
