package com.messageai.leadgen.embedding;

/**
 * Where a model's cosines begin and end to mean something: {@code unrelated} maps to 0, {@code paraphrase} to 10,000.
 */
public record Calibration(String model, double unrelated, double paraphrase) {

    /** Similarity in basis points of a raw cosine: linear between the two quantiles, clamped. */
    public int similarity(double cosine) {
        double scaled = (cosine - unrelated) / (paraphrase - unrelated);
        return (int) Math.round(Math.clamp(scaled, 0.0, 1.0) * 10_000);
    }
}
