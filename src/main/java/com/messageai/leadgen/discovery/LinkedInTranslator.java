package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.icp.Platform;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An ICP as a search on LinkedIn: titles, or else seniorities and functions; industries, company sizes, places. Values of
 * one criterion are OR, criteria are AND, so only those are put in that a person who could qualify has.
 */
@Component
class LinkedInTranslator implements CriteriaTranslator {

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
                    .then(Mono.fromCallable(() -> {
                        sizes(profile.firmographics().companySizes(), to);
                        interests(profile, to);
                        to.onlyScoredAnywhere(profile);
                        return to.done();
                    }));
        });
    }

    /** LinkedIn takes no titles together with seniorities or functions, and titles say more. */
    private Mono<Void> people(IdealProfile.Demographics wanted, Translating to) {
        if (wanted.jobTitles().isEmpty()) {
            facet("demographics.seniorities", "seniorities", LinkedInVocabulary.SENIORITIES, wanted.seniorities(), to);
            facet("demographics.departments", "jobFunctions", LinkedInVocabulary.FUNCTIONS, wanted.departments(), to);
            return Mono.empty();
        }
        String because = "can't be combined with titles";
        to.onlyScored("demographics.seniorities", wanted.seniorities(), because);
        to.onlyScored("demographics.departments", wanted.departments(), because);
        return titles(wanted.jobTitles(), to);
    }

    private Mono<Void> titles(List<String> titles, Translating to) {
        return Flux.fromIterable(titles)
                .concatMap(title -> typeahead.find("titles", title).map(terms -> Term.nearest(title, terms)))
                .collectList()
                .doOnNext(found -> {
                    // The two lists would be AND: titles by URN only where each one has its URN.
                    if (found.stream().noneMatch(List::isEmpty)) {
                        to.put(
                                "titles",
                                found.stream()
                                        .flatMap(List::stream)
                                        .map(Term::id)
                                        .toList());
                        to.approximate("demographics.jobTitles", "LinkedIn's standardised titles nearest to these");
                    } else {
                        to.put("titleKeywords", TitleSpellings.of(titles));
                        to.approximate("demographics.jobTitles", "searched as words of the title, in usual spellings");
                    }
                })
                .then();
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
                .then(Mono.fromRunnable(() -> to.put("industries", urns)));
    }

    private Mono<Void> places(List<String> places, Translating to) {
        Set<String> urns = new LinkedHashSet<>();
        return Flux.fromIterable(places)
                .concatMap(place -> {
                    List<String> known = LinkedInVocabulary.GEOS.urns(place);
                    return known.isEmpty() ? otherPlace(place, to) : confirmed(known, to);
                })
                .doOnNext(urns::addAll)
                .then(Mono.fromRunnable(() -> to.put("geos", urns)));
    }

    /** A place that the table does not have: LinkedIn may, else what lies around it. */
    private Mono<List<String>> otherPlace(String place, Translating to) {
        return typeahead.find("locations", place).map(terms -> {
            if (!terms.isEmpty()) {
                return List.of(terms.getFirst().id());
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
                    return typeahead.find("locations", name).flatMap(terms -> {
                        if (terms.isEmpty()) {
                            to.unsupported("demographics.locations", "LinkedIn has no \"" + name + "\"");
                            return Mono.empty();
                        }
                        return Mono.just(terms.getFirst().id());
                    });
                })
                .collectList();
    }

    private Mono<List<String>> lookedUp(String facet, String criterion, String name, Translating to) {
        return typeahead.find(facet, name).map(terms -> {
            if (terms.isEmpty()) {
                to.unsupported(criterion, "LinkedIn has no \"" + name + "\"");
                return List.<String>of();
            }
            to.approximate(
                    criterion,
                    "\"" + name + "\" is searched as \"" + terms.getFirst().name() + "\"");
            return List.of(terms.getFirst().id());
        });
    }

    private static void facet(
            String criterion, String field, LinkedInVocabulary.Facet facet, List<String> names, Translating to) {
        List<String> urns = new ArrayList<>();
        for (String name : names) {
            List<String> known = facet.urns(name);
            if (known.isEmpty()) {
                to.unsupported(criterion, "LinkedIn has no \"" + name + "\"");
            }
            urns.addAll(known);
        }
        to.put(field, urns);
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

    /** Few profiles name their interests: they only begin a search that would have no criteria at all. */
    private static void interests(IdealProfile profile, Translating to) {
        List<String> interests = profile.psychographics().interests();
        List<String> keywords = profile.behaviors().keywords();
        if (to.criteria().isEmpty()) {
            List<String> words = new ArrayList<>(interests);
            words.addAll(keywords);
            to.put("interests", words.stream().limit(20).toList());
        } else {
            to.onlyScored("psychographics.interests", interests, "few profiles name them");
            to.onlyScored("behaviors.keywords", keywords, "few profiles name them");
        }
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
