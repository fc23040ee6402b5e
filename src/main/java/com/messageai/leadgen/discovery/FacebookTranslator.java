package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Icp;
import com.messageai.leadgen.icp.IdealProfile;
import com.messageai.leadgen.icp.Platform;
import java.util.ArrayList;
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
 * An ICP as a targeting specification: countries, company size (of the gateway contract only), and what people say they work
 * as. Meta's vocabulary has ids, so titles need Meta's own search.
 */
@Component
class FacebookTranslator implements CriteriaTranslator {

    private static final String INDUSTRIES = "adTargetingCategory&class=industries";

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
            places(profile.demographics().locations(), to);
            sizes(profile.firmographics().companySizes(), to);
            to.onlyScored("demographics.seniorities", profile.demographics().seniorities(), "Meta does not know them");
            to.onlyScored("demographics.departments", profile.demographics().departments(), "Meta does not know them");
            to.onlyScoredAnywhere(profile);
            to.onlyScored("behaviors.keywords", profile.behaviors().keywords(), "Meta does not know them");
            return positions(profile.demographics().jobTitles(), to)
                    .flatMap(found -> industries(profile.firmographics().industries(), found, to))
                    .then(Mono.defer(() -> interests(profile.psychographics().interests(), to)))
                    .then(Mono.fromCallable(to::done));
        });
    }

    private static void places(List<String> places, Translating to) {
        Set<String> countries = new LinkedHashSet<>();
        for (String place : places) {
            List<String> codes = countriesOf(LinkedInVocabulary.GEOS.urns(place));
            if (codes.isEmpty()) {
                codes = countriesOf(LinkedInVocabulary.GEOS.around(place));
            }
            String code = Countries.code(place);
            if (codes.isEmpty() && code != null) {
                codes = List.of(code);
            }
            if (codes.isEmpty()) {
                to.unsupported("demographics.locations", "the country of \"" + place + "\" is not known");
            } else if (code == null) {
                to.approximate(
                        "demographics.locations", "\"" + place + "\" is searched as " + String.join(", ", codes));
            }
            countries.addAll(codes);
        }
        if (!countries.isEmpty()) {
            ArrayNode array = to.criteria().putObject("geo_locations").putArray("countries");
            countries.forEach(array::add);
        }
    }

    private static List<String> countriesOf(List<String> urns) {
        return urns.stream()
                .map(LinkedInVocabulary.GEOS::country)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The contract knows one range: the one around all that are wanted. */
    private static void sizes(List<String> sizes, Translating to) {
        List<HeadCount> ranges = new ArrayList<>();
        for (String size : sizes) {
            HeadCount range = HeadCount.parse(size);
            if (range == null) {
                to.unsupported("firmographics.companySizes", "\"" + size + "\" is no range of employees");
            } else {
                ranges.add(range);
            }
        }
        if (ranges.isEmpty()) {
            return;
        }
        int least = ranges.stream().mapToInt(HeadCount::from).min().orElseThrow();
        int most = ranges.stream().mapToInt(HeadCount::to).max().orElseThrow();
        ObjectNode company = to.criteria().putObject("company");
        company.put("employee_count_min", least);
        if (most < Integer.MAX_VALUE) {
            company.put("employee_count_max", most);
        }
        if (ranges.size() > 1) {
            to.approximate("firmographics.companySizes", "searched as one range from the smallest to the largest");
        }
    }

    /** Whether any title was found. */
    private Mono<Boolean> positions(List<String> titles, Translating to) {
        return Flux.fromIterable(titles)
                .concatMap(title -> targeting
                        .find("adworkposition", longForm(title))
                        .map(offered -> Term.nearest(title, offered))
                        .doOnNext(found -> {
                            if (found.isEmpty()) {
                                to.unsupported(
                                        "demographics.jobTitles",
                                        "used for scoring only: Meta has no work position for \"" + title + "\"");
                            }
                        }))
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

    /** Meta's industries are sectors of occupations: too coarse to be asked for beside titles. */
    private Mono<Void> industries(List<String> industries, boolean hasTitles, Translating to) {
        if (hasTitles || !targeting.configured()) {
            to.onlyScored("firmographics.industries", industries, "Meta's industries are sectors of occupations");
            return Mono.empty();
        }
        return Flux.fromIterable(industries)
                .concatMap(industry -> targeting.find(INDUSTRIES, industry).doOnNext(found -> {
                    if (found.isEmpty()) {
                        to.unsupported("firmographics.industries", "Meta has no sector for \"" + industry + "\"");
                    }
                }))
                .flatMapIterable(found -> found.stream().limit(1).toList())
                .distinct()
                .collectList()
                .doOnNext(found -> {
                    if (!found.isEmpty()) {
                        alternatives("industries", found, to);
                        to.approximate("firmographics.industries", "Meta's industries are sectors of occupations");
                    }
                })
                .then();
    }

    private Mono<Void> interests(List<String> interests, Translating to) {
        if (!to.criteria().isEmpty()) {
            to.onlyScored("psychographics.interests", interests, "few members name them");
            return Mono.empty();
        }
        return Flux.fromIterable(interests)
                .concatMap(interest -> targeting.find("adinterest", interest))
                .flatMapIterable(found -> found.stream().limit(1).toList())
                .distinct()
                .collectList()
                .doOnNext(found -> {
                    if (!found.isEmpty()) {
                        alternatives("interests", found, to);
                    }
                })
                .then();
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
