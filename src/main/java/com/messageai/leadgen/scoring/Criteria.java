package com.messageai.leadgen.scoring;

import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.scoring.Score.Factor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an ICP states, each list as one criterion with its judge; an empty list is none. */
final class Criteria {

    /** Where lists know nothing, meaning speaks, but not with full voice. */
    private static final int MOST_BY_MEANING = 7_000;

    /** The largest of some dozens of similarities of unrelated texts comes to about this: it is noise. */
    private static final int NOISE = 3_000;

    /** Activity that is worth less than this says nothing of today. */
    private static final int FORGOTTEN = 500;

    /** So many thirds can be taken that eight entries of a list count. */
    private static final long FIRST_OF_A_LIST = 2_187;

    private final Knowledge knowledge;
    private final Meaning meaning;
    private final Instant today;
    private final List<Criterion> all = new ArrayList<>();

    Criteria(IdealProfile ideal, Knowledge knowledge, Meaning meaning, Instant asOf) {
        this.knowledge = knowledge;
        this.meaning = meaning;
        // By whole days, so that the same day gives the same score.
        this.today = asOf.truncatedTo(ChronoUnit.DAYS);
        demographics(ideal.demographics());
        firmographics(ideal.firmographics());
        psychographics(ideal.psychographics());
        activity(ideal.behaviors());
    }

    List<Criterion> all() {
        return all;
    }

    private void demographics(IdealProfile.Demographics wanted) {
        List<Title> titles = stated(wanted.jobTitles()).stream()
                .map(knowledge.titles()::read)
                .toList();
        state(Factor.DEMOGRAPHICS, "demographics.jobTitles", 40, wanted.jobTitles(), person -> title(titles, person));
        state(
                Factor.DEMOGRAPHICS,
                "demographics.seniorities",
                20,
                wanted.seniorities(),
                person -> seniority(wanted.seniorities(), person));
        state(
                Factor.DEMOGRAPHICS,
                "demographics.departments",
                15,
                wanted.departments(),
                person -> department(wanted.departments(), person));
        place(
                Factor.DEMOGRAPHICS,
                "demographics.locations",
                25,
                wanted.locations(),
                person -> place(person.location(), person.profile().location()));
    }

    private void firmographics(IdealProfile.Firmographics wanted) {
        state(
                Factor.FIRMOGRAPHICS,
                "firmographics.industries",
                35,
                wanted.industries(),
                person -> industry(wanted.industries(), person));
        List<Range> sizes = ranges(wanted.companySizes());
        state(
                Factor.FIRMOGRAPHICS,
                "firmographics.companySizes",
                25,
                wanted.companySizes(),
                person -> range(sizes, person.size(), size(person)));
        state(
                Factor.FIRMOGRAPHICS,
                "firmographics.technologies",
                15,
                wanted.technologies(),
                person -> technologies(wanted.technologies(), person));
        List<Range> revenues = ranges(wanted.revenues());
        state(
                Factor.FIRMOGRAPHICS,
                "firmographics.revenues",
                10,
                wanted.revenues(),
                person -> range(
                        revenues,
                        Range.read(person.profile().company().revenue()),
                        person.profile().company().revenue()));
        place(
                Factor.FIRMOGRAPHICS,
                "firmographics.locations",
                15,
                wanted.locations(),
                person -> place(
                        person.companyLocation(), person.profile().company().location()));
    }

    private void psychographics(IdealProfile.Psychographics wanted) {
        said(Factor.PSYCHOGRAPHICS, "psychographics.painPoints", 30, wanted.painPoints());
        said(Factor.PSYCHOGRAPHICS, "psychographics.goals", 20, wanted.goals());
        said(Factor.PSYCHOGRAPHICS, "psychographics.interests", 30, wanted.interests());
        said(Factor.PSYCHOGRAPHICS, "psychographics.values", 20, wanted.values());
    }

    private void activity(IdealProfile.Behaviors wanted) {
        Integer days = wanted.activeWithinDays();
        if (days != null) {
            state(
                    Factor.ACTIVITY,
                    "behaviors.activeWithinDays",
                    50,
                    List.of(days + " days"),
                    person -> recency(days, person.profile().activeAt()));
        }
        state(Factor.ACTIVITY, "behaviors.signals", 25, wanted.signals(), person -> signals(wanted.signals(), person));
        List<Wish> keywords = read(wanted.keywords());
        state(Factor.ACTIVITY, "behaviors.keywords", 25, wanted.keywords(), person -> keywords(keywords, person));
    }

    private void state(Factor factor, String path, int weight, List<String> wanted, Function<Person, Match> judge) {
        List<String> stated = stated(wanted);
        if (!stated.isEmpty()) {
            all.add(new Criterion(factor, path, weight, String.join(", ", stated), judge));
        }
    }

    private static List<String> stated(List<String> wanted) {
        return wanted.stream().filter(text -> !Words.of(text).isEmpty()).toList();
    }

