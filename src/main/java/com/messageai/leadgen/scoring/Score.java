package com.messageai.leadgen.scoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a prospect fits, and why. All figures are basis points (0 to 10,000); contributions of the factors add up
 * to the total exactly, less the {@code cap}'s cut where one applies.
 *
 * @param total after caps; @param low and @param high what the score could still become when what is unknown gets known
 * @param coverage how much of the weight was known
 * @param similarity calibrated similarity of meaning of the whole profile to the whole ICP, null where no text was known
 * @param model of the embedding, with its dimensions
 * @param cap why the total was held down: a required criterion missed, an exclusion hit; null when nothing did
 */
public record Score(
        int total,
        int low,
        int high,
        int coverage,
        List<FactorScore> factors,
        @Nullable Integer similarity,
        String model,
        int icpVersion,
        @Nullable Cap cap) {

    /** The four factors. */
    public enum Factor {
        DEMOGRAPHICS,
        FIRMOGRAPHICS,
        PSYCHOGRAPHICS,
        ACTIVITY
    }

    /** What became of one criterion. */
    public enum Verdict {
        MATCH,
        PARTIAL,
        MISS,
        UNKNOWN
    }

    /** One factor. @param contribution what it adds to the total before caps */
    public record FactorScore(
            Factor factor, int weight, int score, int contribution, int coverage, List<Evidence> evidence) {}

    /** Why. @param criterion a path of the ICP: {@code demographics.jobTitles} @param score null when unknown */
    public record Evidence(
            String criterion,
            Verdict verdict,
            @Nullable String expected,
            @Nullable String found,
            @Nullable Integer score) {}

    /** The total may not exceed {@code limit}. @param criterion the one that missed or was hit */
    public record Cap(String criterion, String reason, int limit) {}
}
