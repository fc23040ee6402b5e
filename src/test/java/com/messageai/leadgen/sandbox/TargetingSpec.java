package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Place;
import com.messageai.leadgen.sandbox.people.Role;
import com.messageai.leadgen.sandbox.people.Topic;
import com.messageai.leadgen.sandbox.people.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Meta's targeting specification as a predicate over people on Facebook: entries inside of one object of
 * {@code flexible_spec} are alternatives, the objects must all hold.
 */
final class TargetingSpec {

    /** A specification that is not valid. */
    static final class Invalid extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message, null, false, false);
        }
    }

    private static final Set<String> POSITIONS =
            Role.all().stream().map(Role::positionId).collect(Collectors.toSet());
    private static final Set<String> INTERESTS =
            Topic.all().stream().map(Topic::interestId).collect(Collectors.toSet());
    private static final Set<String> KINDS =
            Set.of("interests", "behaviors", "industries", "work_positions", "work_employers");
    private static final Set<String> OTHERS = Set.of(
            "geo_locations",
            "age_min",
            "age_max",
            "flexible_spec",
            "exclusions",
            "locales",
            "genders",
            "publisher_platforms",
            "targeting_automation");
    /** Our extension: {@code {"company": {"employee_count_min": 50, "employee_count_max": 200}}}. */
    private static final String COMPANY = "company";

    private TargetingSpec() {}

    /** @param extended whether the extension of the gateway contract is allowed */
    static Predicate<Person> parse(@Nullable String json, boolean extended) {
        if (json == null) {
            throw new Invalid("The parameter targeting_spec is required");
        }
        JsonNode spec;
        try {
            spec = Json.parse(json);
        } catch (JacksonException e) {
            throw new Invalid("Param targeting_spec must be a valid JSON object");
        }
        if (!spec.isObject()) {
            throw new Invalid("Param targeting_spec must be a valid JSON object");
        }
        Predicate<Person> wanted = person -> person.has(Trait.ON_FACEBOOK);
        for (var entry : spec.properties()) {
            wanted = wanted.and(part(entry.getKey(), entry.getValue(), extended));
        }
        return wanted;
    }

    private static Predicate<Person> part(String name, JsonNode value, boolean extended) {
        if (KINDS.contains(name)) {
            return kind(name, value);
        }
        if (name.startsWith(COMPANY) && extended) {
            return company(name, value);
        }
        if (!OTHERS.contains(name)) {
            throw new Invalid("Invalid field in targeting_spec: " + name);
        }
        return switch (name) {
            case "geo_locations" -> geo(value);
            case "flexible_spec" -> {
                Predicate<Person> all = person -> true;
                for (JsonNode object : value) {
                    all = all.and(any(object));
                }
                yield all;
            }
            case "exclusions" -> any(value).negate();
            default -> person -> true;
        };
    }

    private static Predicate<Person> any(JsonNode object) {
        Predicate<Person> any = person -> false;
        for (var entry : object.properties()) {
            any = any.or(kind(entry.getKey(), entry.getValue()));
        }
        return any;
    }

    private static Predicate<Person> kind(String kind, JsonNode entries) {
        Set<String> ids = Set.copyOf(ids(kind, entries));
        return switch (kind) {
            case "work_positions" -> {
                known(kind, ids, POSITIONS);
                yield person -> !person.has(Trait.ODD_TITLE)
                        && ids.contains(person.titleRole().positionId());
            }
            case "interests" -> {
                known(kind, ids, INTERESTS);
                yield person -> person.topics().stream().anyMatch(topic -> ids.contains(topic.interestId()));
            }
            case "work_employers" -> person -> ids.contains(person.company().employerId());
            case "industries", "behaviors" -> {
                List<Predicate<Person>> segments =
                        ids.stream().map(id -> Segments.of(kind, id).members()).toList();
                yield person -> segments.stream().anyMatch(segment -> segment.test(person));
            }
            default -> throw new Invalid("Invalid field in flexible_spec: " + kind);
        };
    }

    private static void known(String kind, Set<String> ids, Set<String> all) {
        if (!all.containsAll(ids)) {
            throw new Invalid("Invalid " + kind + " id in " + ids);
        }
    }

    /** Each entry is an object with an id, or the id alone. */
    private static List<String> ids(String kind, JsonNode entries) {
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : entries) {
            String id = entry.isObject() ? entry.path("id").asString("") : entry.asString("");
            if (id.isEmpty()) {
                throw new Invalid("Each of " + kind + " needs an id");
            }
            ids.add(id);
        }
        if (ids.isEmpty()) {
            throw new Invalid(kind + " must be a non-empty list");
        }
        return ids;
    }

    private static Predicate<Person> company(String name, JsonNode value) {
        int least = name.equals(COMPANY)
                ? value.path("employee_count_min").asInt(0)
                : name.endsWith("_min") ? value.asInt(0) : 0;
        int most = name.equals(COMPANY)
                ? value.path("employee_count_max").asInt(Integer.MAX_VALUE)
                : name.endsWith("_max") ? value.asInt(Integer.MAX_VALUE) : Integer.MAX_VALUE;
        return person ->
                person.company().employees() >= least && person.company().employees() <= most;
    }

    private static Predicate<Person> geo(JsonNode geo) {
        Set<String> countries = keys(geo.path("countries"), JsonNode::asString);
        Set<String> inside = keys(geo.path("regions"), node -> node.path("key").asString(""));
        inside.addAll(keys(geo.path("cities"), node -> node.path("key").asString("")));
        if (countries.isEmpty() && inside.isEmpty()) {
            throw new Invalid("geo_locations must name a place");
        }
        for (String country : countries) {
            if (!country.matches("[A-Z]{2}")) {
                throw new Invalid("Invalid country code " + country);
            }
        }
        Set<Place> places = Place.all().stream()
                .filter(place -> countries.contains(place.countryCode())
                        || inside.contains(String.valueOf(place.regionGeo()))
                        || inside.contains(String.valueOf(place.cityGeo())))
                .collect(Collectors.toSet());
        return person -> places.contains(person.place());
    }

    private static Set<String> keys(JsonNode list, Function<JsonNode, String> key) {
        return list.valueStream().map(key).collect(Collectors.toSet());
    }
}
