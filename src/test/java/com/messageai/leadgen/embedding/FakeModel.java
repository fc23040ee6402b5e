package com.messageai.leadgen.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A model that remembers what it was asked. */
final class FakeModel implements EmbeddingModel {

    final List<List<String>> asked = new ArrayList<>();

    private final String name;
    private final Function<String, float[]> vector;

    private FakeModel(String name, Function<String, float[]> vector) {
        this.name = name;
        this.vector = vector;
    }

    static FakeModel named(String name) {
        return new FakeModel(name, text -> Vectors.normalized(new float[] {text.length(), text.hashCode() % 100}));
    }

    static FakeModel constant() {
        return new FakeModel("constant:1", text -> new float[] {1});
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String endpoint() {
        return "local";
    }

    @Override
    public Flux<Embedded> embed(List<String> texts, Mono<Void> open) {
        return Flux.defer(() -> {
            asked.add(texts);
            return Flux.fromIterable(texts).map(text -> new Embedded(text, vector.apply(text)));
        });
    }
}
