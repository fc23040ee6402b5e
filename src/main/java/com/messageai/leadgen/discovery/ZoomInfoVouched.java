package com.messageai.leadgen.discovery;

import com.messageai.leadgen.prospect.Profile.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * What holds of everybody whom a search finds, because it asked for that and nothing else. ZoomInfo's rows do not say where
 * somebody is or how large the company is; that they were found among people of just that place and companies of just that
 * size says it. Of several values nobody knows which, so those say nothing; and where people are found by where they are or
 * by where their company is, one of the two is not known of anybody.
 *
 * @param function of LinkedIn's, as {@link com.messageai.leadgen.prospect.Profile#department()} has it
 * @param place where the person is
 * @param headquarters where the company is
 * @param size the range that was asked for
 * @param industry one of the company's, as ZoomInfo calls it
 */
record ZoomInfoVouched(
        @Nullable String function,
        @Nullable Place place,
        @Nullable Place headquarters,
        @Nullable String size,
        @Nullable String industry) {

    private static final String OPEN = new HeadCount(1, Integer.MAX_VALUE).toString();

    /** @param attributes of the slice */
    static Mono<ZoomInfoVouched> by(JsonNode attributes, ZoomInfoLookup lookup) {
        Mono<String> industry = lookup.name("industries", only(attributes, "industryCodes"));
        Mono<String> state = lookup.name("states", only(attributes, "state"));
        return Mono.zip(industry.defaultIfEmpty(""), state.defaultIfEmpty(""))
                .map(names -> of(attributes, Texts.line(names.getT1()), Texts.line(names.getT2())));
    }

    private static ZoomInfoVouched of(JsonNode attributes, @Nullable String industry, @Nullable String state) {
        Place there = Countries.place(null, state, country(attributes));
        String type = attributes.path("locationSearchType").asString("");
        return new ZoomInfoVouched(
                ZoomInfoVocabulary.function(only(attributes, "department")),
                type.equals("Person") || type.equals("PersonAndHQ") ? there : null,
                type.equals("HQ") || type.equals("PersonAndHQ") ? there : null,
                size(attributes),
                industry);
    }

    /** As it is called, where it was asked for by an id of which we know that. */
    private static @Nullable String country(JsonNode attributes) {
        String country = only(attributes, "country");
        return country == null || Countries.code(country) == null ? null : country;
    }

    private static @Nullable String size(JsonNode attributes) {
        String id = only(attributes, "employeeCount");
        HeadCount range = id != null ? ZoomInfoVocabulary.size(id) : ZoomInfoSearch.employees(attributes);
        String text = range == null || attributes.has("employeeCount") && id == null ? null : range.toString();
        return OPEN.equals(text) ? null : text;
    }

    private static @Nullable String only(JsonNode attributes, String field) {
        List<String> values = ZoomInfoSearch.values(attributes, field);
        return values.size() == 1 ? values.getFirst() : null;
    }
}
