package com.messageai.leadgen.campaign;

/**
 * The edges of the bands, in basis points (0 to 10,000): from {@code qualify} a prospect qualifies, from {@code review}
 * a person looks at it, below it is archived. Both edges belong to the upper band.
 */
public record Thresholds(int qualify, int review) {

    public static final Thresholds DEFAULT = new Thresholds(7_500, 6_000);

    public Thresholds {
        if (review < 0 || qualify > 10_000 || review > qualify) {
            throw new IllegalArgumentException("thresholds must satisfy 0 <= review <= qualify <= 10000");
        }
    }
}
