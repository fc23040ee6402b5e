package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.icp.Platform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An ICP as a targeting specification: places, company size (of the gateway contract only), and what people say they work
 * as. Meta's vocabulary has ids, so all but countries and sizes needs Meta's own search.
 *
 * <p>Who a person is, is said once, as well as Meta can: by work positions; else by sector and, for the higher ranks, as a
 * decision maker; else by interests, pain points and keywords. All of them together would find hardly anybody.
 */
@Component
class FacebookTranslator implements CriteriaTranslator {

    private static final String INDUSTRIES = "adTargetingCategory&class=industries";
    private static final Set<String> DECIDING = Set.of("CXO", "VP", "DIRECTOR", "OWNER", "PARTNER");

    private final FacebookTargeting targeting;

    FacebookTranslator(FacebookTargeting targeting) {
        LinkedInVocabulary.load();
        this.targeting = targeting;
    }

    @Override
    public Platform platform() {
        return Platform.FACEBOOK;
    }

    @Override
    public Mono<Translation> translate(Icp icp) {
        return Mono.defer(() -> {
            var to = new Translating(Platform.FACEBOOK);
            IdealProfile profile = icp.profile();
            return places(profile.demographics().locations(), to)
                    .then(Mono.fromRunnable(() -> sizes(profile.firmographics().companySizes(), to)))
                    .then(Mono.defer(() -> person(profile, to)))
                    .then(Mono.defer(() -> exclusions(profile.exclusions(), to)))
                    .then(Mono.fromCallable(() -> {
                        to.onlyScoredAnywhere(profile);
                        return to.done();
                    }));
        });
    }

    private Mono<Void> places(List<String> places, Translating to) {
        Set<String> countries = new LinkedHashSet<>();
        List<Town> towns = new ArrayList<>();
        return Flux.fromIterable(places)
                .concatMap(place -> {
                    if (isWhole(place)) {
                        countries.addAll(countriesOf(place));
                        return Mono.<Town>empty();
                    }
                    return town(place, to).switchIfEmpty(Mono.fromRunnable(() -> countries.addAll(around(place, to))));
                })
                .doOnNext(towns::add)
                .then(Mono.fromRunnable(() -> put(countries, towns, to)));
    }

    /** A region or a town by Meta's key. @param kind {@code regions}, {@code cities} */
    private record Town(String kind, String country, Term term) {}

    /** Meta refuses a place inside of another one that is asked for. */
    private static void put(Set<String> countries, List<Town> towns, Translating to) {
        List<Town> outside = towns.stream()
                .filter(town -> !countries.contains(town.country()))
                .distinct()
                .toList();
        if (countries.isEmpty() && outside.isEmpty()) {
            return;
        }
        ObjectNode geo = to.criteria().putObject("geo_locations");
        if (!countries.isEmpty()) {
            ArrayNode array = geo.putArray("countries");
            countries.forEach(array::add);
        }
        outside.forEach(town -> geo.withArray(town.kind())
                .addObject()
                .put("key", town.term().id())
                .put("name", town.term().name()));
    }

    /** Whether it is a country, or a region made of countries. */
    private static boolean isWhole(String place) {
        return Countries.code(place) != null || LinkedInVocabulary.GEOS.isRegion(place);
    }

    private static List<String> countriesOf(String place) {
        String code = Countries.code(place);
        return code != null ? List.of(code) : LinkedInVocabulary.GEOS.countries(LinkedInVocabulary.GEOS.urns(place));
    }

    private static List<String> around(String place, Translating to) {
        List<String> codes = codesAround(place);
        if (codes.isEmpty()) {
            to.unsupported("demographics.locations", "the country of \"" + place + "\" is not known");
        } else {
            to.approximate("demographics.locations", "\"" + place + "\" is searched as " + String.join(", ", codes));
        }
        return codes;
    }

    private static List<String> codesAround(String place) {
        List<String> codes = LinkedInVocabulary.GEOS.countries(LinkedInVocabulary.GEOS.urns(place));
        return codes.isEmpty() ? LinkedInVocabulary.GEOS.countries(LinkedInVocabulary.GEOS.around(place)) : codes;
    }

    /** The region or town of just that name in the country that the place lies in; empty where Meta has none. */
    private Mono<Town> town(String place, Translating to) {
        List<String> codes = codesAround(place);
        if (codes.size() != 1) {
            return Mono.empty();
        }
        String country = codes.getFirst();
        String name = Arrays.asList(place.split(",")).getFirst().strip();
        return inside("region", name, country, to).switchIfEmpty(Mono.defer(() -> inside("city", name, country, to)));
    }

