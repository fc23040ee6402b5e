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

    /** Who the person is. Seniorities as LinkedIn names them ({@code CXO, VP, DIRECTOR, …}); free text otherwise. */
    public record Demographics(
            List<String> jobTitles, List<String> seniorities, List<String> departments, List<String> locations) {}

    /** Where the person works. Sizes and revenues are ranges such as {@code 50-200}, {@code 10M-50M}, {@code 1000+}. */
    public record Firmographics(
            List<String> industries,
            List<String> companySizes,
            List<String> technologies,
            List<String> revenues,
            List<String> locations) {}

    /** What moves the person. */
    public record Psychographics(
            List<String> painPoints, List<String> goals, List<String> interests, List<String> values) {}

    /** What the person does. @param activeWithinDays how recent activity should be, null when it does not matter */
    public record Behaviors(List<String> keywords, @Nullable Integer activeWithinDays, List<String> signals) {}

    /** What keeps a person out, whatever else fits. */
    public record Exclusions(List<String> jobTitles, List<String> industries, List<String> companies) {}

    /** How much each factor counts; each in [0, 1], the sum is 1. */
    public record Weights(
            BigDecimal demographics, BigDecimal firmographics, BigDecimal psychographics, BigDecimal activity) {

        public static final Weights DEFAULT = new Weights(
                new BigDecimal("0.30"), new BigDecimal("0.25"), new BigDecimal("0.25"), new BigDecimal("0.20"));
    }
}
