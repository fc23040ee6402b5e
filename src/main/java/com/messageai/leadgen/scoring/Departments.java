package com.messageai.leadgen.scoring;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** LinkedIn's functions, their other names, and which of them work next door to each other. */
final class Departments {

    static final int NEIGHBOURS = 5_000;

    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, Set<String>> neighbours = new HashMap<>();

    Departments() {
        for (String[] row : ReferenceData.rows("departments.tsv", 3)) {
            byName.put(Words.key(row[0]), row[0]);
            ReferenceData.entries(row[1]).forEach(alias -> byName.put(Words.key(alias), row[0]));
            ReferenceData.entries(row[2]).forEach(neighbour -> {
                neighbours.computeIfAbsent(row[0], name -> new HashSet<>()).add(neighbour);
                neighbours.computeIfAbsent(neighbour, name -> new HashSet<>()).add(row[0]);
            });
        }
    }

    @Nullable String named(@Nullable String name) {
        return name == null ? null : byName.get(Words.key(name));
    }

    int match(String wanted, String found) {
        if (wanted.equals(found)) {
            return Match.FULL;
        }
        return neighbours.getOrDefault(wanted, Set.of()).contains(found) ? NEIGHBOURS : 0;
    }
}
