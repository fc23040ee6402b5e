package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Industry;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Place;
import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.Role;
import com.messageai.leadgen.sandbox.people.SizeRange;
import com.messageai.leadgen.sandbox.people.TitleWords;
import com.messageai.leadgen.sandbox.people.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** LinkedIn's criteria over the population: OR inside of a list, AND across lists. */
final class PeopleSearch {

    /** A criterion that is not known, or a value of it. */
    static final class Invalid extends RuntimeException {

        private static final long serialVersionUID = 1L;
        final String field;
        final transient Object value;

        Invalid(String field, Object value) {
            super(field, null, false, false);
            this.field = field;
            this.value = value;
        }
    }

    private static final Set<String> SIZES =
            Arrays.stream(SizeRange.values()).map(SizeRange::urn).collect(Collectors.toUnmodifiableSet());
    private static final Set<Integer> TITLES =
            Role.all().stream().map(Role::titleId).collect(Collectors.toSet());

    private final Population population;
    private final Map<String, Set<String>> titleWords = new ConcurrentHashMap<>();

    PeopleSearch(Population population) {
        this.population = population;
    }

    List<Person> find(Map<String, Object> criteria) {
        Predicate<Person> wanted = person -> person.has(Trait.ON_LINKEDIN);
        // Free text is compared last, with those who are left.
        for (String field : inOrder(criteria)) {
            wanted = wanted.and(criterion(field, criteria.get(field)));
        }
        return population.people().stream().filter(wanted).toList();
    }

    private static List<String> inOrder(Map<String, Object> criteria) {
        List<String> fields = new ArrayList<>(criteria.keySet());
        fields.sort(java.util.Comparator.comparing(field -> field.equals("keywords") || field.equals("interests")));
        return fields;
    }

    /** The predicate of one criterion; throws {@link Invalid}. */
    Predicate<Person> criterion(String field, Object value) {
        if (field.equals("keywords") && value instanceof String text && !text.isBlank()) {
            List<String> words = words(text);
            return person -> containsAll(text(person), words);
        }
        List<String> values = RestLi.strings(value);
        if (values == null || values.isEmpty()) {
            throw new Invalid(field, value);
        }
        return switch (field) {
            case "titleKeywords" -> titleKeywords(values);
            case "titles" -> titles(numbers(field, "title", values));
            case "seniorities" -> {
                Set<Integer> ids = numbers(field, "seniority", values, 10);
                yield person -> ids.contains(person.role().seniority());
            }
            case "jobFunctions" -> {
                Set<Integer> ids = numbers(field, "function", values, 26);
                yield person -> ids.contains(person.role().function());
            }
            case "industries" -> industries(field, values);
            case "staffCountRanges" -> sizes(field, values);
            case "geos" -> geos(field, values);
            case "currentCompanies" -> {
                Set<Integer> ids = numbers(field, "organization", values);
                yield person -> ids.contains(1001 + person.company().index());
            }
            case "interests" -> {
                List<List<String>> phrases =
                        values.stream().map(PeopleSearch::words).toList();
                yield person -> {
                    String about = interests(person);
                    return phrases.stream().anyMatch(phrase -> containsAll(about, phrase));
                };
            }
            default -> throw new Invalid(field, value);
        };
    }

    private Predicate<Person> titleKeywords(List<String> values) {
        List<Set<String>> phrases = values.stream().map(TitleWords::of).toList();
        return person -> {
            Set<String> title = titleWords.computeIfAbsent(person.title(), TitleWords::of);
            return phrases.stream().anyMatch(title::containsAll);
        };
    }

    private static Predicate<Person> titles(Set<Integer> ids) {
        if (!TITLES.containsAll(ids)) {
            throw new Invalid("titles", ids);
        }
        return person ->
                !person.has(Trait.ODD_TITLE) && ids.contains(person.titleRole().titleId());
    }

    private static Predicate<Person> industries(String field, List<String> values) {
        Set<Integer> ids = numbers(field, "industry", values);
        if (!ids.stream().allMatch(Industry::exists)) {
            throw new Invalid(field, values);
        }
        return person -> ids.contains(person.company().industry().id());
    }

    private static Predicate<Person> sizes(String field, List<String> values) {
        if (!SIZES.containsAll(values)) {
            throw new Invalid(field, values);
        }
        Set<String> urns = Set.copyOf(values);
        return person -> urns.contains(person.company().size().urn());
    }

    private static Predicate<Person> geos(String field, List<String> values) {
        List<Long> ids =
                values.stream().map(value -> number(field, "geo", value)).toList();
        if (!Place.geos().keySet().containsAll(ids)) {
            throw new Invalid(field, values);
        }
        Set<Place> places = Place.all().stream()
                .filter(place -> ids.stream().anyMatch(place::within))
                .collect(Collectors.toSet());
        return person -> places.contains(person.place());
    }

    private static Set<Integer> numbers(String field, String kind, List<String> values) {
        return numbers(field, kind, values, Integer.MAX_VALUE);
    }

    private static Set<Integer> numbers(String field, String kind, List<String> values, int most) {
        return values.stream()
                .map(value -> {
                    long number = number(field, kind, value);
                    if (number < 1 || number > most) {
                        throw new Invalid(field, value);
                    }
                    return (int) number;
                })
                .collect(Collectors.toSet());
    }

    private static long number(String field, String kind, String urn) {
        String prefix = "urn:li:" + kind + ":";
        String digits = urn.startsWith(prefix) ? urn.substring(prefix.length()) : "";
        if (!digits.matches("\\d{1,12}")) {
            throw new Invalid(field, urn);
        }
        return Long.parseLong(digits);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean containsAll(String text, List<String> words) {
        return words.stream().allMatch(text::contains);
    }

    private static String interests(Person person) {
        return (person.interests() + " " + person.skills() + " " + person.summary()).toLowerCase(Locale.ROOT);
    }

    private static String text(Person person) {
        return (person.headline() + " " + person.title() + " "
                                + person.company().name())
                        .toLowerCase(Locale.ROOT) + " " + interests(person);
    }
}
