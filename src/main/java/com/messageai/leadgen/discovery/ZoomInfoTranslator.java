package com.messageai.leadgen.discovery;

import com.messageai.leadgen.discovery.ZoomInfoPlaces.Spot;
import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.icp.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An ICP as a search for contacts: titles, ranks, departments, and of the company industries, size and place. What ZoomInfo
 * knows of few companies is asked for only where the ICP demands it, or says nothing else of a company.
 */
@Component
class ZoomInfoTranslator implements CriteriaTranslator {

    private static final int MOST_WORDS = 10;
    private static final String OR = " OR ";

    private final ZoomInfoLookup lookup;

    ZoomInfoTranslator(ZoomInfoLookup lookup) {
        ZoomInfoVocabulary.load();
        this.lookup = lookup;
    }

    @Override
    public Platform platform() {
        return Platform.ZOOMINFO;
    }

    @Override
    public Mono<Translation> translate(Icp icp) {
        return Mono.defer(() -> {
            var to = new Translating(Platform.ZOOMINFO);
            IdealProfile profile = icp.profile();
            people(profile, to);
            sizes(profile.firmographics().companySizes(), to);
            return industries(profile.firmographics().industries(), to)
                    .then(places(profile, to))
                    .then(technologies(profile, to))
                    .then(Mono.fromCallable(() -> {
                        revenues(profile, to);
                        interests(profile, to);
                        to.onlyScored(
                                "behaviors.keywords", profile.behaviors().keywords(), "not known to the platform");
                        // What became of these has been said above.
                        List.of(
                                        "firmographics.technologies",
                                        "firmographics.revenues",
                                        "firmographics.locations",
                                        "exclusions.jobTitles")
                                .forEach(to::told);
                        to.onlyScoredAnywhere(profile);
                        return to.done();
                    }));
        });
    }

    private static void people(IdealProfile profile, Translating to) {
        List<String> titles = profile.demographics().jobTitles();
        if (!titles.isEmpty()) {
            text("jobTitle", OR, TitleSpellings.of(titles), to);
            to.approximate("demographics.jobTitles", "searched as words of the title, in usual spellings");
        }
        List<String> unwanted = profile.exclusions().jobTitles();
        if (!unwanted.isEmpty()) {
            text("excludeJobTitle", OR, unwanted, to);
            to.approximate("exclusions.jobTitles", "left out are all whose title has these words");
        }
        boolean chiefs = levels(profile.demographics().seniorities(), to);
        departments(profile.demographics().departments(), chiefs, to);
    }

