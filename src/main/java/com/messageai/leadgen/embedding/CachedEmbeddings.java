package com.messageai.leadgen.embedding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.messageai.leadgen.team.TeamId;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** A model behind its caches: the process's memory, then PostgreSQL where vectors are kept; each asked once a page. */
final class CachedEmbeddings implements Embeddings {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final EmbeddingModel model;
    private final String modelKey;
    private final KeptVectors kept;
    private final Calibrations calibrations;
    private final Cache<Key, float[]> memory;

    /** Teams are kept apart in memory too, so that how fast an answer comes tells nothing of another team's texts. */
    private record Key(TeamId team, String text) {

        /** Roughly, in bytes. */
        int weightWith(float[] vector) {
            return vector.length * Float.BYTES + text.length() * 2 + 160;
        }
    }

    CachedEmbeddings(EmbeddingModel model, KeptVectors kept, Calibrations calibrations, DataSize size) {
        this.model = model;
        this.modelKey = model.name() + "@" + model.endpoint();
        this.kept = kept;
        this.calibrations = calibrations;
        this.memory = Caffeine.newBuilder()
                .maximumWeight(size.toBytes())
                .weigher(Key::weightWith)
                // Its housekeeping is short; the common pool is nobody's.
                .executor(Runnable::run)
                .build();
    }

    @Override
    public String model() {
        return model.name();
    }

    @Override
    public Mono<Calibration> calibration() {
        return calibrations.of(model);
    }

    @Override
    public Mono<List<float[]>> embed(TeamId team, List<String> texts, Mono<Void> open) {
        return Mono.defer(() -> {
            List<String> normal = texts.stream().map(CachedEmbeddings::normal).toList();
            Map<String, float[]> vectors = new HashMap<>();
            Set<String> missing = new LinkedHashSet<>();
            for (String text : normal) {
                float[] vector = vectors.containsKey(text) ? null : memory.getIfPresent(new Key(team, text));
                if (vector != null) {
                    vectors.put(text, vector);
                } else if (!vectors.containsKey(text)) {
                    missing.add(text);
                }
            }
            return fill(team, List.copyOf(missing), vectors, open)
                    .map(all -> normal.stream().map(all::get).toList());
        });
    }

    private Mono<Map<String, float[]>> fill(
            TeamId team, List<String> missing, Map<String, float[]> vectors, Mono<Void> open) {
        if (missing.isEmpty()) {
            return Mono.just(vectors);
        }
        return kept.find(team, modelKey, missing).flatMap(found -> {
            take(team, found, vectors);
            List<String> unknown =
                    missing.stream().filter(text -> !found.containsKey(text)).toList();
            return unknown.isEmpty() ? Mono.just(vectors) : make(team, unknown, vectors, open);
        });
    }

    private Mono<Map<String, float[]>> make(
            TeamId team, List<String> texts, Map<String, float[]> vectors, Mono<Void> open) {
        return Mono.defer(() -> {
            Map<String, float[]> made = new HashMap<>();
            return model.embed(texts, open)
                    .doOnNext(embedded -> made.put(embedded.text(), embedded.vector()))
                    .then()
                    // A page whose last call met a limit, or a pause, goes on from there: what was answered was paid
                    // for.
                    .onErrorResume(
                            failure -> !made.isEmpty(),
                            failure -> keep(team, made, vectors).then(Mono.error(failure)))
                    .then(Mono.defer(() -> keep(team, made, vectors)));
        });
    }

    /** What another instance kept meanwhile wins, so that both go on with the same figures. */
    private Mono<Map<String, float[]>> keep(TeamId team, Map<String, float[]> made, Map<String, float[]> vectors) {
        return kept.keep(team, modelKey, made).map(same -> {
            take(team, same, vectors);
            return vectors;
        });
    }

    private void take(TeamId team, Map<String, float[]> from, Map<String, float[]> vectors) {
        from.forEach((text, vector) -> {
            memory.put(new Key(team, text), vector);
            vectors.put(text, vector);
        });
    }

    private static String normal(String text) {
        String normal = SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll(" ")
                .strip();
        if (normal.isEmpty()) {
            throw new IllegalArgumentException("a blank text has no meaning");
        }
        return normal;
    }
}
