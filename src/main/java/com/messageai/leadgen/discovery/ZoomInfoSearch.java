package com.messageai.leadgen.discovery;

import com.messageai.leadgen.discovery.SlicedWalk.Dimension;
import com.messageai.leadgen.provider.ProviderFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What ZoomInfo is asked for: attributes as its fact sheet has them, of just the types that it demands. Nearly all are texts
 * (comma lists, {@code OR} in titles, numbers in quotes); here they may be lists and numbers too.
 */
final class ZoomInfoSearch {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final int LONGEST = 8_000;
    private static final int MOST_ENTRIES = 100;

    /** A size as the walk pins it: two attributes of the search. */
    private static final String EMPLOYEES = "employees";

    private enum Type {
        /** Alternatives, with {@code OR} between them. */
        WORDS,
        /** Values, with commas between them. */
        TEXT,
        WHOLE_NUMBER,
        TRUTH,
        LIST
    }

    private static final Map<String, Type> ATTRIBUTES = attributes();

    /** They say how to search, but nobody to be found. */
    private static final Set<String> MERE_CONDITIONS = Set.of(
            "requiredFields",
            "contactAccuracyScoreMin",
            "excludePartialProfiles",
            "locationSearchType",
            "primaryIndustriesOnly",
            "companyPastOrPresent",
            "excludeJobTitle",
            "excludeManagementLevel");

    private final ObjectNode attributes;

    private ZoomInfoSearch(ObjectNode attributes) {
        this.attributes = attributes;
    }

