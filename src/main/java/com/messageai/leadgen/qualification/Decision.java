package com.messageai.leadgen.qualification;

/** What becomes of a prospect by its score. Reasons are UPPER_SNAKE_CASE and stable: clients show and filter by them. */
public sealed interface Decision {

    /** At or above the qualifying edge. */
    record Qualified() implements Decision {}

    /** A person looks at it. @param reason {@code SCORE}, {@code LOW_COVERAGE} or the reason of the score's cap */
    record InReview(String reason) implements Decision {}

    /** @param reason {@code SCORE}, {@code NOTHING_KNOWN} or the reason of the score's cap */
    record Archived(String reason) implements Decision {}
}
