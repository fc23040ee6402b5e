package com.messageai.leadgen.discovery;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A term of a platform's vocabulary. @param id as the platform's criteria name it */
record Term(String id, String name) {

    /** Titles of just that name in any spelling; else the first offered, which is what a person would pick. */
    static List<Term> nearest(String title, List<Term> offered) {
        List<Term> named = named(title, offered);
        return named.isEmpty() ? offered.stream().limit(1).toList() : named;
    }

    /** Titles of just that name in any spelling. */
    static List<Term> named(String title, List<Term> offered) {
        Set<String> spellings = new LinkedHashSet<>();
        TitleSpellings.of(List.of(title)).forEach(one -> spellings.add(LinkedInVocabulary.plain(one)));
        return offered.stream()
                .filter(term -> spellings.contains(LinkedInVocabulary.plain(term.name())))
                .toList();
    }
}