    /** @throws ProviderFailure.Rejected where ZoomInfo would not understand it */
    static ZoomInfoSearch of(JsonNode criteria) {
        if (!criteria.isObject()) {
            throw rejected("the criteria are no object");
        }
        ObjectNode attributes = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> criterion : criteria.properties()) {
            Type type = ATTRIBUTES.get(criterion.getKey());
            if (type == null) {
                throw rejected("there is no criterion of that name");
            }
            try {
                put(attributes, criterion.getKey(), type, criterion.getValue());
            } catch (Unfit unfit) {
                throw rejected(criterion.getKey() + " " + unfit.getMessage());
            }
        }
        if (!asks(attributes)) {
            throw rejected("there are no criteria");
        }
        var search = new ZoomInfoSearch(attributes);
        if (search.employees() == null) {
            throw rejected("the numbers of employees are no range");
        }
        return search;
    }

    /** What is wrong with the value of an attribute; null where nothing is. */
    static @Nullable String complaint(String field, JsonNode value) {
        Type type = ATTRIBUTES.get(field);
        if (type == null) {
            return "must be one of " + String.join(", ", new TreeSet<>(ATTRIBUTES.keySet()));
        }
        try {
            ObjectNode read = JSON.createObjectNode();
            put(read, field, type, value);
            return read.isEmpty() ? "must not be empty" : null;
        } catch (Unfit unfit) {
            return unfit.getMessage();
        }
    }

    /** Whether it says of anybody that he is to be found. */
    static boolean asks(JsonNode criteria) {
        return !criteria.propertyStream().allMatch(one -> MERE_CONDITIONS.contains(one.getKey()));
    }

    /** A value that ZoomInfo would not take. The message goes on from the name of its attribute. */
    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message, null, false, false);
        }
    }

    /** The attributes of a slice. @param pins one value instead of what the search states */
    ObjectNode attributes(Map<String, String> pins) {
        ObjectNode slice = attributes.deepCopy();
        pins.forEach((field, value) -> {
            if (field.equals(EMPLOYEES)) {
                put(slice, HeadCount.parse(value));
            } else {
                slice.put(field, value);
            }
        });
        return slice;
    }

    /**
     * In the order in which they are tried: sizes, which cut finest; what the search states as a list; ranks, of which there
     * are few.
     */
    List<Dimension> dimensions() {
        List<Dimension> dimensions = new ArrayList<>();
        if (!attributes.has("employeeCount")) {
            add(dimensions, EMPLOYEES, sizes());
        }
        for (String field : List.of(
                "employeeCount", "country", "state", "metroRegion", "industryCodes", "managementLevel", "department")) {
            add(dimensions, field, values(field));
        }
        if (!attributes.has("managementLevel")) {
            add(dimensions, "managementLevel", ZoomInfoVocabulary.LEVELS);
        }
        return dimensions;
    }

    /** The country whose states can cut the search further; null where it is not one, or is cut into them already. */
    @Nullable String country() {
        List<String> countries = values("country");
        return countries.size() == 1 && !attributes.has("state") && !attributes.has("metroRegion")
                ? countries.getFirst()
                : null;
    }

    /** The entries of a comma list. */
    static List<String> values(JsonNode attributes, String field) {
        return Arrays.stream(attributes.path(field).asString("").split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .limit(MOST_ENTRIES)
                .toList();
    }

    /** How many employees the search asks for; null where what it says is no range. */
    static @Nullable HeadCount employees(JsonNode attributes) {
        String least = attributes.path("employeeRangeMin").asString("1");
        String most = attributes.path("employeeRangeMax").asString(String.valueOf(Integer.MAX_VALUE));
        if (!least.matches("\\d{1,9}") || !most.matches("\\d{1,10}")) {
            return null;
        }
        int from = Integer.parseInt(least);
        int to = (int) Math.min(Integer.MAX_VALUE, Long.parseLong(most));
        return from <= to ? new HeadCount(from, to) : null;
    }

    private @Nullable HeadCount employees() {
        return employees(attributes);
    }

    private List<String> values(String field) {
        return values(attributes, field);
    }

    private static void add(List<Dimension> dimensions, String field, List<String> values) {
        if (values.size() > 1) {
            dimensions.add(new Dimension(field, values));
        }
    }

    /** The usual sizes, as far as they reach into what the search asks for. */
    private List<String> sizes() {
        HeadCount asked = employees();
        return asked == null
                ? List.of()
                : ZoomInfoVocabulary.SIZES.stream()
                        .filter(size -> size.common(asked) > 0)
                        .map(size ->
                                new HeadCount(Math.max(size.from(), asked.from()), Math.min(size.to(), asked.to())))
                        .map(HeadCount::toString)
                        .toList();
    }

    private static void put(ObjectNode slice, @Nullable HeadCount size) {
        if (size != null) {
            slice.put("employeeRangeMin", String.valueOf(size.from()));
            slice.remove("employeeRangeMax");
            if (size.to() < Integer.MAX_VALUE) {
                slice.put("employeeRangeMax", String.valueOf(size.to()));
            }
        }
    }

    private static void put(ObjectNode attributes, String field, Type type, JsonNode value) {
        switch (type) {
            case TRUTH -> attributes.put(field, truth(value));
            case WHOLE_NUMBER -> attributes.put(field, number(value));
            case LIST -> {
                List<String> entries = entries(value);
                if (!entries.isEmpty()) {
                    var list = attributes.putArray(field);
                    entries.forEach(list::add);
                }
            }
            case WORDS, TEXT -> {
                String text = String.join(type == Type.WORDS ? " OR " : ",", entries(value));
                if (text.length() > LONGEST) {
                    throw new Unfit("must have at most " + LONGEST + " characters");
                }
                if (!text.isEmpty()) {
                    attributes.put(field, text);
                }
            }
        }
    }

    private static List<String> entries(JsonNode value) {
        if (value.isArray()) {
            return Texts.lines(value).stream().limit(MOST_ENTRIES).toList();
        }
        if (!value.isString() && !value.isIntegralNumber()) {
            throw new Unfit("must be a text, or a list of texts");
        }
        String text = Texts.block(value.asString());
        return text == null ? List.of() : List.of(text.replaceAll("\\s+", " "));
    }

    private static boolean truth(JsonNode value) {
        String text = value.asString("");
        if (!text.equals("true") && !text.equals("false")) {
            throw new Unfit("must be true or false");
        }
        return Boolean.parseBoolean(text);
    }

    private static long number(JsonNode value) {
        String text = value.asString("");
        if (!text.matches("\\d{1,15}")) {
            throw new Unfit("must be a whole number");
        }
        return Long.parseLong(text);
    }

    private static Map<String, Type> attributes() {
        Map<String, Type> types = new HashMap<>();
        Stream.of("jobTitle", "exactJobTitle", "excludeJobTitle", "industryKeywords", "companyDescription")
                .forEach(field -> types.put(field, Type.WORDS));
        Stream.of("revenueMin", "revenueMax", "fundingAmountMin", "fundingAmountMax")
                .forEach(field -> types.put(field, Type.WHOLE_NUMBER));
        Stream.of("excludePartialProfiles", "executivesOnly", "primaryIndustriesOnly", "hasBeenNotified")
                .forEach(field -> types.put(field, Type.TRUTH));
        Stream.of("techSkills", "webReferences", "companyTicker", "locationCompanyId", "engagementType")
                .forEach(field -> types.put(field, Type.LIST));
        types.putAll(Stream.of(
                        "managementLevel",
                        "excludeManagementLevel",
                        "department",
                        "jobFunction",
                        "boardMember",
                        "industryCodes",
                        "sicCodes",
                        "naicsCodes",
                        "employeeRangeMin",
                        "employeeRangeMax",
                        "employeeCount",
                        "revenue",
                        "country",
                        "continent",
                        "state",
                        "metroRegion",
                        "zipCode",
                        "zipCodeRadiusMiles",
                        "locationSearchType",
                        "companyId",
                        "companyName",
                        "companyWebsite",
                        "companyType",
                        "companyPastOrPresent",
                        "techAttributeTagList",
                        "hashTagString",
                        "requiredFields",
                        "contactAccuracyScoreMin",
                        "lastUpdatedDateAfter",
                        "validDateAfter",
                        "positionStartDateMin",
                        "positionStartDateMax",
                        "yearsOfExperience",
                        "oneYearEmployeeGrowthRateMin",
                        "oneYearEmployeeGrowthRateMax",
                        "twoYearEmployeeGrowthRateMin",
                        "twoYearEmployeeGrowthRateMax")
                .collect(Collectors.toMap(field -> field, field -> Type.TEXT)));
        return Map.copyOf(types);
    }

    private static ProviderFailure rejected(String message) {
        return new ProviderFailure.Rejected(ZoomInfo.PROVIDER, ZoomInfo.ENDPOINT, message);
    }
}