    private Match title(List<Title> wanted, Person person) {
        Title title = person.title();
        if (title == null) {
            return Match.UNKNOWN;
        }
        Match best = Match.of(0, title.text());
        for (Title asked : wanted) {
            int score = knowledge.titles().match(asked, title);
            if (!asked.understood() || !title.understood()) {
                score = Math.max(score, byMeaning(Said.term(asked.text()), Said.term(title.text())));
            }
            best = best.or(Match.of(score, title.text()));
        }
        return best;
    }

    private int byMeaning(String wanted, String found) {
        int similarity = meaning.similarity(wanted, found);
        return similarity < NOISE ? 0 : similarity * MOST_BY_MEANING / Match.FULL;
    }

    private Match seniority(List<String> wanted, Person person) {
        Seniority found = person.seniority();
        if (found == null) {
            return Match.UNKNOWN;
        }
        return wanted.stream()
                .map(Seniority::named)
                .filter(Objects::nonNull)
                .map(asked -> Match.of(found.match(asked), found.name()))
                .reduce(Match::or)
                .orElse(Match.UNKNOWN);
    }

    private Match department(List<String> wanted, Person person) {
        String found = person.department();
        if (found == null) {
            return Match.UNKNOWN;
        }
        return wanted.stream()
                .map(knowledge.departments()::named)
                .filter(Objects::nonNull)
                .map(asked -> Match.of(knowledge.departments().match(asked, found), found))
                .reduce(Match::or)
                .orElse(Match.UNKNOWN);
    }

    /** Where somebody is: found in the gazetteer, or at least as text. */
    private record Whereabouts(
            @Nullable Spot spot, @Nullable String text) {}

    private static Whereabouts place(
            @Nullable Spot spot, com.messageai.leadgen.prospect.Profile.@Nullable Place place) {
        return new Whereabouts(spot, place == null ? null : place.text());
    }

    private void place(
            Factor factor, String path, int weight, List<String> wanted, Function<Person, Whereabouts> whereabouts) {
        List<Spot> spots = stated(wanted).stream()
                .map(text -> knowledge.places().find(text, null))
                .filter(Objects::nonNull)
                .toList();
        Set<String> names = stated(wanted).stream().map(Words::key).collect(Collectors.toSet());
        state(factor, path, weight, wanted, person -> {
            Whereabouts found = whereabouts.apply(person);
            if (found.text() != null && names.contains(Words.key(found.text()))) {
                return Match.of(Match.FULL, found.text());
            }
            Spot spot = found.spot();
            if (spot == null) {
                return Match.UNKNOWN;
            }
            return spots.stream()
                    .map(asked -> Match.of(spot.match(asked), found.text()))
                    .reduce(Match::or)
                    .orElse(Match.UNKNOWN);
        });
    }

    private Match industry(List<String> wanted, Person person) {
        String found = person.profile().company().industry();
        if (found == null) {
            return Match.UNKNOWN;
        }
        Match best = Match.of(0, found);
        for (String asked : wanted) {
            Set<Industries.Industry> industries = knowledge.industries().named(asked);
            int score = Words.key(asked).equals(Words.key(found))
                    ? Match.FULL
                    : knowledge.industries().match(industries, person.industries());
            if (industries.isEmpty() || person.industries().isEmpty()) {
                score = Math.max(score, byMeaning(Said.term(asked), Said.term(found)));
            }
            best = best.or(Match.of(score, found));
        }
        return best;
    }

    private static List<Range> ranges(List<String> wanted) {
        return wanted.stream().map(Range::read).filter(Objects::nonNull).toList();
    }

    private static @Nullable String size(Person person) {
        Integer employees = person.profile().company().employees();
        return employees == null ? person.profile().company().size() : String.valueOf(employees);
    }

    private static Match range(List<Range> wanted, @Nullable Range found, @Nullable String text) {
        if (found == null) {
            return Match.UNKNOWN;
        }
        return wanted.stream()
                .map(asked -> Match.of(found.match(asked), text))
                .reduce(Match::or)
                .orElse(Match.UNKNOWN);
    }

    /** A company's list tells what it does not use; a person's skills and texts don't. */
    private Match technologies(List<String> wanted, Person person) {
        List<String> used = person.profile().company().technologies();
        Set<String> known = Stream.concat(used.stream(), person.profile().skills().stream())
                .map(knowledge.topics()::topic)
                .collect(Collectors.toSet());
        List<String> found = wanted.stream()
                .filter(asked -> known.contains(knowledge.topics().topic(asked)) || isNamed(Words.stems(asked), person))
                .toList();
        if (found.isEmpty() && used.isEmpty()) {
            return Match.UNKNOWN;
        }
        return Match.of(
                share(found.stream().map(one -> Match.FULL).toList(), wanted.size()),
                listed(found.isEmpty() ? used : found));
    }

    private static boolean isNamed(List<String> stems, Person person) {
        return person.items().stream().anyMatch(item -> Words.contains(item.stems(), stems));
    }

