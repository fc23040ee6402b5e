package com.messageai.leadgen.prospect;

/** Where a prospect stands. */
public enum ProspectStatus {
    DISCOVERED,
    /** Has a score; more is learned of the person before it decides. */
    SCORED,
    QUALIFIED,
    ENRICHING,
    /** Became a lead. */
    CONVERTED,
    /** The person already had an open lead; {@code leadId} says which. */
    JOINED,
    IN_REVIEW,
    ARCHIVED,
    REJECTED,
    FAILED;

    /** The prospect's state machine, whole. Any unfinished one may fail; a dead-letter retry brings it back. */
    public boolean allows(ProspectStatus to) {
        return switch (this) {
            case DISCOVERED ->
                to == SCORED || to == QUALIFIED || to == IN_REVIEW || to == ARCHIVED || to == ENRICHING || to == FAILED;
            case SCORED -> to == QUALIFIED || to == IN_REVIEW || to == ARCHIVED || to == ENRICHING || to == FAILED;
            case QUALIFIED -> to == ENRICHING || to == FAILED;
            case ENRICHING -> to == CONVERTED || to == JOINED || to == IN_REVIEW || to == ARCHIVED || to == FAILED;
            case IN_REVIEW -> to == QUALIFIED || to == REJECTED;
            case FAILED -> to == SCORED || to == ENRICHING;
            case CONVERTED, JOINED, ARCHIVED, REJECTED -> false;
        };
    }
}
