package com.messageai.leadgen.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Phrases of plain words that stand for something; found in a text from the left, the longest first. */
final class Phrases<T> {

    private final Map<String, T> values = new HashMap<>();
    private int longest;

    /** The first to be added stays. */
    void add(String phrase, T value) {
        List<String> words = Words.of(phrase);
        if (!words.isEmpty()) {
            values.putIfAbsent(String.join(" ", words), value);
            longest = Math.max(longest, words.size());
        }
    }

    record Found<T>(int from, int to, T value) {}

    /** All that stand in the words, not overlapping. */
    List<Found<T>> in(List<String> words) {
        List<Found<T>> found = new ArrayList<>();
        int from = 0;
        while (from < words.size()) {
            Found<T> phrase = at(words, from);
            if (phrase == null) {
                from++;
            } else {
                found.add(phrase);
                from = phrase.to();
            }
        }
        return found;
    }

    @Nullable Found<T> at(List<String> words, int from) {
        for (int to = Math.min(words.size(), from + longest); to > from; to--) {
            T value = values.get(String.join(" ", words.subList(from, to)));
            if (value != null) {
                return new Found<>(from, to, value);
            }
        }
        return null;
    }
}
