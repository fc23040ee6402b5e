package com.messageai.leadgen.sandbox.people;

import com.messageai.leadgen.sandbox.people.Names.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SplittableRandom;

/** Staffs a company: its leaders first, then whom chance brings, then those who only look like leaders. */
final class People {

    private static final List<String> FORMER =
            List.of("Former {0}", "former {0}", "Ex-{0}, now advisor", "{0} (retired)", "Previously {0}");
    private static final List<String> ASSISTING = List.of(
            "Assistant to the {0}",
            "Executive Assistant to the {0}", "Office of the {0}, Program Lead", "Deputy Assistant, {0} Office");
    private static final List<String> RECRUITING = List.of(
            "Executive Recruiter ({0} searches)", "Recruiter – {0} & senior roles", "Talent Partner for {0} hires");
    private static final List<String> SECOND =
            List.of("Board Advisor", "Angel Investor", "Mentor", "Guest Lecturer", "Non-Executive Director");

    private final SplittableRandom random;
    private final Names names;
    private final int thisYear;
    private final Map<String, Weighted<String>> staff = new HashMap<>();
    private final Map<String, String> titles = new HashMap<>();

    People(SplittableRandom random, Names names, int thisYear) {
        this.random = random;
        this.names = names;
        this.thisYear = thisYear;
    }

    /** What somebody is at work: the role, how it is spelled, and what the networks take it for. */
    private record Position(Role role, String title, Role titleRole, boolean pretended) {

        Position(Role role, String title) {
            this(role, title, role, false);
        }
    }

    List<Draft> hire(Company company, Segment segment) {
        List<Draft> people = new ArrayList<>();
        Set<String> mailboxes = new HashSet<>();
        for (Position position : positions(company, segment)) {
            people.add(person(company, position, mailboxes));
        }
        return people;
    }

    private List<Position> positions(Company company, Segment segment) {
        String language = company.place().country().language();
        int wanted = headcount(company);
        List<Position> positions = new ArrayList<>();
        for (Segment.Slot slot : segment.leaders()) {
            if (positions.size() < wanted && chance(slot.percent())) {
                Role role = Role.of(slot.role());
                positions.add(new Position(role, role.spell(language, random)));
            }
        }
        if (!positions.isEmpty() && chance(32)) {
            positions.add(pretended(positions.get(random.nextInt(positions.size()))));
        }
        Weighted<String> others =
                staff.computeIfAbsent(company.industry().stack(), key -> new Weighted<>(Staff.of(company.industry())));
        while (positions.size() < wanted) {
            Role role = Role.of(others.draw(random));
            positions.add(new Position(role, role.spell(language, random)));
        }
        return positions;
    }

    private Position pretended(Position real) {
        int dice = random.nextInt(3);
        List<String> patterns = dice == 0 ? FORMER : dice == 1 ? ASSISTING : RECRUITING;
        Role role = dice == 0 ? real.role() : Role.of(dice == 1 ? "assistant" : "recruiter");
        String title = patterns.get(random.nextInt(patterns.size())).replace("{0}", real.title());
        // Networks standardise titles by their words, and are as easily fooled as people.
        return new Position(role, title, chance(65) ? real.role() : role, true);
    }

    private int headcount(Company company) {
        int around = 4 + random.nextInt(5) + random.nextInt(5);
        return company.employees() <= 10 ? Math.min(company.employees(), 1 + random.nextInt(4)) : around;
    }

    private Draft person(Company company, Position position, Set<String> mailboxes) {
        Place place = place(company.place());
        Name name = names.draw(place.country().language(), random);
        List<Topic> topics = topics(position.role());
        String title = titles.computeIfAbsent(position.title(), key -> key);
        int started = thisYear - Math.min(random.nextInt(12), random.nextInt(12));
        boolean writes = chance(80);
        return new Draft(
                name,
                company,
                position.role(),
                title,
                position.titleRole(),
                place,
                topics,
                chance(86) ? skills(topics) : List.of(),
                writes ? Prose.summary(title, position.role(), company, place, topics, random) : null,
                Prose.headline(title, company, topics, random),
                chance(7) ? SECOND.get(random.nextInt(SECOND.size())) : null,
                started,
                // None of them begins in the future.
                1 + random.nextInt(started == thisYear ? 6 : 12),
                hoursAgo(),
                mailbox(company, name, mailboxes) + "@" + company.domain(),
                status(company),
                traits(position));
    }

