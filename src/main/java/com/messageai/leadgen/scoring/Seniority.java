package com.messageai.leadgen.scoring;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** LinkedIn's seniorities, by rung. */
enum Seniority {
    UNPAID(0),
    TRAINING(0),
    ENTRY(1),
    SENIOR(2),
    MANAGER(3),
    DIRECTOR(4),
    VP(5),
    CXO(6),
    PARTNER(6),
    OWNER(6);

    private static final Map<String, Seniority> BY_NAME = names();

    /** What a rung off, two rungs off are worth; three are none. */
    private static final int[] WORTH = {Match.FULL, 5_000, 2_000};

    /** On one rung, but of another kind: an owner is not a CXO, though often both. */
    private static final int SAME_RUNG = 7_500;

    private final int rung;

    Seniority(int rung) {
        this.rung = rung;
    }

    /** By LinkedIn's name or another provider's, in any spelling. */
    static @Nullable Seniority named(@Nullable String name) {
        return name == null ? null : BY_NAME.get(Words.key(name));
    }

    /** That of a deputy. */
    Seniority below() {
        return switch (this) {
            case UNPAID, TRAINING, ENTRY -> this;
            case SENIOR -> ENTRY;
            case MANAGER -> SENIOR;
            case DIRECTOR -> MANAGER;
            case VP -> DIRECTOR;
            case CXO, PARTNER, OWNER -> VP;
        };
    }

    int match(Seniority wanted) {
        if (this == wanted) {
            return Match.FULL;
        }
        int apart = Math.abs(rung - wanted.rung);
        return apart == 0 ? SAME_RUNG : apart < WORTH.length ? WORTH[apart] : 0;
    }

    private static Map<String, Seniority> names() {
        Map<String, Seniority> names = new HashMap<>();
        for (Seniority seniority : values()) {
            names.put(Words.key(seniority.name()), seniority);
        }
        for (String[] row : ReferenceData.rows("seniorities.tsv", 2)) {
            for (String alias : ReferenceData.entries(row[1])) {
                names.put(Words.key(alias), valueOf(row[0]));
            }
        }
        return Map.copyOf(names);
    }
}
