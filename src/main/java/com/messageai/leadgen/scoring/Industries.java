package com.messageai.leadgen.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** LinkedIn's industries with their sectors, and the many other names that people and providers use. */
final class Industries {

    private static final int SAME_SECTOR = 5_000;
    private static final int WIDER = 6_000;

    private final Map<String, Set<Industry>> byName = new HashMap<>();

    /** @param sector the name of the one above it; its own for a sector */
    record Industry(String name, String sector) {

        boolean isSector() {
            return name.equals(sector);
        }
    }

    Industries() {
        Map<String, Industry> byId = new HashMap<>();
        for (String[] row : ReferenceData.rows("industries.tsv", 4)) {
            Industry industry = new Industry(row[1], row[2]);
            byId.put(row[1], industry);
            List<String> names = new ArrayList<>(ReferenceData.entries(row[3]));
            names.add(row[1]);
            names.add("urn:li:industry:" + row[0]);
            for (String name : names) {
                byName.computeIfAbsent(Words.key(name), key -> new LinkedHashSet<>())
                        .add(industry);
            }
        }
    }

    /** Empty where the name is not known; several where it stands for a field that crosses them ("FinTech"). */
    Set<Industry> named(String name) {
        return byName.getOrDefault(Words.key(name), Set.of());
    }

    /** How well what is found fits what is wanted; in basis points. */
    int match(Set<Industry> wanted, Set<Industry> found) {
        int best = 0;
        for (Industry asked : wanted) {
            for (Industry is : found) {
                best = Math.max(best, match(asked, is));
            }
        }
        return best;
    }

    private static int match(Industry asked, Industry is) {
        if (asked.equals(is)) {
            return Match.FULL;
        }
        if (!asked.sector().equals(is.sector())) {
            return 0;
        }
        return asked.isSector() ? Match.FULL : is.isSector() ? WIDER : SAME_SECTOR;
    }
}
