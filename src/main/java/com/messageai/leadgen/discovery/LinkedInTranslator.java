package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.icp.Platform;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An ICP as a search on LinkedIn: titles, or else seniorities and functions; industries, company sizes, places. Values of
 * one criterion are OR, criteria are AND, so only those are put in that a person who could qualify has.
 */
@Component
class LinkedInTranslator implements CriteriaTranslator {

    private static final int MOST_INTERESTS = 20;

    private final LinkedInTypeahead typeahead;

    LinkedInTranslator(LinkedInTypeahead typeahead) {
        LinkedInVocabulary.load();
        this.typeahead = typeahead;
    }

    @Override
    public Platform platform() {
        return Platform.LINKEDIN;
    }

    @Override
    public Mono<Translation> translate(Icp icp) {
        return Mono.defer(() -> {
            var to = new Translating(Platform.LINKEDIN);
            IdealProfile profile = icp.profile();
            return people(profile.demographics(), to)
                    .then(industries(profile.firmographics().industries(), to))
                    .then(places(profile.demographics().locations(), to))
                    .then(Mono.fromRunnable(() -> sizes(profile.firmographics().companySizes(), to)))
                    .then(Mono.defer(() -> interests(profile, to)))
                    .then(Mono.fromCallable(() -> {
                        to.onlyScoredAnywhere(profile);
                        return to.done();
                    }));
        });
    }

    /** LinkedIn takes no titles together with seniorities or functions, and titles say more. */
    private Mono<Void> people(IdealProfile.Demographics wanted, Translating to) {
        if (wanted.jobTitles().isEmpty()) {
            return facet(
                            "demographics.seniorities",
                            "seniorities",
                            LinkedInVocabulary.SENIORITIES,
                            wanted.seniorities(),
                            to)
                    .then(facet(
                            "demographics.departments",
                            "jobFunctions",
                            LinkedInVocabulary.FUNCTIONS,
                            wanted.departments(),
                            to));
        }
        String because = "can't be combined with titles";
        to.onlyScored("demographics.seniorities", wanted.seniorities(), because);
        to.onlyScored("demographics.departments", wanted.departments(), because);
        return titles(wanted.jobTitles(), to);
    }

    private Mono<Void> titles(List<String> titles, Translating to) {
        return Flux.fromIterable(titles)
                .concatMap(title -> typeahead.find("titles", title, to.patience()))
                .collectList()
                .doOnNext(offers -> {
                    // The two lists would be AND: titles by URN only where each one has its URN.
                    if (offers.stream().noneMatch(offer -> offer.terms().isEmpty())) {
                        List<String> urns = new ArrayList<>();
                        for (int i = 0; i < titles.size(); i++) {
                            Term.nearest(titles.get(i), offers.get(i).terms()).forEach(term -> urns.add(term.id()));
                        }
                        to.put("titles", urns);
                        to.approximate("demographics.jobTitles", "LinkedIn's standardised titles nearest to these");
                        return;
                    }
                    to.put("titleKeywords", TitleSpellings.of(titles));
                    to.approximate(
                            "demographics.jobTitles",
                            "searched as words of the title, in usual spellings" + because(titles, offers));
                })
                .then();
    }

