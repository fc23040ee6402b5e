package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Place;
import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.TitleWords;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * ZoomInfo's criteria over the population. Nearly all are texts: comma lists, {@code OR} in titles and keywords, numbers
 * in quotes.
 */
final class ZoomInfoSearch {

    private enum Type {
        TEXT,
        WHOLE_NUMBER,
        TRUTH
    }

    private static final Map<String, Type> OF_COMPANIES = new HashMap<>();
    private static final Map<String, Type> OF_CONTACTS = new HashMap<>();
    /** They change what is found, but say nobody to be found. */
    private static final Set<String> MERE_CONDITIONS = Set.of(
            "requiredFields",
            "contactAccuracyScoreMin",
            "excludePartialProfiles",
            "locationSearchType",
            "primaryIndustriesOnly",
            "excludeJobTitle",
            "excludeManagementLevel",
            "excludeDefunctCompanies");
    /** In ZoomInfo's description, but no part of this account. */
    private static final Set<String> NOT_ENTITLED = Set.of(
            "sicCodes",
            "naicsCodes",
            "hashTagString",
            "companyRanking",
            "companyType",
            "companyTicker",
            "continent",
            "zipCode",
            "jobFunction",
            "techSkills",
            "webReferences",
            "engagementType",
            "employmentHistory",
            "yearsOfExperience",
            "fundingAmountMin",
            "fundingAmountMax",
            "boardMember",
            "executivesOnly",
            "hashedEmail",
            "companyDescription");

    static {
        Stream.of(
                        "companyId",
                        "companyName",
                        "companyWebsite",
                        "industryCodes",
                        "industryKeywords",
                        "employeeRangeMin",
                        "employeeRangeMax",
                        "employeeCount",
                        "country",
                        "state",
                        "metroRegion",
                        "techAttributeTagList")
                .forEach(field -> OF_COMPANIES.put(field, Type.TEXT));
        OF_COMPANIES.put("revenueMin", Type.WHOLE_NUMBER);
        OF_COMPANIES.put("revenueMax", Type.WHOLE_NUMBER);
        OF_COMPANIES.put("primaryIndustriesOnly", Type.TRUTH);
        OF_COMPANIES.put("excludeDefunctCompanies", Type.TRUTH);
        OF_CONTACTS.putAll(OF_COMPANIES);
        OF_CONTACTS.remove("excludeDefunctCompanies");
        Stream.of(
                        "jobTitle",
                        "exactJobTitle",
                        "excludeJobTitle",
                        "managementLevel",
                        "excludeManagementLevel",
                        "department",
                        "personId",
                        "emailAddress",
                        "fullName",
                        "firstName",
                        "lastName",
                        "requiredFields",
                        "contactAccuracyScoreMin",
                        "locationSearchType")
                .forEach(field -> OF_CONTACTS.put(field, Type.TEXT));
        OF_CONTACTS.put("excludePartialProfiles", Type.TRUTH);
    }

    private final Population population;
    private final ZoomInfoTerms terms;
    private final ZoomInfoShapes shapes;
    private final Map<String, Set<String>> titleWords = new ConcurrentHashMap<>();

    ZoomInfoSearch(Population population, ZoomInfoTerms terms, ZoomInfoShapes shapes) {
        this.population = population;
        this.terms = terms;
        this.shapes = shapes;
    }

