package com.messageai.leadgen.discovery;

import com.messageai.leadgen.discovery.SlicedWalk.Dimension;
import com.messageai.leadgen.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the gateway is asked for: lists that are OR inside and AND across, and words. As JSON it looks just like the
 * gateway's own parameter; values are URNs, or names that the tables know.
 */
record LinkedInSearch(
        Map<String, List<String>> lists, @Nullable String keywords) {

    static final String KEYWORDS = "keywords";
    static final int MOST_VALUES = 50;

    private static final Set<String> TEXTS = Set.of("titleKeywords", "titles", "interests", "currentCompanies");
    private static final Map<String, Function<String, List<String>>> FACETS = Map.of(
            "seniorities", LinkedInVocabulary.SENIORITIES::urns,
            "jobFunctions", LinkedInVocabulary.FUNCTIONS::urns,
            "industries", LinkedInVocabulary.INDUSTRIES::urns,
            "staffCountRanges", LinkedInSearch::sizes,
            "geos", LinkedInVocabulary.GEOS::urns);

    /** What a URN of a list looks like; of a closed list it must be one of its own. */
    private static final Map<String, Predicate<String>> URNS = Map.of(
            "titles", urn -> urn.matches("urn:li:title:\\d{1,10}"),
            "currentCompanies", urn -> urn.matches("urn:li:organization:\\d{1,12}"),
            "seniorities", LinkedInVocabulary.SENIORITIES.all()::contains,
            "jobFunctions", LinkedInVocabulary.FUNCTIONS.all()::contains,
            "industries", LinkedInVocabulary.INDUSTRIES::isUrn,
            "staffCountRanges", LinkedInVocabulary.SIZES.all()::contains,
            "geos", urn -> urn.matches("urn:li:geo:\\d{1,12}"));

    private static final Map<String, String> FORMS = Map.of(
            "titles", "a URN such as urn:li:title:153",
            "currentCompanies", "a URN such as urn:li:organization:1001",
            "seniorities", "a seniority such as CXO, or urn:li:seniority:1 to 10",
            "jobFunctions", "a function such as ENGINEERING, or urn:li:function:1 to 26",
            "industries", "a known industry, or a URN such as urn:li:industry:4",
            "staffCountRanges", "a range such as 51-200, or a URN such as urn:li:staffCountRange:(51,200)",
            "geos", "a known place, or a URN such as urn:li:geo:103644278");

    /** @throws ProviderFailure.Rejected where the gateway would not understand it */
    static LinkedInSearch of(JsonNode criteria) {
        if (!criteria.isObject()) {
            throw rejected("the criteria are no object");
        }
        Map<String, List<String>> lists = new LinkedHashMap<>();
        criteria.properties().stream()
                .filter(field -> !field.getKey().equals(KEYWORDS))
                .forEach(field -> {
                    List<String> values = values(field.getKey(), field.getValue());
                    if (!values.isEmpty()) {
                        lists.put(field.getKey(), values);
                    }
                });
        String keywords = Texts.line(criteria.path(KEYWORDS));
        if (lists.isEmpty() && keywords == null) {
            throw rejected("there are no criteria");
        }
        return new LinkedInSearch(lists, keywords);
    }

    static boolean isList(String field) {
        return TEXTS.contains(field) || FACETS.containsKey(field);
    }

    static Set<String> names() {
        Set<String> all = new LinkedHashSet<>(TEXTS);
        all.addAll(FACETS.keySet());
        return all;
    }

    /** Whether the gateway would take the value, or the tables know a URN for it. */
    static boolean understands(String list, String value) {
        Predicate<String> urn = URNS.get(list);
        Function<String, List<String>> names = FACETS.get(list);
        return urn == null
                || urn.test(value)
                || names != null
                        && !value.startsWith("urn:")
                        && !names.apply(value).isEmpty();
    }

    /** What {@link #understands} wants of a list. */
    static String form(String list) {
        return FORMS.getOrDefault(list, "a text");
    }

    /** The values of a list; empty where it is not stated. */
    List<String> list(String field) {
        return lists.getOrDefault(field, List.of());
    }

    /**
     * In the order in which they are tried: what the search itself states first, as its values cover everybody; then what is
     * a closed list; last the places and industries, of which only those of the tables can be tried.
     */
    List<Dimension> dimensions() {
        List<Dimension> dimensions = new ArrayList<>();
        for (String field : List.of("staffCountRanges", "geos", "seniorities", "industries", "jobFunctions")) {
            List<String> stated = lists.getOrDefault(field, List.of());
            if (stated.size() > 1) {
                dimensions.add(new Dimension(field, stated));
            }
        }
        Map<String, List<String>> known = new LinkedHashMap<>();
        known.put("staffCountRanges", LinkedInVocabulary.SIZES.all());
        known.put("seniorities", LinkedInVocabulary.SENIORITIES.all());
        known.put("jobFunctions", LinkedInVocabulary.FUNCTIONS.all());
        known.put("geos", LinkedInVocabulary.GEOS.all());
        known.put("industries", LinkedInVocabulary.INDUSTRIES.all());
        known.forEach((field, values) -> {
            if (!lists.containsKey(field)) {
                dimensions.add(new Dimension(field, values));
            }
        });
        return dimensions;
    }

    /** The value of the gateway's {@code search} parameter, encoded. @param pins one value instead of a list */
    String encoded(Map<String, String> pins) {
        Map<String, List<String>> all = new LinkedHashMap<>(lists);
        pins.forEach((field, value) -> all.put(field, List.of(value)));
        String encoded = all.entrySet().stream()
                .map(list -> list.getKey() + ":" + RestLi.list(list.getValue()))
                .collect(Collectors.joining(","));
        String words = keywords == null ? "" : "keywords:" + RestLi.value(keywords);
        return "(" + words + (words.isEmpty() || encoded.isEmpty() ? "" : ",") + encoded + ")";
    }

    private static List<String> values(String field, JsonNode node) {
        if (!TEXTS.contains(field) && !FACETS.containsKey(field)) {
            throw rejected("there is no criterion of that name");
        }
        if (!node.isArray()) {
            throw rejected(field + " is no list");
        }
        Set<String> values = new LinkedHashSet<>();
        for (String text : Texts.lines(node)) {
            Function<String, List<String>> facet = FACETS.get(field);
            List<String> known = facet == null || text.startsWith("urn:li:") ? List.of(text) : facet.apply(text);
            if (known.isEmpty()) {
                throw rejected(field + " has a value that is not known");
            }
            values.addAll(known);
        }
        return values.stream().limit(MOST_VALUES).toList();
    }

    private static List<String> sizes(String text) {
        HeadCount range = HeadCount.parse(text);
        return range == null ? List.of() : LinkedInVocabulary.SIZES.urns(range);
    }

    private static ProviderFailure rejected(String message) {
        return new ProviderFailure.Rejected(LinkedInGateway.PROVIDER, LinkedInGateway.SEARCH, message);
    }
}
