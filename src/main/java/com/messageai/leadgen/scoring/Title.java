package com.messageai.leadgen.scoring;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a job title says. @param roles those held now, without what was held before or belongs to somebody else
 * @param mentioned all words in canonical form, traps and all
 */
record Title(String text, List<Role> roles, List<String> mentioned) {

    private static final String FOUNDERS = "ENTREPRENEURSHIP";

    /**
     * @param words the significant ones, canonical
     * @param rung half rungs of seniority (CXO 12, VP 10, head 9, director 8, …), null when no word tells
     * @param department LinkedIn's function, null when no word tells
     */
    record Role(
            Set<String> words,
            @Nullable Integer rung,
            @Nullable Seniority seniority,
            @Nullable String department) {}

    /** Whether the lists knew what to make of it. */
    boolean understood() {
        return roles.stream().anyMatch(role -> role.department() != null);
    }

    /** Whether it names a rank, and so is a title rather than a text about something. */
    boolean isPosition() {
        return roles.stream().anyMatch(role -> role.rung() != null);
    }

    @Nullable Seniority seniority() {
        return roles.stream()
                .filter(role -> role.seniority() != null)
                .map(Role::seniority)
                .findFirst()
                .orElse(null);
    }

    @Nullable String department() {
        return roles.stream()
                .map(Role::department)
                .filter(Objects::nonNull)
                // "Co-founder and CTO" works where CTOs do.
                .min(Comparator.comparing(FOUNDERS::equals))
                .orElse(null);
    }
}
