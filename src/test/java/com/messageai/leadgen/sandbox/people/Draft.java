package com.messageai.leadgen.sandbox.people;

import com.messageai.leadgen.sandbox.people.Names.Name;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person who has no place in the order of searches yet, and so no ids. */
record Draft(
        Name name,
        Company company,
        Role role,
        String title,
        Role titleRole,
        Place place,
        List<Topic> topics,
        List<String> skills,
        @Nullable String summary,
        String headline,
        @Nullable String secondTitle,
        int startedYear,
        int startedMonth,
        int hoursAgo,
        String email,
        EmailStatus emailStatus,
        int traits) {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    Person at(int index, long seed) {
        return new Person(
                index,
                memberId(index, seed),
                name.first(),
                name.last(),
                company,
                role,
                title,
                titleRole,
                place,
                topics,
                skills,
                summary,
                headline,
                secondTitle,
                startedYear,
                startedMonth,
                hoursAgo,
                email,
                emailStatus,
                traits);
    }

    /** Looks like chance and is different for each index: the factor has no divisor in common with 62. */
    private static String memberId(int index, long seed) {
        long space = 62L * 62 * 62 * 62 * 62;
        long code = Math.floorMod(index * 35_904_137L + seed * 7_919L, space);
        StringBuilder id = new StringBuilder("Q");
        for (int i = 0; i < 5; i++) {
            id.append(LETTERS.charAt((int) (code % 62)));
            code /= 62;
        }
        return id.toString();
    }
}
