package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.Person;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Facebook's categories of people: sectors of occupation, which are not industries of companies, and behaviours, among
 * them the segments for businesses.
 *
 * @param kind {@code industries} or {@code behaviors}
 * @param words by which a search finds it, besides its name
 */
record Segments(String kind, String id, String name, Set<String> words, Predicate<Person> members) {

    private static final List<Segments> ALL = Stream.concat(
                    Stream.of(
                            sector(
                                    1,
                                    "Computation and Mathematics",
                                    "software saas developer data",
                                    Segments::computes),
                            sector(
                                    2,
                                    "IT and Technical Services",
                                    "software saas internet technology it",
                                    Segments::servesIt),
                            sector(
                                    3,
                                    "Architecture and Engineering",
                                    "engineer engineering",
                                    person -> in(person, 8, 22)),
                            sector(
                                    4,
                                    "Management",
                                    "manager director executive leadership",
                                    person -> leads(person, 6)),
                            sector(
                                    5,
                                    "Business and Finance",
                                    "finance banking insurance accounting",
                                    person -> in(person, 1, 6, 10, 21) || stack(person, "finance")),
                            sector(
                                    6,
                                    "Sales",
                                    "retail commerce ecommerce sales shop",
                                    person -> in(person, 4, 25) || stack(person, "commerce")),
                            sector(
                                    7,
                                    "Arts, Entertainment, Sports and Media",
                                    "marketing media design advertising",
                                    person -> in(person, 3, 15, 16) || stack(person, "marketing")),
                            sector(
                                    8,
                                    "Production",
                                    "manufacturing industrial factory automotive machinery",
                                    person -> in(person, 18) || stack(person, "industrial")),
                            sector(
                                    9,
                                    "Administrative Services",
                                    "office hr human resources people",
                                    person -> in(person, 2, 12)),
                            sector(
                                    10,
                                    "Healthcare and Medical Services",
                                    "health hospital pharma medical",
                                    person -> in(person, 11) || stack(person, "health")),
                            sector(
                                    11,
                                    "Education and Libraries",
                                    "education university school",
                                    person -> in(person, 7)),
                            sector(12, "Legal Services", "law legal", person -> in(person, 14)),
                            sector(
                                    13,
                                    "Life, Physical and Social Sciences",
                                    "science research biotech",
                                    person -> in(person, 24)),
                            sector(
                                    14,
                                    "Community and Social Services",
                                    "non profit community",
                                    person -> in(person, 5)),
                            sector(15, "Protective Services", "security", person -> in(person, 17))),
                    Stream.of(
                            behaviour(1, "Small business owners", person -> leads(person, 8) && size(person) <= 50),
                            behaviour(2, "Business decision makers", person -> leads(person, 6)),
                            behaviour(3, "IT decision makers", person -> leads(person, 6) && in(person, 8, 13)),
                            behaviour(4, "Company size: 1-10 employees", person -> size(person) <= 10),
                            behaviour(5, "Company size: 10-200 employees", person -> between(person, 10, 200)),
                            behaviour(6, "Company size: 200-500 employees", person -> between(person, 200, 500)),
                            behaviour(7, "Company size: 500+ employees", person -> size(person) >= 500),
                            behaviour(8, "Facebook access (browser): Chrome", person -> person.index() % 3 != 0)))
            .toList();
    private static final Map<String, Segments> BY_ID =
            ALL.stream().collect(Collectors.toMap(Segments::id, Function.identity()));

    static List<Segments> all(String kind) {
        return ALL.stream().filter(segment -> segment.kind().equals(kind)).toList();
    }

    static Segments of(String kind, String id) {
        Segments segment = BY_ID.get(id);
        if (segment == null || !segment.kind().equals(kind)) {
            throw new TargetingSpec.Invalid("Invalid " + kind + " id " + id);
        }
        return segment;
    }

    private static Segments sector(int number, String name, String words, Predicate<Person> members) {
        return new Segments(
                "industries", String.valueOf(6_012_000_000L + number), name, Set.of(words.split(" ")), members);
    }

    private static Segments behaviour(int number, String name, Predicate<Person> members) {
        return new Segments("behaviors", String.valueOf(6_002_000_000L + number), name, Set.of(), members);
    }

    private static boolean computes(Person person) {
        return in(person, 8, 13, 24) || stack(person, "software");
    }

    private static boolean servesIt(Person person) {
        return in(person, 13) || stack(person, "software");
    }

    private static boolean stack(Person person, String stack) {
        return person.company().industry().stack().equals(stack);
    }

    private static boolean in(Person person, Integer... functions) {
        return List.of(functions).contains(person.role().function());
    }

    private static boolean leads(Person person, int seniority) {
        return person.role().seniority() >= seniority;
    }

    private static int size(Person person) {
        Company company = person.company();
        return company.employees();
    }

    private static boolean between(Person person, int least, int most) {
        return size(person) >= least && size(person) <= most;
    }
}
