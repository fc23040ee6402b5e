package com.messageai.leadgen.embedding;

import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** The local model as the service uses it, without a database: for tests that need what texts really mean. */
public final class LocalEmbeddings {

    private LocalEmbeddings() {}

    /** With a cache of its own; the model's scale is measured at its first use. */
    public static Embeddings fresh() {
        return new CachedEmbeddings(
                new LocalModel(new EmbeddingProperties.Local(2, 20_000)),
                KeptVectors.NONE,
                new Calibrations(new KeptCalibrations() {
                    @Override
                    public Mono<Calibration> find(String model, String endpoint, int reference) {
                        return Mono.empty();
                    }

                    @Override
                    public Mono<Calibration> keep(Calibration fresh, String endpoint, int reference) {
                        return Mono.just(fresh);
                    }
                }),
                DataSize.ofMegabytes(24));
    }
}