    /** Nobody says everything: the best counts most, each further one a third of the one before. */
    private static int share(List<Integer> scores, int wanted) {
        List<Integer> best = scores.stream().sorted(Comparator.reverseOrder()).toList();
        long weight = FIRST_OF_A_LIST;
        long sum = 0;
        long whole = 0;
        for (int i = 0; i < wanted && weight > 0; i++) {
            sum += i < best.size() ? best.get(i) * weight : 0;
            whole += weight;
            weight /= 3;
        }
        return Math.toIntExact((2 * sum + whole) / (2 * whole));
    }

    private static String listed(List<String> texts) {
        return Said.cut(String.join(", ", texts), 200);
    }

    private void said(Factor factor, String path, int weight, List<String> wanted) {
        List<Wish> wishes = read(wanted);
        state(factor, path, weight, wanted, person -> said(wishes, person));
    }

    private List<Wish> read(List<String> wanted) {
        return stated(wanted).stream()
                .map(text -> new Wish(
                        Said.term(text), Words.stems(text), knowledge.topics().topic(text)))
                .toList();
    }

    /** What somebody writes about; who shows no posts may well do so without our knowing. */
    private Match keywords(List<Wish> keywords, Person person) {
        Match match = said(keywords, person);
        boolean silent = person.profile().signals().stream().noneMatch(Said::isPost);
        return silent && match.found() == null ? Match.UNKNOWN : match;
    }

    private record Wish(String text, List<String> stems, String topic) {}

    private record Hit(int score, @Nullable String text) {}

    private Match said(List<Wish> wishes, Person person) {
        if (person.said().nothing()) {
            return Match.UNKNOWN;
        }
        List<Hit> hits = wishes.stream()
                .map(wish -> hit(wish, person))
                .sorted(Comparator.comparingInt(Hit::score).reversed())
                .toList();
        List<String> found = hits.stream()
                .map(Hit::text)
                .filter(Objects::nonNull)
                .distinct()
                .limit(3)
                .toList();
        return Match.of(
                share(hits.stream().map(Hit::score).toList(), wishes.size()), found.isEmpty() ? null : listed(found));
    }

    private Hit hit(Wish wish, Person person) {
        Hit best = new Hit(0, null);
        for (Said.Item item : person.items()) {
            int score = score(wish, item);
            if (score > best.score()) {
                best = new Hit(score, item.text());
            }
        }
        return best;
    }

    /** By its very words, by what the lists know of topics, by meaning. */
    private int score(Wish wish, Said.Item item) {
        if (Words.contains(item.stems(), wish.stems())) {
            return Match.FULL;
        }
        int similarity = item.embedded() ? meaning.similarity(wish.text(), item.text()) : 0;
        return Math.max(
                knowledge.topics().match(wish.topic(), knowledge.topics().topic(item.text())),
                similarity < NOISE ? 0 : similarity);
    }

    /** All of it within the days that were asked for, then halved by each such period. */
    private Match recency(int days, @Nullable Instant activeAt) {
        if (activeAt == null) {
            return Match.UNKNOWN;
        }
        long age = Math.max(0, ChronoUnit.DAYS.between(activeAt.truncatedTo(ChronoUnit.DAYS), today));
        int period = Math.max(1, days);
        double score = Match.FULL * StrictMath.pow(0.5, (double) Math.max(0, age - period) / period);
        return Match.of(score < FORGOTTEN ? 0 : Math.toIntExact(Math.round(score)), age + " days ago");
    }

    private Match signals(List<String> wanted, Person person) {
        Set<String> shown = knowledge.signals().of(person.profile(), today);
        List<String> found = wanted.stream()
                .filter(asked -> shown.contains(Signals.named(asked)))
                .toList();
        if (found.isEmpty() && person.profile().signals().stream().allMatch(Said::isPost)) {
            // The source gives no signals, and nobody writes that they are not hiring.
            return Match.UNKNOWN;
        }
        return Match.of(
                share(found.stream().map(one -> Match.FULL).toList(), wanted.size()),
                listed(found.isEmpty() ? List.copyOf(shown) : found));
    }

    /** Whether anything is asked for that people say in their own words. */
    static boolean listens(IdealProfile ideal) {
        return !wishes(ideal).isEmpty();
    }

    /** All texts of the ICP whose meaning is looked at. */
    static List<String> texts(IdealProfile ideal) {
        return Stream.of(titles(ideal), terms(ideal.firmographics().industries()), wishes(ideal))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    static List<String> titles(IdealProfile ideal) {
        return terms(ideal.demographics().jobTitles());
    }

    static List<String> wishes(IdealProfile ideal) {
        return Stream.of(
                        ideal.psychographics().painPoints(),
                        ideal.psychographics().goals(),
                        ideal.psychographics().interests(),
                        ideal.psychographics().values(),
                        ideal.behaviors().keywords())
                .flatMap(list -> terms(list).stream())
                .distinct()
                .toList();
    }

    private static List<String> terms(List<String> texts) {
        return stated(texts).stream().map(Said::term).distinct().toList();
    }
}
