package com.messageai.leadgen.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The forms of a page with their questions, kept for a while, always in the order of their numbers. */
final class FacebookForms {

    private static final int MOST_QUESTIONS = 200;
    private static final int MOST_PAGES = 200;
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final Function<FormQuery, Mono<List<Form>>> list;

    private final Cache<String, List<Form>> known = Caffeine.newBuilder()
            .maximumSize(MOST_PAGES)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    private final Cache<String, Set<String>> tests = Caffeine.newBuilder()
            .maximumSize(10L * MOST_PAGES)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    /** @param list asks for the forms of a page */
    FacebookForms(Function<FormQuery, Mono<List<Form>>> list) {
        this.list = list;
    }

    /** @param questions by their keys in lower case, as answers name them */
    record Form(String id, Map<String, FormQuestion> questions) {}

    Mono<List<Form>> fresh(FormQuery query) {
        return list.apply(query)
                .map(forms -> forms.stream()
                        .sorted(Comparator.comparing(Form::id, BY_NUMBER))
                        .toList())
                .doOnNext(forms -> known.put(query.account(), forms));
    }

    Mono<List<Form>> of(FormQuery query) {
        List<Form> there = known.getIfPresent(query.account());
        return there == null ? fresh(query) : Mono.just(there);
    }

    Mono<Set<String>> tests(Form form, Supplier<Mono<Set<String>>> ask) {
        Set<String> there = tests.getIfPresent(form.id());
        return there == null ? ask.get().doOnNext(asked -> tests.put(form.id(), asked)) : Mono.just(there);
    }

    /** The form of that number or the next one; null where there is none. @param id empty for the first */
    static @Nullable Form from(List<Form> forms, String id) {
        return forms.stream()
                .filter(form -> BY_NUMBER.compare(form.id(), id) >= 0)
                .findFirst()
                .orElse(null);
    }

    static @Nullable Form behind(List<Form> forms, Form before) {
        return forms.stream()
                .filter(form -> BY_NUMBER.compare(form.id(), before.id()) > 0)
                .findFirst()
                .orElse(null);
    }

    /** Null where it has no number. */
    static @Nullable Form form(JsonNode form) {
        String id = form.path("id").asString("");
        if (!id.matches("\\d{1,20}")) {
            return null;
        }
        Map<String, FormQuestion> questions = new LinkedHashMap<>();
        form.path("questions").valueStream().limit(MOST_QUESTIONS).forEach(question -> {
            String key = question.path("key").asString("");
            String type = question.path("type").asString("");
            String label = Texts.line(question.path("label"));
            questions.putIfAbsent(
                    key.toLowerCase(Locale.ROOT),
                    new FormQuestion(
                            type.isEmpty() ? FormField.named(key) : FormField.named(type),
                            label == null ? key : label,
                            options(question)));
        });
        return new Form(id, Map.copyOf(questions));
    }

    private static Map<String, String> options(JsonNode question) {
        Map<String, String> options = new LinkedHashMap<>();
        question.path("options").valueStream().limit(MOST_QUESTIONS).forEach(option -> {
            String text = Texts.line(option.path("value"));
            if (text != null) {
                options.putIfAbsent(option.path("key").asString(""), text);
            }
        });
        return Map.copyOf(options);
    }
}
