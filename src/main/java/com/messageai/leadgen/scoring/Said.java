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
 * many people, so nearly all of their vectors come from the cache; sentences are not, so only the first ones, up to a
 * bound of characters, are compared by meaning. All are compared word by word.
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

    /** @param embedded whether its meaning is looked at, too @param posted whether it is what the person posts about */
    record Item(String text, List<String> stems, boolean embedded, boolean posted) {}

    static Said by(Profile profile) {
        Map<String, Item> items = new LinkedHashMap<>();
        for (String signal : profile.signals()) {
            if (signal.regionMatches(true, 0, POSTED_ABOUT, 0, POSTED_ABOUT.length())) {
                addTerm(items, signal.substring(POSTED_ABOUT.length()), true);
            }
        }
        profile.interests().stream().limit(MOST_TERMS).forEach(interest -> addTerm(items, interest, false));
        profile.skills().stream().limit(MOST_TERMS).forEach(skill -> addTerm(items, skill, false));
        addSentences(items, profile);
        return new Said(List.copyOf(items.values()));
    }

    private static void addTerm(Map<String, Item> items, String text, boolean posted) {
        String term = term(text);
        if (!term.isBlank()) {
            items.putIfAbsent(term, new Item(term, Words.stems(term), true, posted));
        }
    }

    private static void addSentences(Map<String, Item> items, Profile profile) {
        int left = SENTENCE_BUDGET;
        for (String sentence : sentences(profile)) {
            String text = cut(sentence, LONGEST_SENTENCE);
            boolean embedded = left >= text.length();
            left -= embedded ? text.length() : 0;
            items.putIfAbsent(text, new Item(text, Words.stems(sentence), embedded, false));
        }
    }

    private static List<String> sentences(Profile profile) {
        List<String> sentences = new ArrayList<>();
        for (String text : new String[] {profile.headline(), profile.bio()}) {
            if (text != null && !text.equals(profile.title())) {
                for (String sentence : SENTENCES.split(text)) {
                    if (Words.of(sentence).size() > 1 && sentences.size() < MOST_SENTENCES) {
                        sentences.add(sentence.strip());
                    }
                }
            }
        }
        return sentences;
    }

    /** A short text in the form in which it is shared. */
    static String term(String text) {
        return cut(text.strip().toLowerCase(Locale.ROOT), LONGEST_TERM);
    }

    /** Not within a surrogate pair; a blank stays what it is. */
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

    @Nullable Item containing(List<String> phrase) {
        for (Item item : items) {
            if (Words.contains(item.stems(), phrase)) {
                return item;
            }
        }
        return null;
    }
}
