package com.messageai.leadgen.discovery;

import com.messageai.leadgen.campaign.SearchLanguage;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.web.Violations;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A targeting specification as the gateway takes it, with every complaint by its path. */
@Component
class FacebookLanguage implements SearchLanguage {

    private static final int MOST = 200;
    private static final int YOUNGEST = 13;
    private static final int OLDEST = 65;
    private static final int LARGEST_COMPANY = 10_000_000;

    /** What people are targeted by: lists of ids. */
    private static final Set<String> KINDS =
            Set.of("interests", "behaviors", "industries", "work_positions", "work_employers");

    private static final Set<String> MORE_KINDS = Set.of(
            "life_events", "education_majors", "education_schools", "family_statuses", "income", "custom_audiences");

    /** Places by their keys, beside countries. */
    private static final Set<String> KEYED = Set.of("regions", "cities", "zips");

    private static final Set<String> LOCATION_TYPES = Set.of("home", "recent", "travel_in");

    FacebookLanguage() {
        LinkedInVocabulary.load();
    }

    @Override
    public Platform platform() {
        return Platform.FACEBOOK;
    }

    @Override
    public void check(String field, JsonNode criteria, Violations violations) {
        criteria.properties().forEach(entry -> part(field, entry, violations));
        JsonNode youngest = criteria.path("age_min");
        JsonNode oldest = criteria.path("age_max");
        if (isNumber(youngest, YOUNGEST, OLDEST) && isNumber(oldest, YOUNGEST, OLDEST)) {
            violations.require(youngest.asInt() <= oldest.asInt(), field + ".age_min", "must not be above age_max");
        }
    }

    private static void part(String field, Map.Entry<String, JsonNode> entry, Violations violations) {
        String path = field + "." + entry.getKey();
        JsonNode value = entry.getValue();
        switch (entry.getKey()) {
            case "geo_locations" -> places(path, value, violations);
            case "age_min", "age_max" -> number(path, value, YOUNGEST, OLDEST, violations);
            case "genders" -> each(path, value, "1 or 2", one -> isNumber(one, 1, 2), violations);
            case "locales" ->
                each(path, value, "a number of a locale", one -> isNumber(one, 1, Integer.MAX_VALUE), violations);
            case "flexible_spec" -> alternatives(path, value, violations);
            case "exclusions" -> kinds(path, value, violations);
            case "company" -> company(path, value, violations);
            default -> {
                if (KINDS.contains(entry.getKey())) {
                    ids(path, value, violations);
                } else {
                    violations.add(
                            path, "must be one of " + String.join(", ", new TreeSet<>(FacebookGateway.CRITERIA)));
                }
            }
        }
    }

    private static void places(String path, JsonNode places, Violations violations) {
        if (!filled(path, places, violations)) {
            return;
        }
        boolean named = false;
        for (Map.Entry<String, JsonNode> entry : places.properties()) {
            String at = path + "." + entry.getKey();
            if (entry.getKey().equals("countries")) {
                named = true;
                each(
                        at,
                        entry.getValue(),
                        "a country of ISO 3166, such as US",
                        FacebookLanguage::isCountry,
                        violations);
            } else if (KEYED.contains(entry.getKey())) {
                named = true;
                each(at, entry.getValue(), "an object with a key", FacebookLanguage::hasKey, violations);
            } else if (entry.getKey().equals("location_types")) {
                each(
                        at,
                        entry.getValue(),
                        "one of " + String.join(", ", new TreeSet<>(LOCATION_TYPES)),
                        one -> one.isString() && LOCATION_TYPES.contains(one.asString()),
                        violations);
            } else {
                violations.add(at, "must be one of cities, countries, location_types, regions, zips");
            }
        }
        violations.require(named, path, "must name a place");
    }

    private static void alternatives(String path, JsonNode all, Violations violations) {
        if (!all.isArray() || all.isEmpty() || all.size() > MOST) {
            violations.add(path, "must be a list of 1 to " + MOST + " objects");
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            kinds(path + "[" + i + "]", all.get(i), violations);
        }
    }

    private static void kinds(String path, JsonNode kinds, Violations violations) {
        if (!filled(path, kinds, violations)) {
            return;
        }
        kinds.properties().forEach(entry -> {
            String at = path + "." + entry.getKey();
            if (KINDS.contains(entry.getKey()) || MORE_KINDS.contains(entry.getKey())) {
                ids(at, entry.getValue(), violations);
            } else {
                var known = new TreeSet<>(KINDS);
                known.addAll(MORE_KINDS);
                violations.add(at, "must be one of " + String.join(", ", known));
            }
        });
    }

    private static void ids(String path, JsonNode entries, Violations violations) {
        each(path, entries, "an id, or an object with one", FacebookLanguage::hasId, violations);
    }

    private static void company(String path, JsonNode company, Violations violations) {
        if (!filled(path, company, violations)) {
            return;
        }
        company.properties().forEach(entry -> {
            String at = path + "." + entry.getKey();
            if (entry.getKey().equals("employee_count_min") || entry.getKey().equals("employee_count_max")) {
                number(at, entry.getValue(), 1, LARGEST_COMPANY, violations);
            } else {
                violations.add(at, "must be employee_count_min or employee_count_max");
            }
        });
        JsonNode least = company.path("employee_count_min");
        JsonNode most = company.path("employee_count_max");
        if (isNumber(least, 1, LARGEST_COMPANY) && isNumber(most, 1, LARGEST_COMPANY)) {
            violations.require(
                    least.asInt() <= most.asInt(),
                    path + ".employee_count_min",
                    "must not be above employee_count_max");
        }
    }

    private static boolean filled(String path, JsonNode value, Violations violations) {
        boolean filled = value.isObject() && !value.isEmpty();
        violations.require(filled, path, "must be an object that is not empty");
        return filled;
    }

    private static void each(
            String path, JsonNode values, String what, Predicate<JsonNode> rule, Violations violations) {
        if (!values.isArray() || values.isEmpty() || values.size() > MOST) {
            violations.add(path, "must be a list of 1 to " + MOST + " entries");
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            violations.require(rule.test(values.get(i)), path + "[" + i + "]", "must be " + what);
        }
    }

    private static void number(String path, JsonNode value, int least, int most, Violations violations) {
        violations.require(isNumber(value, least, most), path, "must be a whole number from " + least + " to " + most);
    }

    private static boolean isNumber(JsonNode value, int least, int most) {
        return value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= least && value.asInt() <= most;
    }

    private static boolean isCountry(JsonNode value) {
        return value.isString() && value.asString().equals(Countries.code(value.asString()));
    }

    private static boolean hasKey(JsonNode value) {
        return value.isObject() && isId(value.path("key"));
    }

    private static boolean hasId(JsonNode value) {
        return isId(value.isObject() ? value.path("id") : value);
    }

    /** Ids are texts of digits; keys of zips have a country before them. */
    private static boolean isId(JsonNode value) {
        return value.isString() && value.asString().matches("[A-Za-z0-9:_-]{1,40}")
                || value.isIntegralNumber() && value.canConvertToLong() && value.asLong() > 0;
    }
}
