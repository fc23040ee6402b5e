package com.messageai.leadgen.embedding;

import com.messageai.leadgen.provider.CallKind;
import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A model behind the OpenAI embeddings API, or behind any server that speaks it. The call is a pure function: what got
 * lost is simply asked again, by the job.
 */
final class OpenAiModel implements EmbeddingModel {

    static final String ENDPOINT = "embeddings";

    /** Some 8,000 tokens of plain text: longer ones are cut before they are sent. */
    private static final int LONGEST_TEXT = 24_000;

    /** Some 200,000 tokens; the API takes 300,000 in one request. */
    private static final int LONGEST_BATCH = 600_000;

    /** A text that is refused as too long even at this length is refused for another reason. */
    private static final int SHORTEST_CUT = 200;

    private final ProviderClient client;
    private final OpenAiProperties properties;
    private final OpenAiAnswers answers;
    private final OpenAiFailures failures = new OpenAiFailures();

    OpenAiModel(ProviderClient client, OpenAiProperties properties) {
        this.client = client;
        this.properties = properties;
        this.answers = new OpenAiAnswers(properties.dimensions());
    }

    @Override
    public String name() {
        return properties.name();
    }

    @Override
    public String endpoint() {
        return String.valueOf(client.baseUrl());
    }

    @Override
    public Flux<Embedded> embed(List<String> texts, Mono<Void> open) {
        return Flux.defer(() -> new Sending(open).all(batches(texts)));
    }

    /** One page on its way: after its first failure no batch is begun any more, and those under way still bring theirs. */
    private final class Sending {

        private final Mono<Void> open;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Sending(Mono<Void> open) {
            this.open = open;
        }

        Flux<Embedded> all(List<List<String>> batches) {
            return Flux.fromIterable(batches)
                    .takeWhile(batch -> failure.get() == null)
                    .flatMap(this::kept, properties.concurrency(), 1)
                    .concatWith(Flux.defer(this::end));
        }

        private Flux<Embedded> kept(List<String> batch) {
            List<String> cut =
                    batch.stream().map(text -> beginning(text, LONGEST_TEXT)).toList();
            return embedded(batch, cut).onErrorResume(failed -> {
                failure.compareAndSet(null, failed);
                return Flux.empty();
            });
        }

        private Flux<Embedded> end() {
            Throwable first = failure.get();
            return first == null ? Flux.empty() : Flux.error(first);
        }

        /** @param sent what goes out for the texts: they themselves, or their beginnings where they were too long */
        private Flux<Embedded> embedded(List<String> texts, List<String> sent) {
            return open.then(Mono.defer(() -> call(sent))).flatMapMany(answer -> switch (answer) {
                case OpenAiAnswers.Answer.Made made -> Flux.fromIterable(pairs(texts, made.vectors()));
                case OpenAiAnswers.Answer.TooLong tooLong -> smaller(texts, sent);
            });
        }

        /** Halves the batch until the text is alone that is too long, then cuts that one. */
        private Flux<Embedded> smaller(List<String> texts, List<String> sent) {
            int half = texts.size() / 2;
            if (half > 0) {
                return Flux.concat(
                        embedded(texts.subList(0, half), sent.subList(0, half)),
                        embedded(texts.subList(half, texts.size()), sent.subList(half, sent.size())));
            }
            String text = sent.getFirst();
            if (text.length() <= SHORTEST_CUT) {
                return Flux.error(new ProviderFailure.Rejected(client.name(), ENDPOINT, "a short text is too long"));
            }
            return embedded(texts, List.of(beginning(text, text.length() / 2)));
        }
    }

    private List<List<String>> batches(List<String> texts) {
        List<List<String>> batches = new ArrayList<>();
        int from = 0;
        int length = 0;
        for (int i = 0; i < texts.size(); i++) {
            int next = Math.min(texts.get(i).length(), LONGEST_TEXT);
            if (i - from == properties.maxBatch() || length + next > LONGEST_BATCH) {
                batches.add(texts.subList(from, i));
                from = i;
                length = 0;
            }
            length += next;
        }
        if (from < texts.size()) {
            batches.add(texts.subList(from, texts.size()));
        }
        return batches;
    }

    private Mono<OpenAiAnswers.Answer> call(List<String> texts) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", properties.model());
        body.put("input", texts);
        if (!properties.encodingFormat().equals("float")) {
            body.put("encoding_format", properties.encodingFormat());
        }
        if (properties.dimensions() != null) {
            body.put("dimensions", properties.dimensions());
        }
        var request = client.searchWeb()
                .post()
                .uri("/embeddings")
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .bodyValue(body);
        return client.call(ENDPOINT, CallKind.FREE, request, failures, answer -> answers.read(answer, texts.size()));
    }

    private static List<Embedded> pairs(List<String> texts, List<float[]> vectors) {
        List<Embedded> pairs = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            pairs.add(new Embedded(texts.get(i), vectors.get(i)));
        }
        return pairs;
    }

    /** Not within a surrogate pair. */
    private static String beginning(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