    /** Whether chiefs may be among those who are wanted. */
    private static boolean levels(List<String> seniorities, Translating to) {
        Set<String> levels = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String seniority : seniorities) {
            String level = ZoomInfoVocabulary.level(seniority);
            if (level == null) {
                unknown.add(seniority);
            } else {
                levels.add(level);
                if (!ZoomInfoVocabulary.isJust(level, seniority)) {
                    to.approximate("demographics.seniorities", "\"" + seniority + "\" is searched as " + level);
                }
            }
        }
        oneWordFew("managementLevel", "demographics.seniorities", levels, unknown, to);
        return levels.isEmpty() || levels.contains(ZoomInfoVocabulary.CHIEF);
    }

    private static void departments(List<String> functions, boolean chiefs, Translating to) {
        Set<String> departments = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String function : functions) {
            String department = ZoomInfoVocabulary.department(function);
            if (department == null) {
                unknown.add(function);
            } else {
                departments.add(department);
            }
        }
        if (!departments.isEmpty() && unknown.isEmpty() && chiefs) {
            departments.add(ZoomInfoVocabulary.CHIEFS);
            to.approximate(
                    "demographics.departments",
                    "chiefs of all departments are found too: ZoomInfo has a department of them");
        }
        oneWordFew("department", "demographics.departments", departments, unknown, to);
    }

    /** A list is OR: with a word that ZoomInfo does not have, asking for the others would lose whom that one means. */
    private static void oneWordFew(
            String field, String criterion, Collection<String> known, List<String> unknown, Translating to) {
        to.onlyScored(criterion, unknown, "ZoomInfo has no " + String.join(", ", unknown));
        if (unknown.isEmpty()) {
            text(field, ",", known, to);
        }
    }

    private static void sizes(List<String> sizes, Translating to) {
        HeadCount range = to.headCount(sizes);
        if (range != null) {
            if (sizes.size() > 1) {
                to.approximate("firmographics.companySizes", "searched as one range from the smallest to the largest");
            }
            to.criteria().put("employeeRangeMin", String.valueOf(range.from()));
            if (range.to() < Integer.MAX_VALUE) {
                to.criteria().put("employeeRangeMax", String.valueOf(range.to()));
            }
        }
    }

    private Mono<Void> industries(List<String> industries, Translating to) {
        if (industries.isEmpty()) {
            return Mono.empty();
        }
        return lookup.list("industries", to.patience())
                .doOnNext(offer -> {
                    List<Term> list = offer.terms();
                    Set<String> codes = new LinkedHashSet<>();
                    List<String> unknown = new ArrayList<>();
                    for (String industry : industries) {
                        List<Term> found = industry(industry, list);
                        codes.addAll(found.stream().map(Term::id).toList());
                        if (found.isEmpty()) {
                            unknown.add(industry);
                        } else if (found.stream().noneMatch(term -> isNamed(term, industry))) {
                            to.approximate(
                                    "firmographics.industries",
                                    "\"" + industry + "\" is searched as "
                                            + String.join(
                                                    ", ",
                                                    found.stream()
                                                            .map(Term::name)
                                                            .toList()));
                        }
                    }
                    if (!offer.asked()) {
                        to.onlyScored(
                                "firmographics.industries", industries, "ZoomInfo can't be asked for its list now");
                    } else {
                        oneWordFew("industryCodes", "firmographics.industries", codes, unknown, to);
                    }
                })
                .then();
    }

    private static List<Term> industry(String name, List<Term> list) {
        List<Term> named = list.stream().filter(term -> isNamed(term, name)).toList();
        List<String> ids = ZoomInfoVocabulary.industryIds(name);
        return named.isEmpty()
                ? list.stream().filter(term -> ids.contains(term.id())).toList()
                : named;
    }

    private static boolean isNamed(Term term, String name) {
        return LinkedInVocabulary.plain(term.name()).equals(LinkedInVocabulary.plain(name));
    }

    /** People by where they are, where the ICP says that; else by where their company is. */
    private Mono<Void> places(IdealProfile profile, Translating to) {
        List<String> people = profile.demographics().locations();
        List<String> companies = profile.firmographics().locations();
        if (people.isEmpty() && companies.isEmpty()) {
            return Mono.empty();
        }
        boolean both = Set.copyOf(people).equals(Set.copyOf(companies));
        if (!people.isEmpty() && !both) {
            to.onlyScored("firmographics.locations", companies, "people are found by where they are");
        }
        String criterion = people.isEmpty() ? "firmographics.locations" : "demographics.locations";
        return ZoomInfoPlaces.by(lookup, to.patience())
                .doOnNext(places -> {
                    List<Spot> spots = new ArrayList<>();
                    for (String name : people.isEmpty() ? companies : people) {
                        Spot spot = places.find(name);
                        if (spot.countries().isEmpty()) {
                            to.unsupported(criterion, "ZoomInfo's place for \"" + name + "\" is not known");
                        } else {
                            spots.add(spot);
                        }
                    }
                    if (!spots.isEmpty()) {
                        put(spots, places, criterion, to);
                        to.criteria()
                                .put("locationSearchType", both ? "PersonAndHQ" : people.isEmpty() ? "HQ" : "Person");
                    }
                })
                .then();
    }

    private static void put(List<Spot> spots, ZoomInfoPlaces places, String criterion, Translating to) {
        if (spots.stream().allMatch(spot -> spot.metro() != null)) {
            text("metroRegion", ",", ids(spots.stream().map(Spot::metro).toList()), to);
            to.approximate(criterion, "cities are searched as the regions around them");
        } else if (spots.stream().allMatch(spot -> spot.state() != null)) {
            text("state", ",", ids(spots.stream().map(Spot::state).toList()), to);
            widened(
                    spots,
                    criterion,
                    "its state",
                    spot -> !isNamed(Objects.requireNonNull(spot.state()), spot.name()),
                    to);
        } else {
            List<String> countries = spots.stream()
                    .flatMap(spot -> spot.countries().stream())
                    .distinct()
                    .map(places::country)
                    .toList();
            text("country", ",", countries, to);
            widened(spots, criterion, "its country", spot -> !spot.isCountry(), to);
        }
    }

    private static void widened(List<Spot> spots, String criterion, String to, Predicate<Spot> is, Translating into) {
        spots.stream()
                .filter(is)
                .forEach(spot -> into.approximate(criterion, "\"" + spot.name() + "\" is searched as " + to));
    }

    private static List<String> ids(List<Term> terms) {
        return terms.stream().map(Term::id).toList();
    }

    private Mono<Void> technologies(IdealProfile profile, Translating to) {
        List<String> wanted = profile.firmographics().technologies();
        String criterion = "firmographics.technologies";
        if (!isAskedFor(criterion, profile)) {
            to.onlyScored(criterion, wanted, "ZoomInfo knows them of some companies only");
            return Mono.empty();
        }
        return Flux.fromIterable(wanted)
                .concatMap(technology -> lookup.list("tech-products", to.patience())
                        .map(offer -> {
                            List<String> found = offer.terms().stream()
                                    .filter(term -> isNamed(term, technology))
                                    .map(Term::id)
                                    .toList();
                            if (found.isEmpty()) {
                                to.unsupported(
                                        criterion,
                                        offer.asked()
                                                ? "ZoomInfo has no \"" + technology + "\""
                                                : "used for scoring only: ZoomInfo can't be asked for its list now");
                            }
                            return found;
                        }))
                .flatMapIterable(found -> found)
                .collectList()
                .doOnNext(found -> text("techAttributeTagList", ",", found, to))
                .then();
    }

    /** In thousands. */
    private static void revenues(IdealProfile profile, Translating to) {
        List<String> wanted = profile.firmographics().revenues();
        String criterion = "firmographics.revenues";
        List<Range> ranges =
                wanted.stream().flatMap(text -> Range.parse(text).stream()).toList();
        if (!isAskedFor(criterion, profile) || ranges.isEmpty()) {
            to.onlyScored(criterion, wanted, "ZoomInfo knows them of some companies only");
            return;
        }
        to.criteria()
                .put("revenueMin", ranges.stream().mapToLong(Range::low).min().orElseThrow() / 1_000);
        if (ranges.stream().allMatch(range -> range.high() != null)) {
            to.criteria()
                    .put(
                            "revenueMax",
                            (ranges.stream()
                                                    .map(Range::high)
                                                    .filter(Objects::nonNull)
                                                    .mapToLong(Long::longValue)
                                                    .max()
                                                    .orElseThrow()
                                            + 999)
                                    / 1_000);
        }
        if (ranges.size() > 1) {
            to.approximate(criterion, "searched as one range from the smallest to the largest");
        }
    }

    private static boolean isAskedFor(String criterion, IdealProfile profile) {
        return profile.required().contains(criterion)
                || (profile.firmographics().industries().isEmpty()
                        && profile.firmographics().companySizes().isEmpty());
    }

    /** Keywords are of the company: they stand in for an industry, and beside one would make the net too fine. */
    private static void interests(IdealProfile profile, Translating to) {
        List<String> interests = profile.psychographics().interests();
        if (interests.isEmpty()) {
            return;
        }
        if (to.criteria().has("industryCodes")) {
            to.onlyScored(
                    "psychographics.interests", interests, "beside industries, keywords of companies lose too many");
        } else {
            text("industryKeywords", OR, interests.stream().limit(MOST_WORDS).toList(), to);
            to.approximate("psychographics.interests", "searched as keywords of the company, not of the person");
        }
    }

    private static void text(String field, String between, Collection<String> values, Translating to) {
        if (!values.isEmpty()) {
            to.criteria()
                    .put(field, String.join(between, values.stream().distinct().toList()));
        }
    }
}
