package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who has filled in which form of an account, and when: sixty people over the past, some of them longer ago than the
 * platform keeps answers, every tenth a test; and whoever is told to do so now. The same account has the same past in every
 * sandbox of the same population.
 */
final class FormSubmissions {

    private static final int PAST = 60;
    private static final int FORMS = 3;

    private final Population population;
    private final Trait network;
    private final Duration kept;
    private final Instant now;
    private final Map<String, List<Submission>> accounts = new ConcurrentHashMap<>();

    /** @param kept how long the platform shows an answer */
    FormSubmissions(Population population, Trait network, Duration kept, Instant now) {
        this.population = population;
        this.network = network;
        this.kept = kept;
        this.now = now;
    }

    /** @param number counts within the account, from 0 @param form from 0 */
    record Submission(String account, int number, int form, Person person, Instant at, boolean test) {}

    /** Those whom the platform still shows, the newest first. */
    List<Submission> of(String account) {
        Instant oldest = Instant.now().minus(kept);
        List<Submission> all = all(account);
        synchronized (all) {
            return all.reversed().stream()
                    .filter(submission -> submission.at().isAfter(oldest))
                    .toList();
        }
    }

    long expired(String account) {
        return all(account).size() - of(account).size();
    }

    /** By the id that the platform gives it, among the accounts that anybody has asked for. */
    @Nullable Submission known(String id, Function<Submission, String> name) {
        return accounts.keySet().stream()
                .flatMap(account -> of(account).stream())
                .filter(submission -> name.apply(submission).equals(id))
                .findFirst()
                .orElse(null);
    }

    /** So many more people fill in the account's forms, now. */
    List<Submission> add(String account, int count) {
        List<Submission> all = all(account);
        synchronized (all) {
            List<Person> rest =
                    people(account).stream().skip(all.size()).limit(count).toList();
            for (Person person : rest) {
                all.add(new Submission(account, all.size(), all.size() % FORMS, person, Instant.now(), false));
            }
            return List.copyOf(all.subList(all.size() - rest.size(), all.size()));
        }
    }

    private List<Submission> all(String account) {
        return accounts.computeIfAbsent(account, this::past);
    }

    private List<Submission> past(String account) {
        List<Person> people = people(account);
        List<Submission> past = new ArrayList<>();
        // A tenth of the past is too long ago to be shown.
        Duration step = kept.multipliedBy(11).dividedBy(10L * PAST);
        for (int i = 0; i < PAST && i < people.size(); i++) {
            past.add(new Submission(
                    account, i, i % FORMS, people.get(i), now.minus(step.multipliedBy(PAST - i)), i % 10 == 9));
        }
        return past;
    }

    /** In an order of the account's own; every second one leads engineers in America, as the demo's team likes it. */
    private List<Person> people(String account) {
        SplittableRandom random = new SplittableRandom(population.seed() ^ account.hashCode());
        Map<Boolean, List<Person>> members = population.people().stream()
                .filter(person -> person.has(network))
                .collect(Collectors.partitioningBy(FormSubmissions::leadsEngineers));
        List<Person> leaders = drawn(members.get(true), random);
        List<Person> others = drawn(members.get(false), random);
        List<Person> mixed = new ArrayList<>();
        for (int i = 0; i < Math.min(leaders.size(), others.size()); i++) {
            mixed.add(leaders.get(i));
            mixed.add(others.get(i));
        }
        return mixed;
    }

    private static boolean leadsEngineers(Person person) {
        return person.role().function() == 8
                && person.role().seniority() >= 6
                && person.role().seniority() <= 8
                && person.place().countryCode().equals("US")
                && !person.has(Trait.ONLY_CONTAINS_TITLE);
    }

    private static List<Person> drawn(List<Person> from, SplittableRandom random) {
        int start = random.nextInt(Math.max(1, from.size()));
        List<Person> drawn = new ArrayList<>(from.subList(start, from.size()));
        drawn.addAll(from.subList(0, start));
        return drawn;
    }
}
