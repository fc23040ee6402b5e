package com.messageai.leadgen.discovery;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The ways in which people write the same title. A search by words finds only the spelling it is given, and who writes
 * "Chief Technology Officer" is wanted where the profile says "CTO".
 */
final class TitleSpellings {

    private static final int MOST = 50;

    private static final Map<String, String> OFFICERS = officers();
    private static final Pattern VP = Pattern.compile("\\bVP\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern VICE_PRESIDENT = Pattern.compile("\\bVice[ -]President\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern RANK_OF =
            Pattern.compile("\\b(VP|Vice President|Head|Director) of ", Pattern.CASE_INSENSITIVE);
    private static final Pattern RANK =
            Pattern.compile("\\b(VP|Vice President)(?:,| of)? (?=\\p{L})", Pattern.CASE_INSENSITIVE);

    private TitleSpellings() {}

    /** The titles as given, first, then their other spellings; each once, at most 50. */
    static List<String> of(Collection<String> titles) {
        Set<String> all = new LinkedHashSet<>(titles);
        titles.forEach(title -> all.addAll(spellings(title)));
        Set<String> seen = new LinkedHashSet<>();
        return all.stream()
                .filter(title -> seen.add(title.toLowerCase(Locale.ROOT)))
                .limit(MOST)
                .toList();
    }

    private static Set<String> spellings(String title) {
        Set<String> spellings = new LinkedHashSet<>();
        String officer = OFFICERS.get(title.strip().toLowerCase(Locale.ROOT));
        if (officer != null) {
            spellings.add(officer);
        }
        Set<String> ranks = new LinkedHashSet<>(Set.of(title));
        ranks.add(VP.matcher(title).replaceAll("Vice President"));
        ranks.add(VICE_PRESIDENT.matcher(title).replaceAll("VP"));
        for (String rank : ranks) {
            spellings.add(rank);
            spellings.add(RANK_OF.matcher(rank).replaceAll("$1 "));
            spellings.add(RANK.matcher(rank).replaceAll("$1 of "));
        }
        return spellings;
    }

    private static Map<String, String> officers() {
        Map<String, String> both = new TreeMap<>();
        Map.of(
                        "CTO", "Chief Technology Officer",
                        "CEO", "Chief Executive Officer",
                        "CFO", "Chief Financial Officer",
                        "COO", "Chief Operating Officer",
                        "CIO", "Chief Information Officer",
                        "CMO", "Chief Marketing Officer",
                        "CISO", "Chief Information Security Officer",
                        "CHRO", "Chief Human Resources Officer",
                        "CRO", "Chief Revenue Officer",
                        "CPO", "Chief Product Officer")
                .forEach((abbreviation, title) -> {
                    both.put(abbreviation.toLowerCase(Locale.ROOT), title);
                    both.put(title.toLowerCase(Locale.ROOT), abbreviation);
                });
        return both;
    }
}