    /** Most live where the company is, some elsewhere in the country, a few abroad. */
    private Place place(Place office) {
        int dice = random.nextInt(100);
        return dice < 86
                ? office
                : dice < 98
                        ? Companies.city(office.countryCode(), random)
                        : Place.all().get(random.nextInt(Place.all().size()));
    }

    private List<Topic> topics(Role role) {
        List<Topic> pool = Topic.of(role.topics());
        SequencedSet<Topic> chosen = new LinkedHashSet<>();
        int wanted = 1 + random.nextInt(2) + random.nextInt(4) / 3;
        for (int i = 0; i < wanted; i++) {
            // Those who lead speak as often of leading as of their field.
            List<Topic> from = role.seniority() >= 6 && chance(30) ? Topic.of("leadership") : pool;
            chosen.add(from.get(random.nextInt(from.size())));
        }
        if (chance(15)) {
            chosen.add(Topic.all().get(random.nextInt(Topic.all().size())));
        }
        return List.copyOf(chosen);
    }

    private List<String> skills(List<Topic> topics) {
        SequencedSet<String> skills = new LinkedHashSet<>();
        for (Topic topic : topics) {
            topic.skills().stream().filter(skill -> chance(75)).forEach(skills::add);
        }
        return List.copyOf(skills);
    }

    /** From an hour to two years: one in seven within a month, six in ten within the year. */
    private int hoursAgo() {
        int dice = random.nextInt(100);
        int day = 24;
        return dice < 5
                ? 1 + random.nextInt(7 * day)
                : dice < 14
                        ? 7 * day + random.nextInt(23 * day)
                        : dice < 32
                                ? 30 * day + random.nextInt(90 * day)
                                : dice < 60
                                        ? 120 * day + random.nextInt(245 * day)
                                        : 365 * day + random.nextInt(365 * day);
    }

    private static String mailbox(Company company, Name name, Set<String> taken) {
        String wanted = company.pattern().mailbox(name.mailFirst(), name.mailLast());
        String mailbox = wanted;
        for (int i = 2; !taken.add(mailbox); i++) {
            mailbox = wanted + i;
        }
        return mailbox;
    }

    private EmailStatus status(Company company) {
        if (company.acceptsAll()) {
            return EmailStatus.ACCEPT_ALL;
        }
        int dice = random.nextInt(100);
        return dice < 86 ? EmailStatus.VALID : dice < 94 ? EmailStatus.INVALID : EmailStatus.UNKNOWN;
    }

    private int traits(Position position) {
        int networks = random.nextInt(100);
        boolean leads = position.role().seniority() >= 6;
        boolean onBoth = networks < 15;
        boolean onFacebookOnly = networks >= (leads ? 93 : 84);
        return (onFacebookOnly ? 0 : Trait.ON_LINKEDIN.bit())
                | (onBoth || onFacebookOnly ? Trait.ON_FACEBOOK.bit() : 0)
                | sometimes(4, Trait.HIDES_PLACE)
                | sometimes(2, Trait.HIDES_TITLE)
                | sometimes(5, Trait.HIDES_RANK)
                | sometimes(3, Trait.HIDES_INDUSTRY)
                | sometimes(5, Trait.HIDES_SIZE)
                | sometimes(4, Trait.HIDES_ACTIVITY)
                | sometimes(22, Trait.HIDES_INTERESTS)
                | sometimes(10, Trait.SHORT_ROW)
                | sometimes(position.pretended() ? 25 : 9, Trait.ODD_TITLE)
                | (position.pretended() ? Trait.ONLY_CONTAINS_TITLE.bit() : 0)
                | sometimes(80, Trait.IN_FINDER)
                | sometimes(72, Trait.IN_CLEARBIT)
                | (random.nextInt(1_000) < 3 ? Trait.OPTED_OUT.bit() : 0)
                | sometimes(30, Trait.HAS_PHONE);
    }

    private int sometimes(int percent, Trait trait) {
        return chance(percent) ? trait.bit() : 0;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
