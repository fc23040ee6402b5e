package com.messageai.leadgen.lead;

/** What was done; the last two are written by the service. */
enum ActivityType {
    NOTE,
    CALL,
    EMAIL,
    MEETING,
    MESSAGE,
    OTHER,
    STATUS_CHANGED,
    ASSIGNED;

    boolean byHand() {
        return this != STATUS_CHANGED && this != ASSIGNED;
    }
}
