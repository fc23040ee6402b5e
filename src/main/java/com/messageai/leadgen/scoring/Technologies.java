package com.messageai.leadgen.scoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names of technologies and skills, each with its other spellings. */
final class Technologies {

    private final Map<String, List<String>> byName = new HashMap<>();

    Technologies() {
        for (String[] row : ReferenceData.rows("technologies.tsv", 2)) {
            List<String> stems = Words.stems(row[0]);
            byName.put(Words.key(row[0]), stems);
            ReferenceData.entries(row[1]).forEach(alias -> byName.put(Words.key(alias), stems));
        }
    }

    /** The stems of its usual name. */
    List<String> canonical(String name) {
        List<String> known = byName.get(Words.key(name));
        return known == null ? Words.stems(name) : known;
    }
}
