package com.messageai.leadgen.sandbox.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Everybody, with the ways to find somebody. Immutable. */
public final class Population {

    /** Positions began at the latest in this year. A constant: the same seed gives the same people next year too. */
    private static final int THIS_YEAR = 2026;

    private final long seed;
    private final List<Person> people;
    private final List<Company> companies;
    private final Map<String, Person> byId = new HashMap<>();
    private final Map<String, Person> byEmail = new HashMap<>();
    private final Map<String, Company> byDomain = new HashMap<>();
    private final Map<String, Company> byName = new HashMap<>();
    private final Map<Company, List<Person>> byCompany = new IdentityHashMap<>();

    private Population(long seed, List<Person> people, List<Company> companies) {
        this.seed = seed;
        this.people = List.copyOf(people);
        this.companies = List.copyOf(companies);
        for (Company company : companies) {
            byDomain.put(company.domain(), company);
            byName.putIfAbsent(Folding.fold(company.name()), company);
            byName.putIfAbsent(Folding.fold(company.legalName()), company);
        }
        for (Person person : people) {
            byId.put(person.id(), person);
            byEmail.put(person.email(), person);
            byCompany
                    .computeIfAbsent(person.company(), key -> new ArrayList<>())
                    .add(person);
        }
    }

    /** Exactly that many people, and as many companies as they need: about one for eight. */
    public static Population generate(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Segment> segments = Segment.all();
        Map<Integer, Integer> shares = new TreeMap<>();
        IntStream.range(0, segments.size())
                .forEach(i -> shares.put(i, segments.get(i).share()));
        Weighted<Integer> segment = new Weighted<>(shares);
        Companies founding = new Companies(random.split());
        People hiring = new People(random.split(), new Names(seed), THIS_YEAR);
        List<Company> companies = new ArrayList<>();
        List<Draft> drafts = new ArrayList<>(size + 16);
        while (drafts.size() < size) {
            Segment chosen = segments.get(segment.draw(random));
            Company company = founding.found(chosen);
            companies.add(company);
            drafts.addAll(hiring.hire(company, chosen));
        }
        List<Draft> kept = new ArrayList<>(drafts.subList(0, size));
        Collections.shuffle(kept, new Random(seed));
        List<Person> people =
                IntStream.range(0, size).mapToObj(i -> kept.get(i).at(i, seed)).toList();
        return new Population(seed, people, companies);
    }

    public long seed() {
        return seed;
    }

    public List<Person> people() {
        return people;
    }

    public List<Company> companies() {
        return companies;
    }

    public @Nullable Person personById(String id) {
        return byId.get(id);
    }

    public @Nullable Person personByFacebookId(String id) {
        if (!id.matches("77\\d{5,6}")) {
            return null;
        }
        int index = Integer.parseInt(id) - 7_700_000;
        return index >= 0 && index < people.size() ? people.get(index) : null;
    }

    public @Nullable Person personByEmail(String email) {
        return byEmail.get(email.toLowerCase(Locale.ROOT));
    }

    public @Nullable Company companyByDomain(String domain) {
        return byDomain.get(domain.toLowerCase(Locale.ROOT));
    }

    public @Nullable Company companyByName(String name) {
        return byName.get(Folding.fold(name));
    }

    public List<Person> peopleOf(Company company) {
        return byCompany.getOrDefault(company, List.of());
    }

    /** One value for all that is in it: the same in every process for the same seed and size. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Person person : people) {
                String line = String.join(
                        "|",
                        person.id(),
                        person.fullName(),
                        person.title(),
                        person.titleRole().key(),
                        person.email(),
                        person.headline(),
                        String.valueOf(person.summary()),
                        String.valueOf(person.skills()),
                        String.valueOf(person.interests()),
                        person.place().city(),
                        String.valueOf(person.hoursAgo()),
                        person.emailStatus().name(),
                        String.valueOf(person.traits()),
                        String.valueOf(person.company()));
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