    private Mono<Town> inside(String kind, String name, String country, Translating to) {
        return targeting
                .places(kind, name, country, to.patience())
                .flatMapIterable(Offer::terms)
                .filter(term -> LinkedInVocabulary.plain(term.name()).equals(LinkedInVocabulary.plain(name)))
                .next()
                .map(term -> new Town(kind.equals("city") ? "cities" : "regions", country, term));
    }

    /** The contract knows one range: the one around all that are wanted. */
    private static void sizes(List<String> sizes, Translating to) {
        HeadCount range = to.headCount(sizes);
        if (range == null) {
            return;
        }
        ObjectNode company = to.criteria().putObject("company");
        company.put("employee_count_min", range.from());
        if (range.to() < Integer.MAX_VALUE) {
            company.put("employee_count_max", range.to());
        }
        to.approximate(
                "firmographics.companySizes",
                "Meta knows none: only the gateway does"
                        + (sizes.size() > 1 ? ", as one range from the smallest to the largest" : ""));
    }

    private Mono<Void> person(IdealProfile profile, Translating to) {
        return positions(profile.demographics().jobTitles(), to)
                .flatMap(byTitle -> byTitle
                        ? Mono.just(true)
                        : industries(profile.firmographics().industries(), to)
                                .flatMap(bySector -> decisionMakers(profile.demographics(), to)
                                        .map(byRank -> bySector || byRank)))
                .flatMap(said -> said ? Mono.<Void>empty() : interests(profile, to))
                .then(Mono.fromRunnable(() -> {
                    IdealProfile.Demographics who = profile.demographics();
                    to.onlyScored(
                            "firmographics.industries",
                            profile.firmographics().industries(),
                            "Meta's industries are sectors of occupations");
                    to.onlyScored("demographics.seniorities", who.seniorities(), "Meta does not know them");
                    to.onlyScored("demographics.departments", who.departments(), "Meta does not know them");
                    String because = "few members name them";
                    to.onlyScored(
                            "psychographics.interests", profile.psychographics().interests(), because);
                    to.onlyScored("behaviors.keywords", profile.behaviors().keywords(), because);
                }));
    }

    /** Whether any title was found. */
    private Mono<Boolean> positions(List<String> titles, Translating to) {
        return Flux.fromIterable(titles)
                .concatMap(title -> targeting
                        .find("adworkposition", longForm(title), to.patience())
                        .doOnNext(offer -> {
                            if (offer.terms().isEmpty()) {
                                missing("demographics.jobTitles", "work position", title, offer, to);
                            }
                        })
                        .map(offer -> Term.nearest(title, offer.terms())))
                .flatMapIterable(found -> found)
                .distinct()
                .collectList()
                .map(found -> {
                    if (!found.isEmpty()) {
                        alternatives("work_positions", found, to);
                        to.approximate(
                                "demographics.jobTitles", "work positions that people state of themselves, if they do");
                    }
                    return !found.isEmpty();
                });
    }

    /** Meta's industries are sectors of occupations: too coarse to be asked for beside titles. Whether any was found. */
    private Mono<Boolean> industries(List<String> industries, Translating to) {
        return Flux.fromIterable(industries)
                .concatMap(industry -> targeting
                        .find(INDUSTRIES, industry, to.patience())
                        .doOnNext(offer -> {
                            if (offer.terms().isEmpty()) {
                                missing("firmographics.industries", "sector", industry, offer, to);
                            }
                        }))
                .mapNotNull(offer -> offer.first().orElse(null))
                .distinct()
                .collectList()
                .map(found -> {
                    if (!found.isEmpty()) {
                        alternatives("industries", found, to);
                        to.approximate("firmographics.industries", "Meta's industries are sectors of occupations");
                    }
                    to.told("firmographics.industries");
                    return !found.isEmpty();
                });
    }

    /** Of ranks Meta knows two groups: who decides in a business, and who does in its IT. Whether it is searched by. */
    private Mono<Boolean> decisionMakers(IdealProfile.Demographics who, Translating to) {
        List<String> ranks = who.seniorities().stream()
                .flatMap(name -> LinkedInVocabulary.SENIORITIES.urns(name).stream())
                .map(LinkedInVocabulary.SENIORITIES::name)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (ranks.isEmpty() || !DECIDING.containsAll(ranks)) {
            return Mono.just(false);
        }
        boolean it = !who.departments().isEmpty()
                && who.departments().stream()
                        .flatMap(name -> LinkedInVocabulary.FUNCTIONS.urns(name).stream())
                        .map(LinkedInVocabulary.FUNCTIONS::name)
                        .allMatch("IT"::equals);
        String segment = it ? "IT decision makers" : "Business decision makers";
        return targeting
                .segments(segment, to.patience())
                .map(offer -> Term.named(segment, offer.terms()))
                .map(found -> {
                    if (found.isEmpty()) {
                        return false;
                    }
                    alternatives("behaviors", found, to);
                    to.approximate("demographics.seniorities", "searched as Meta's segment \"" + segment + "\"");
                    to.told("demographics.seniorities");
                    if (it) {
                        to.approximate("demographics.departments", "searched as Meta's segment \"" + segment + "\"");
                        to.told("demographics.departments");
                    }
                    return true;
                });
    }

