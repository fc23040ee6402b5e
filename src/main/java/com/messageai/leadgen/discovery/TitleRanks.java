package com.messageai.leadgen.discovery;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Titles as seniority and function, for a platform that does not know them by name: a CTO is of the highest rank, in
 * engineering or IT.
 */
final class TitleRanks {

    private static final Map<String, String> RANKS = ranks();
    private static final Map<String, List<String>> OFFICERS = Map.of(
            "technology", List.of("ENGINEERING", "IT"),
            "information", List.of("IT"),
            "security", List.of("IT"),
            "financial", List.of("FINANCE"),
            "operating", List.of("OPERATIONS"),
            "revenue", List.of("SALES"),
            "resources", List.of("HUMAN_RESOURCES"),
            "platform", List.of("ENGINEERING", "IT"),
            "software", List.of("ENGINEERING"),
            "data", List.of("ENGINEERING", "RESEARCH"));

    private TitleRanks() {}

    /**
     * What the titles have in common with LinkedIn's closed lists.
     *
     * @param seniorities URNs; {@code functions} too, empty where the titles do not all say one
     */
    record Ranks(Set<String> seniorities, Set<String> functions) {}

    /** Empty sets where a title says nothing of the kind: a list that left it out would leave its people out. */
    static Ranks of(List<String> titles) {
        Set<String> seniorities = new LinkedHashSet<>();
        Set<String> functions = new LinkedHashSet<>();
        boolean allRanked = true;
        boolean allPlaced = true;
        for (String title : titles) {
            List<String> words = words(title);
            Set<String> rank = rank(words);
            Set<String> place = functions(words);
            allRanked &= !rank.isEmpty();
            allPlaced &= !place.isEmpty();
            seniorities.addAll(rank);
            functions.addAll(place);
        }
        return new Ranks(allRanked ? seniorities : Set.of(), allPlaced ? functions : Set.of());
    }

    /** The highest that the title states: a director is none beside "vice president and director". */
    private static Set<String> rank(List<String> words) {
        return RANKS.entrySet().stream()
                .filter(rank -> words.contains(rank.getKey()))
                // A product's owner owns no company.
                .filter(rank -> !rank.getKey().equals("owner") || !words.contains("product"))
                .findFirst()
                .map(rank -> Set.copyOf(LinkedInVocabulary.SENIORITIES.urns(rank.getValue())))
                .orElse(Set.of());
    }

    private static Set<String> functions(List<String> words) {
        Set<String> found = new TreeSet<>();
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= Math.min(words.size(), from + 3); to++) {
                found.addAll(LinkedInVocabulary.FUNCTIONS.urns(String.join(" ", words.subList(from, to))));
            }
            OFFICERS.getOrDefault(words.get(from), List.of())
                    .forEach(function -> found.addAll(LinkedInVocabulary.FUNCTIONS.urns(function)));
        }
        return found;
    }

    /** Abbreviations are written out: {@code CTO} says what it is in its long form only. */
    private static List<String> words(String title) {
        String longest = TitleSpellings.of(List.of(title)).stream()
                .max((one, other) -> Integer.compare(one.length(), other.length()))
                .orElse(title);
        return Arrays.asList(longest.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}&]+"));
    }

    private static Map<String, String> ranks() {
        Map<String, String> ranks = new LinkedHashMap<>();
        ranks.put("owner", "OWNER");
        ranks.put("founder", "OWNER");
        ranks.put("cofounder", "OWNER");
        ranks.put("chief", "CXO");
        // Before the president that it has in it.
        ranks.put("vice", "VP");
        ranks.put("vp", "VP");
        ranks.put("president", "CXO");
        ranks.put("partner", "PARTNER");
        ranks.put("director", "DIRECTOR");
        ranks.put("head", "DIRECTOR");
        ranks.put("manager", "MANAGER");
        ranks.put("lead", "MANAGER");
        ranks.put("senior", "SENIOR");
        ranks.put("intern", "TRAINING");
        ranks.put("trainee", "TRAINING");
        ranks.put("junior", "ENTRY");
        return ranks;
    }
}
