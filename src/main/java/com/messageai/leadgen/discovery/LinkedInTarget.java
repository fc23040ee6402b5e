package com.messageai.leadgen.discovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A search in the terms of LinkedIn's targeting: facets that must all hold, each with URNs of which one must. What LinkedIn
 * does not take together, or has no facet for, is left out and said.
 */
final class LinkedInTarget {

    private final Map<String, List<String>> facets = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    /** Adds a facet, unless nothing is wanted of it. */
    void with(String facet, Collection<String> urns) {
        if (!urns.isEmpty()) {
            facets.put(facet, List.copyOf(urns));
        }
    }

    void note(String note) {
        notes.add(note);
    }

    /** Titles say more than seniority and function, and an employer more than its size and industry. */
    void settle() {
        if (facets.containsKey("titles")) {
            without("seniorities", "can't be counted together with titles");
            without("jobFunctions", "can't be counted together with titles");
        }
        if (facets.containsKey("employers")) {
            without("staffCountRanges", "can't be counted together with employers");
            without("industries", "can't be counted together with employers");
        }
    }

    boolean isEmpty() {
        return facets.isEmpty();
    }

    Map<String, List<String>> facets() {
        return Map.copyOf(facets);
    }

    /** What of the search is not counted, or is counted as something else; empty where all is counted as it stands. */
    String notes() {
        return String.join("; ", notes);
    }

    /** The value of {@code targetingCriteria}, encoded. */
    String encoded() {
        return facets.entrySet().stream()
                .map(facet -> "(or:(" + RestLi.value(LinkedInTypeahead.FACET + facet.getKey()) + ":"
                        + RestLi.list(facet.getValue()) + "))")
                .collect(Collectors.joining(",", "(include:(and:List(", ")))"));
    }

    private void without(String facet, String because) {
        if (facets.remove(facet) != null) {
            note(facet + " " + because);
        }
    }
}
