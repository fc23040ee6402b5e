package com.messageai.leadgen.scoring;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Topics that people care about: which names mean the same, and which topics lie next to each other. */
final class Topics {

    static final int NEIGHBOURS = 5_000;

    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, Set<String>> neighbours = new HashMap<>();

    Topics() {
        List<String[]> rows = ReferenceData.rows("topics.tsv", 3);
        for (String[] row : rows) {
            byName.put(Words.stemmedKey(row[0]), row[0]);
            ReferenceData.entries(row[1]).forEach(name -> byName.put(Words.stemmedKey(name), row[0]));
        }
        for (String[] row : ReferenceData.rows("technologies.tsv", 2)) {
            String topic = byName.computeIfAbsent(Words.stemmedKey(row[0]), key -> row[0]);
            ReferenceData.entries(row[1]).forEach(name -> byName.putIfAbsent(Words.stemmedKey(name), topic));
        }
        for (String[] row : rows) {
            for (String neighbour : ReferenceData.entries(row[2])) {
                String topic = byName.getOrDefault(Words.stemmedKey(neighbour), neighbour);
                neighbours.computeIfAbsent(row[0], name -> new HashSet<>()).add(topic);
                neighbours.computeIfAbsent(topic, name -> new HashSet<>()).add(row[0]);
            }
        }
    }

    /** The stems of the text where no list knows it. */
    String topic(String text) {
        String key = Words.stemmedKey(text);
        return byName.getOrDefault(key, key);
    }

    /** Of two topics, in basis points. */
    int match(String wanted, String found) {
        if (wanted.equals(found)) {
            return Match.FULL;
        }
        return neighbours.getOrDefault(wanted, Set.of()).contains(found) ? NEIGHBOURS : 0;
    }
}
