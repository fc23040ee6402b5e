package com.messageai.leadgen.scoring;

import com.messageai.leadgen.prospect.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of themselves, cut into items. Terms (skills, interests, topics of posts) are short and shared by
 * many people, so nearly all of their vectors come from the cache; sentences are not, so only the first ones that say
 * more than who somebody is, up to a bound of characters, are compared by meaning. All are compared word by word.
 */
record Said(List<Item> items) {

    private static final int MOST_TERMS = 25;
    private static final int MOST_SENTENCES = 30;
    private static final int LONGEST_TERM = 60;
    private static final int LONGEST_SENTENCE = 140;

    /** Characters of sentences of one person that are turned into vectors: some 50 word pieces, 15 ms of one processor. */
    private static final int SENTENCE_BUDGET = 220;

    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?;])\\s+|\\s*[|•·\\n]+\\s*");
    private static final String POSTED_ABOUT = "POSTED_ABOUT:";

    /** @param embedded whether its meaning is looked at, too */
    record Item(String text, List<String> stems, boolean embedded) {}

    static Said by(Profile profile, @Nullable Title title, Titles titles) {
        Map<String, Item> items = new LinkedHashMap<>();
        profile.signals().stream()
                .filter(Said::isPost)
                .forEach(signal -> addTerm(items, signal.substring(POSTED_ABOUT.length())));
        profile.interests().stream().limit(MOST_TERMS).forEach(interest -> addTerm(items, interest));
        profile.skills().stream().limit(MOST_TERMS).forEach(skill -> addTerm(items, skill));
        addSentences(items, profile, title, titles);
        return new Said(List.copyOf(items.values()));
    }

    static boolean isPost(String signal) {
        return signal.regionMatches(true, 0, POSTED_ABOUT, 0, POSTED_ABOUT.length());
    }

    private static void addTerm(Map<String, Item> items, String text) {
        String term = term(text);
        if (!Words.of(term).isEmpty()) {
            items.putIfAbsent(term, new Item(term, Words.stems(term), true));
        }
    }

    private static void addSentences(Map<String, Item> items, Profile profile, @Nullable Title title, Titles titles) {
        List<String> position = title == null ? List.of() : Words.stems(title.text());
        String employer = profile.company().name();
        List<String> company = employer == null ? List.of() : Words.stems(employer);
        int left = SENTENCE_BUDGET;
        for (String sentence : sentences(profile, titles)) {
            String text = cut(sentence, LONGEST_SENTENCE);
            List<String> stems = Words.stems(sentence);
            if (Words.contains(stems, position)) {
                // "As Head of DevOps I am responsible for …": that has been counted.
                continue;
            }
            boolean embedded = !Words.contains(stems, company) && left >= text.length();
            left -= embedded ? text.length() : 0;
            items.putIfAbsent(text, new Item(text, stems, embedded));
        }
    }

    /** Of headline and bio; a headline's piece that is but a title has been read as one. */
    private static List<String> sentences(Profile profile, Titles titles) {
        List<String> sentences = new ArrayList<>();
        for (String piece : split(profile.headline())) {
            if (!titles.read(piece).isPosition()) {
                sentences.add(piece);
            }
        }
        sentences.addAll(split(profile.bio()));
        return sentences.stream().limit(MOST_SENTENCES).toList();
    }

    private static List<String> split(@Nullable String text) {
        return text == null
                ? List.of()
                : SENTENCES
                        .splitAsStream(text)
                        .map(String::strip)
                        .filter(sentence -> Words.of(sentence).size() > 1)
                        .toList();
    }

    /** A short text in the form in which it is shared. */
    static String term(String text) {
        return cut(text.strip().toLowerCase(Locale.ROOT), LONGEST_TERM);
    }

    /** Not within a surrogate pair. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most)
                .strip();
    }

    boolean nothing() {
        return items.isEmpty();
    }

    List<String> embedded() {
        return items.stream().filter(Item::embedded).map(Item::text).toList();
    }
}