    List<Person> people(JsonNode attributes) {
        check(attributes, OF_CONTACTS);
        Predicate<Company> company = company(attributes);
        Predicate<Person> wanted = ZoomInfoShapes::isShown;
        wanted = wanted.and(person -> company.test(person.company())).and(place(attributes));
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            wanted = wanted.and(criterion(attribute.getKey(), attribute.getValue()));
        }
        return population.people().stream().filter(wanted).toList();
    }

    List<Company> companies(JsonNode attributes) {
        check(attributes, OF_COMPANIES);
        Predicate<Place> there = there(attributes);
        return population.companies().stream()
                .filter(company(attributes))
                .filter(company -> there.test(company.place()))
                .toList();
    }

    private static void check(JsonNode attributes, Map<String, Type> known) {
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            String field = attribute.getKey();
            if (NOT_ENTITLED.contains(field)) {
                throw ZoomInfoRefusal.of("PFAPI0001", field, "You are not entitled to use " + field);
            }
            Type type = known.get(field);
            if (type == null) {
                throw ZoomInfoRefusal.of("PFAPI0005", field, "There is no field " + field);
            }
            JsonNode value = attribute.getValue();
            boolean fits = switch (type) {
                case TEXT -> value.isString();
                case WHOLE_NUMBER -> value.isIntegralNumber();
                case TRUTH -> value.isBoolean();
            };
            if (!fits) {
                throw ZoomInfoRefusal.of("PFAPI0008", field, field + " has the wrong type");
            }
        }
        boolean any = attributes.properties().stream()
                .anyMatch(attribute -> !MERE_CONDITIONS.contains(attribute.getKey())
                        && !(attribute.getValue().isString()
                                && attribute.getValue().asString().isBlank()));
        if (!any) {
            throw ZoomInfoRefusal.of("PFAPI0004", "At least one search criterion is required");
        }
    }

    private Predicate<Person> criterion(String field, JsonNode value) {
        String text = value.asString("");
        return switch (field) {
            case "jobTitle" -> titles(text);
            case "excludeJobTitle" -> titles(text).negate();
            case "exactJobTitle" -> {
                Set<String> exact = alternatives(text).stream()
                        .map(title -> title.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
                yield person -> exact.contains(person.title().toLowerCase(Locale.ROOT));
            }
            case "managementLevel" -> level(field, text);
            case "excludeManagementLevel" -> level(field, text).negate();
            case "department" -> {
                List<String> departments = listed(field, text, terms::isDepartment);
                yield person -> terms.departments(person.role()).stream().anyMatch(departments::contains);
            }
            case "personId" -> {
                List<String> ids = list(text);
                yield person -> ids.contains(ZoomInfoShapes.id(person));
            }
            case "emailAddress" -> person -> person.email().equalsIgnoreCase(text);
            case "fullName" -> person -> ClearbitShapes.same(person.fullName(), text);
            case "firstName" -> person -> ClearbitShapes.same(person.firstName(), text);
            case "lastName" -> person -> ClearbitShapes.same(person.lastName(), text);
            case "requiredFields" -> required(field, text);
            case "contactAccuracyScoreMin" -> {
                int least = number(field, text);
                yield person -> ZoomInfoShapes.accuracy(person) >= least;
            }
            case "excludePartialProfiles" ->
                value.asBoolean() ? person -> !ZoomInfoShapes.isPartial(person) : person -> true;
            // The others are about the company, or about both.
            default -> person -> true;
        };
    }

    private Predicate<Person> titles(String text) {
        List<Set<String>> phrases =
                alternatives(text).stream().map(TitleWords::of).toList();
        return person -> {
            Set<String> title = titleWords.computeIfAbsent(person.title(), TitleWords::of);
            return phrases.stream().anyMatch(title::containsAll);
        };
    }

    private Predicate<Person> level(String field, String text) {
        List<String> levels = listed(field, text, terms::isLevel);
        return person -> levels.contains(shapes.level(person));
    }

    private static Predicate<Person> required(String field, String text) {
        Predicate<Person> all = person -> true;
        for (String one : list(text)) {
            all = all.and(
                    ZoomInfoShapes.has(one, () -> ZoomInfoRefusal.of("PFAPI0006", field, "No such field: " + one)));
        }
        return all;
    }

    private Predicate<Company> company(JsonNode attributes) {
        Predicate<Company> wanted = company -> true;
        boolean primaryOnly = attributes.path("primaryIndustriesOnly").asBoolean(false);
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            String field = attribute.getKey();
            String text = attribute.getValue().asString("");
            wanted = wanted.and(
                    switch (field) {
                        case "companyId" -> {
                            List<String> ids = list(text);
                            yield company -> ids.contains(String.valueOf(ZoomInfoShapes.id(company)));
                        }
                        case "companyName" ->
                            company -> ClearbitShapes.same(company.name(), text)
                                    || company.name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
                        case "companyWebsite" ->
                            company -> text.toLowerCase(Locale.ROOT).endsWith(company.domain());
                        case "industryCodes" -> {
                            List<String> codes = listed(field, text, terms::isIndustry);
                            yield company -> codes.stream()
                                    .anyMatch(code -> primaryOnly
                                            ? terms.code(company.industry()).equals(code)
                                            : terms.isIn(company.industry(), code));
                        }
                        case "industryKeywords" -> keywords(text);
                        case "employeeRangeMin" -> {
                            int least = number(field, text);
                            int most = number(
                                    field, attributes.path("employeeRangeMax").asString("2000000000"));
                            if (least > most) {
                                throw ZoomInfoRefusal.of("PFAPI0006", field, "The minimum is above the maximum");
                            }
                            yield company -> company.employees() >= least;
                        }
                        case "employeeRangeMax" -> {
                            int most = number(field, text);
                            yield company -> company.employees() <= most;
                        }
                        case "employeeCount" -> {
                            List<String> sizes = listed(field, text, terms::isSize);
                            yield company -> sizes.contains(terms.size(company));
                        }
                        case "revenueMin" -> {
                            long least = attribute.getValue().asLong() * 1_000;
                            yield company -> company.revenue() >= least;
                        }
                        case "revenueMax" -> {
                            long most = attribute.getValue().asLong() * 1_000;
                            yield company -> company.revenue() <= most;
                        }
                        case "techAttributeTagList" -> {
                            List<String> slugs = listed(field, text, id -> terms.technology(id) != null).stream()
                                    .map(terms::technology)
                                    .toList();
                            yield company -> company.technologies().stream().anyMatch(slugs::contains);
                        }
                        default -> company -> true;
                    });
        }
        return wanted;
    }

    private static Predicate<Company> keywords(String text) {
        List<List<String>> any = alternatives(text).stream()
                .map(all -> Arrays.stream(all.split(" AND "))
                        .map(word -> word.strip().toLowerCase(Locale.ROOT))
                        .toList())
                .toList();
        return company -> {
            String about = (company.tags() + " " + company.industry().name() + " " + company.technologies())
                    .toLowerCase(Locale.ROOT);
            return any.stream().anyMatch(all -> all.stream().allMatch(about::contains));
        };
    }

    private Predicate<Person> place(JsonNode attributes) {
        Predicate<Place> there = there(attributes);
        String type = attributes.path("locationSearchType").asString("PersonOrHQ");
        return switch (type) {
            case "Person", "PersonThenHQ" -> person -> there.test(person.place());
            case "HQ" -> person -> there.test(person.company().place());
            case "PersonAndHQ" ->
                person -> there.test(person.place())
                        && there.test(person.company().place());
            case "PersonOrHQ" ->
                person -> there.test(person.place())
                        || there.test(person.company().place());
            default -> throw ZoomInfoRefusal.of("PFAPI0006", "locationSearchType", "No such type: " + type);
        };
    }

    private Predicate<Place> there(JsonNode attributes) {
        Predicate<Place> there = place -> true;
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            String field = attribute.getKey();
            String text = attribute.getValue().asString("");
            there = there.and(
                    switch (field) {
                        case "country" -> any(listed(field, text, terms::isCountry), terms::isIn);
                        case "state" -> {
                            List<String> states = listed(field, text, terms::isState);
                            yield place -> states.contains(ZoomInfoTerms.state(place));
                        }
                        case "metroRegion" -> {
                            List<String> metros = listed(field, text, terms::isMetro);
                            yield place -> metros.contains(ZoomInfoTerms.metro(place));
                        }
                        default -> place -> true;
                    });
        }
        // The same few places again and again.
        Map<Place, Boolean> known = new HashMap<>();
        Predicate<Place> asked = there;
        return place -> known.computeIfAbsent(place, asked::test);
    }

    private interface Within {
        boolean test(Place place, String country);
    }

    private static Predicate<Place> any(List<String> countries, Within within) {
        return place -> countries.stream().anyMatch(country -> within.test(place, country));
    }

    private static List<String> listed(String field, String text, Predicate<String> known) {
        List<String> values = list(text);
        for (String value : new HashSet<>(values)) {
            if (!known.test(value)) {
                throw ZoomInfoRefusal.of("PFAPI0006", field, "Not a value of " + field + ": " + value);
            }
        }
        return values;
    }

    private static List<String> list(String text) {
        return split(text, ",");
    }

    private static List<String> alternatives(String text) {
        return split(text, " OR ");
    }

    private static List<String> split(String text, String by) {
        return Arrays.stream(text.split(by))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    private static int number(String field, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw ZoomInfoRefusal.of("PFAPI0006", field, field + " is no number");
        }
    }

    /** The order of a search; {@code -} before a field turns it round. */
    static <T> List<T> sorted(List<T> found, String sort, Map<String, Function<T, Comparable<?>>> fields) {
        boolean down = sort.startsWith("-");
        String field = down ? sort.substring(1) : sort;
        Function<T, Comparable<?>> by = fields.get(field);
        if (by == null) {
            throw new ZoomInfoRefusal(400, "PFAPI0002", "There is no order by " + field, null);
        }
        @SuppressWarnings({"unchecked", "rawtypes"})
        Comparator<T> order = (one, other) -> ((Comparable) by.apply(one)).compareTo(by.apply(other));
        return found.stream().sorted(down ? order.reversed() : order).toList();
    }
}
