package com.messageai.leadgen.embedding;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Measures a model's scale once and keeps it. A raw cosine is no percentage: one model gives unrelated texts 0.1,
 * another 0.7. So 0 is below where nine of ten pairs lie that are of one field but about different things (people are
 * searched by field, so that is what is met), and 1 where the nearest quarter of the paraphrases begins.
 *
 * <p>Instances that measure at the same time agree on the one that is stored first.
 */
final class Calibrations {

    private static final double UNRELATED = 0.90;
    private static final double PARAPHRASE = 0.75;

    /** A model that can't tell paraphrases from unrelated texts still needs a scale that has a width. */
    private static final double NARROWEST = 0.05;

    private final KeptCalibrations kept;
    private final Mono<ReferencePairs> pairs;
    private final Map<String, Mono<Calibration>> known = new ConcurrentHashMap<>();

    Calibrations(KeptCalibrations kept) {
        this.kept = kept;
        // The file is read from the jar, which blocks; once, at a model's first use.
        this.pairs = Mono.fromSupplier(ReferencePairs::read).subscribeOn(Schedulers.boundedElastic());
    }

    /** Measured at its first use; a failure is not remembered. */
    Mono<Calibration> of(EmbeddingModel model) {
        return known.computeIfAbsent(model.name() + "@" + model.endpoint(), key -> measuredOnce(model));
    }

    private Mono<Calibration> measuredOnce(EmbeddingModel model) {
        return pairs.flatMap(reference -> kept.find(model.name(), model.endpoint(), reference.version())
                        .switchIfEmpty(Mono.defer(() -> measure(model, reference))
                                .flatMap(fresh -> kept.keep(fresh, model.endpoint(), reference.version()))))
                .cache(found -> Duration.ofMillis(Long.MAX_VALUE), failed -> Duration.ZERO, () -> Duration.ZERO);
    }

    private static Mono<Calibration> measure(EmbeddingModel model, ReferencePairs reference) {
        return model.embed(reference.texts())
                .collectMap(Embedded::text, Embedded::vector)
                .map(vectors -> {
                    double unrelated = Math.max(
                            quantile(reference.unrelated(), vectors, UNRELATED),
                            quantile(reference.near(), vectors, UNRELATED));
                    double paraphrase = quantile(reference.paraphrased(), vectors, PARAPHRASE);
                    return new Calibration(model.name(), unrelated, Math.max(paraphrase, unrelated + NARROWEST));
                });
    }

    private static double quantile(List<ReferencePairs.Pair> pairs, Map<String, float[]> vectors, double share) {
        double[] cosines = pairs.stream()
                .mapToDouble(pair -> Vectors.cosine(vector(vectors, pair.first()), vector(vectors, pair.second())))
                .toArray();
        Arrays.sort(cosines);
        return cosines[(int) Math.floor(share * (cosines.length - 1))];
    }

    private static float[] vector(Map<String, float[]> vectors, String text) {
        float[] vector = vectors.get(text);
        if (vector == null) {
            throw new IllegalStateException("a reference text has no vector");
        }
        return vector;
    }
}