    /** Alternatives to each other, so that one of them is enough. */
    private Mono<Void> interests(IdealProfile profile, Translating to) {
        Set<Term> found = new LinkedHashSet<>();
        return interests("psychographics.interests", profile.psychographics().interests(), found, to)
                .then(interests(
                        "psychographics.painPoints", profile.psychographics().painPoints(), found, to))
                .then(interests("behaviors.keywords", profile.behaviors().keywords(), found, to))
                .then(Mono.defer(() -> targeting.valid(found, to.patience())))
                .doOnNext(valid -> {
                    found.stream()
                            .filter(term -> !valid.contains(term))
                            .forEach(term -> to.unsupported(
                                    "psychographics.interests",
                                    "Meta has no interest \"" + term.name() + "\" any more"));
                    if (!valid.isEmpty()) {
                        alternatives("interests", valid, to);
                    }
                })
                .then();
    }

    private Mono<Void> interests(String criterion, List<String> texts, Collection<Term> found, Translating to) {
        return Flux.fromIterable(texts)
                .concatMap(text -> targeting
                        .find("adinterest", text, to.patience())
                        .doOnNext(offer -> offer.first()
                                .ifPresentOrElse(
                                        term -> {
                                            found.add(term);
                                            to.approximate(
                                                    criterion,
                                                    "\"" + text + "\" is searched as the interest \"" + term.name()
                                                            + "\"");
                                        },
                                        () -> missing(criterion, "interest", text, offer, to))))
                .then(Mono.fromRunnable(() -> to.told(criterion)));
    }

    /** Only by their very names: to leave somebody out who was meant to be found is worse than to score him down. */
    private Mono<Void> exclusions(IdealProfile.Exclusions unwanted, Translating to) {
        if (to.criteria().isEmpty()) {
            // Everybody but a few is no search.
            return Mono.empty();
        }
        return excluded("exclusions.jobTitles", "adworkposition", "work_positions", unwanted.jobTitles(), to)
                .then(excluded("exclusions.companies", "adworkemployer", "work_employers", unwanted.companies(), to))
                .then(Mono.fromRunnable(() -> {
                    to.onlyScored(
                            "exclusions.industries",
                            unwanted.industries(),
                            "Meta's industries are sectors of occupations");
                    to.told("exclusions.industries");
                }));
    }

    private Mono<Void> excluded(String criterion, String type, String kind, List<String> names, Translating to) {
        return Flux.fromIterable(names)
                .concatMap(name -> targeting
                        .find(type, longForm(name), to.patience())
                        .doOnNext(offer -> {
                            if (Term.named(name, offer.terms()).isEmpty()) {
                                missing(criterion, type.substring("adwork".length()), name, offer, to);
                            }
                        })
                        .flatMapIterable(offer -> Term.named(name, offer.terms())))
                .distinct()
                .collectList()
                .doOnNext(found -> {
                    if (!found.isEmpty()) {
                        ArrayNode entries =
                                to.criteria().withObject("exclusions").putArray(kind);
                        found.forEach(
                                term -> entries.addObject().put("id", term.id()).put("name", term.name()));
                        to.approximate(criterion, "left out where people state it of themselves");
                    }
                    to.told(criterion);
                })
                .then();
    }

    private void missing(String criterion, String what, String name, Offer offer, Translating to) {
        to.unsupported(
                criterion,
                "used for scoring only: "
                        + (offer.asked()
                                ? "Meta has no " + what + " \"" + name + "\""
                                : "Meta can't be asked for \"" + name + "\" now"));
    }

    private static void alternatives(String kind, List<Term> terms, Translating to) {
        ArrayNode entries = to.criteria().withArray("flexible_spec").addObject().putArray(kind);
        terms.forEach(term -> entries.addObject().put("id", term.id()).put("name", term.name()));
    }

    /** Meta's positions are written out. */
    private static String longForm(String title) {
        return TitleSpellings.of(List.of(title)).stream()
                .filter(spelling -> spelling.toLowerCase(Locale.ROOT).startsWith("chief ")
                        || spelling.toLowerCase(Locale.ROOT).startsWith("vice president of"))
                .findFirst()
                .orElse(title);
    }
}