    private String because(List<String> titles, List<Offer> offers) {
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            if (offers.get(i).isNone()) {
                unknown.add("\"" + titles.get(i) + "\"");
            }
        }
        return unknown.isEmpty()
                ? typeahead.configured() ? ": LinkedIn could not be asked for its own" : ""
                : ": LinkedIn has no " + String.join(", ", unknown);
    }

    private Mono<Void> industries(List<String> industries, Translating to) {
        Set<String> urns = new LinkedHashSet<>();
        return Flux.fromIterable(industries)
                .concatMap(industry -> {
                    List<String> known = LinkedInVocabulary.INDUSTRIES.urns(industry);
                    if (known.stream().noneMatch(urn -> LinkedInVocabulary.INDUSTRIES.isNamed(urn, industry))
                            && !known.isEmpty()) {
                        to.approximate("firmographics.industries", names(industry, known));
                    }
                    return known.isEmpty()
                            ? lookedUp("industries", "firmographics.industries", industry, to)
                            : Mono.just(known);
                })
                .doOnNext(urns::addAll)
                .then(Mono.defer(() -> still(urns, "firmographics.industries", to)))
                .doOnNext(known -> to.put("industries", known))
                .then();
    }

    private Mono<Void> places(List<String> places, Translating to) {
        Set<String> urns = new LinkedHashSet<>();
        return Flux.fromIterable(places)
                .concatMap(place -> {
                    List<String> known = LinkedInVocabulary.GEOS.urns(place);
                    return known.isEmpty() ? otherPlace(place, to) : confirmed(known, to);
                })
                .doOnNext(urns::addAll)
                .then(Mono.defer(() -> still(urns, "demographics.locations", to)))
                .doOnNext(known -> to.put("geos", known))
                .then();
    }

    /** Without those that LinkedIn, asked, does not have any more: a search for one of these is refused as a whole. */
    private Mono<List<String>> still(Set<String> urns, String criterion, Translating to) {
        return typeahead.names(urns, to.patience()).map(names -> {
            // One that knows none of them knows no names at all.
            if (urns.stream().noneMatch(names::containsKey)) {
                return List.copyOf(urns);
            }
            urns.stream()
                    .filter(urn -> !names.containsKey(urn))
                    .forEach(urn -> to.unsupported(criterion, "LinkedIn does not know " + urn + " any more"));
            return urns.stream().filter(names::containsKey).toList();
        });
    }

    /** A place that the table does not have: LinkedIn may, else what lies around it. */
    private Mono<List<String>> otherPlace(String place, Translating to) {
        return typeahead.find("locations", place, to.patience()).map(offer -> {
            if (!offer.terms().isEmpty()) {
                return List.of(offer.terms().getFirst().id());
            }
            List<String> around = LinkedInVocabulary.GEOS.around(place);
            if (around.isEmpty()) {
                to.unsupported("demographics.locations", "LinkedIn's place for \"" + place + "\" is not known");
            } else {
                to.approximate("demographics.locations", "\"" + place + "\" is searched as what lies around it");
            }
            return around;
        });
    }

    /** The same places, but for those whose id is not sure and LinkedIn, where it can be asked, has another or none. */
    private Mono<List<String>> confirmed(List<String> urns, Translating to) {
        return Flux.fromIterable(urns)
                .concatMap(urn -> {
                    if (!LinkedInVocabulary.GEOS.isUnsure(urn) || !typeahead.configured()) {
                        return Mono.just(urn);
                    }
                    String name = LinkedInVocabulary.GEOS.name(urn);
                    return typeahead.find("locations", name, to.patience()).flatMap(offer -> {
                        if (offer.isNone()) {
                            to.unsupported("demographics.locations", "LinkedIn has no \"" + name + "\"");
                            return Mono.empty();
                        }
                        if (!offer.asked()) {
                            to.approximate(
                                    "demographics.locations",
                                    "LinkedIn could not be asked for \"" + name + "\": its id may be another");
                        }
                        return Mono.just(offer.first().map(Term::id).orElse(urn));
                    });
                })
                .collectList();
    }

    private Mono<List<String>> lookedUp(String facet, String criterion, String name, Translating to) {
        return typeahead.find(facet, name, to.patience()).map(offer -> {
            if (offer.terms().isEmpty()) {
                to.unsupported(
                        criterion,
                        offer.asked() || !typeahead.configured()
                                ? "LinkedIn has no \"" + name + "\""
                                : "used for scoring only: LinkedIn could not be asked for \"" + name + "\"");
                return List.<String>of();
            }
            to.approximate(
                    criterion,
                    "\"" + name + "\" is searched as \""
                            + offer.terms().getFirst().name() + "\"");
            return List.of(offer.terms().getFirst().id());
        });
    }

    /** A closed list. LinkedIn's own holds where it can be asked: tables of its ids that others keep are known to be wrong. */
    private Mono<Void> facet(
            String criterion, String field, LinkedInVocabulary.Facet facet, List<String> names, Translating to) {
        if (names.isEmpty()) {
            return Mono.empty();
        }
        return typeahead
                .all(field, to.patience())
                .doOnNext(offer -> {
                    List<String> urns = new ArrayList<>();
                    for (String name : names) {
                        List<String> known = facet.urns(name);
                        List<String> theirs = offer.terms().stream()
                                .filter(term -> facet.isUrn(term.id()))
                                .filter(term -> facet.urns(term.name()).stream().anyMatch(known::contains)
                                        || LinkedInVocabulary.plain(term.name()).equals(LinkedInVocabulary.plain(name)))
                                .map(Term::id)
                                .toList();
                        if (known.isEmpty() && theirs.isEmpty()) {
                            to.unsupported(criterion, "LinkedIn has no \"" + name + "\"");
                        }
                        urns.addAll(theirs.isEmpty() ? known : theirs);
                    }
                    to.put(field, urns);
                })
                .then();
    }

    private static void sizes(List<String> sizes, Translating to) {
        Set<String> urns = new LinkedHashSet<>();
        for (String size : sizes) {
            HeadCount range = HeadCount.parse(size);
            if (range == null) {
                to.unsupported("firmographics.companySizes", "\"" + size + "\" is no range of employees");
            } else {
                urns.addAll(LinkedInVocabulary.SIZES.urns(range));
                if (!LinkedInVocabulary.SIZES.exactly(range)) {
                    to.approximate(
                            "firmographics.companySizes", "\"" + size + "\" is searched as the sizes that it overlaps");
                }
            }
        }
        to.put("staffCountRanges", urns);
    }

    /**
     * Few profiles name their interests: they only narrow a search that says nothing else of the person. The gateway takes
     * them as words; of pains and keywords only those that LinkedIn knows as interests.
     */
    private Mono<Void> interests(IdealProfile profile, Translating to) {
        List<String> interests = profile.psychographics().interests();
        List<String> pains = profile.psychographics().painPoints();
        List<String> keywords = profile.behaviors().keywords();
        if (Stream.of("titles", "titleKeywords", "seniorities", "jobFunctions").anyMatch(to.criteria()::has)) {
            to.onlyScored("psychographics.interests", interests, "few profiles name them");
            to.onlyScored("behaviors.keywords", keywords, "few profiles name them");
            return Mono.empty();
        }
        Set<String> words = new LinkedHashSet<>();
        to.told("psychographics.painPoints");
        return named("psychographics.interests", interests, true, words, to)
                .then(named("psychographics.painPoints", pains, false, words, to))
                .then(named("behaviors.keywords", keywords, false, words, to))
                .then(Mono.fromRunnable(() ->
                        to.put("interests", words.stream().limit(MOST_INTERESTS).toList())));
    }

    private Mono<Void> named(
            String criterion, List<String> texts, boolean evenUnknown, Set<String> words, Translating to) {
        return Flux.fromIterable(texts)
                .concatMap(text -> typeahead
                        .find("interests", text, to.patience())
                        .doOnNext(offer -> {
                            Optional<Term> term = offer.first();
                            if (term.isPresent()) {
                                words.add(term.get().name());
                                to.approximate(
                                        criterion,
                                        "\"" + text + "\" is searched as the interest \""
                                                + term.get().name() + "\"");
                            } else if (evenUnknown) {
                                words.add(text);
                                to.approximate(
                                        criterion, "\"" + text + "\" is searched as words, which few profiles name");
                            } else {
                                to.unsupported(
                                        criterion,
                                        "used for scoring only: LinkedIn has no interest \"" + text
                                                + "\" that is known here");
                            }
                        }))
                .then();
    }

    private static String names(String industry, List<String> urns) {
        return "\"" + industry + "\" is searched as "
                + String.join(
                        ", ",
                        urns.stream()
                                .map(urn -> String.valueOf(LinkedInVocabulary.INDUSTRIES.name(urn)))
                                .toList());
    }
}
