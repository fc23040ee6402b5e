package com.messageai.leadgen.icp;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a team is looking for: the content of one version of an ICP, as {@code api.md} has it. Lists are never null;
 * an empty list is a criterion that was not stated and weighs nothing.
 *
 * @param required criteria that must not miss, as paths: {@code demographics.locations}
 */
public record IdealProfile(
        Demographics demographics,
        Firmographics firmographics,
        Psychographics psychographics,
        Behaviors behaviors,
        List<String> required,
        Exclusions exclusions,
        Weights weights) {

    public IdealProfile {
        required = given(required);
    }

    // JSON leaves lists out.
    private static List<String> given(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Who the person is. Seniorities as LinkedIn names them ({@code CXO, VP, DIRECTOR, …}); free text otherwise. */
    public record Demographics(
            List<String> jobTitles, List<String> seniorities, List<String> departments, List<String> locations) {

        public static final Demographics NONE = new Demographics(List.of(), List.of(), List.of(), List.of());

        public Demographics {
            jobTitles = given(jobTitles);
            seniorities = given(seniorities);
            departments = given(departments);
            locations = given(locations);
        }
    }

    /** Where the person works. Sizes and revenues are ranges such as {@code 50-200}, {@code 10M-50M}, {@code 1000+}. */
    public record Firmographics(
            List<String> industries,
            List<String> companySizes,
            List<String> technologies,
            List<String> revenues,
            List<String> locations) {

        public static final Firmographics NONE =
                new Firmographics(List.of(), List.of(), List.of(), List.of(), List.of());

        public Firmographics {
            industries = given(industries);
            companySizes = given(companySizes);
            technologies = given(technologies);
            revenues = given(revenues);
            locations = given(locations);
        }
    }

    /** What moves the person. */
    public record Psychographics(
            List<String> painPoints, List<String> goals, List<String> interests, List<String> values) {

        public static final Psychographics NONE = new Psychographics(List.of(), List.of(), List.of(), List.of());

        public Psychographics {
            painPoints = given(painPoints);
            goals = given(goals);
            interests = given(interests);
            values = given(values);
        }
    }

    /** What the person does. @param activeWithinDays how recent activity should be, null when it does not matter */
    public record Behaviors(List<String> keywords, @Nullable Integer activeWithinDays, List<String> signals) {

        public static final Behaviors NONE = new Behaviors(List.of(), null, List.of());

        public Behaviors {
            keywords = given(keywords);
            signals = given(signals);
        }
    }

    /** What keeps a person out, whatever else fits. */
    public record Exclusions(List<String> jobTitles, List<String> industries, List<String> companies) {

        public static final Exclusions NONE = new Exclusions(List.of(), List.of(), List.of());

        public Exclusions {
            jobTitles = given(jobTitles);
            industries = given(industries);
            companies = given(companies);
        }
    }

    /** How much each factor counts; each in [0, 1], the sum is 1. */
    public record Weights(
            BigDecimal demographics, BigDecimal firmographics, BigDecimal psychographics, BigDecimal activity) {

        public static final Weights DEFAULT = new Weights(
                new BigDecimal("0.30"), new BigDecimal("0.25"), new BigDecimal("0.25"), new BigDecimal("0.20"));
    }
}
