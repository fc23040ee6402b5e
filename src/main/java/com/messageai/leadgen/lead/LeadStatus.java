package com.messageai.leadgen.lead;

import java.util.Arrays;
import java.util.List;

/** Where the work on a lead stands. A person has at most one lead that is {@link #open()}. */
enum LeadStatus {
    NEW,
    CONTACTED,
    ENGAGED,
    QUALIFIED,
    CONVERTED,
    /** Not now: kept warm until it goes on. */
    NURTURE,
    LOST,
    DISQUALIFIED;

    /** The statuses of {@link #open()}, as the index {@code lead_open} has them. */
    static final String OPEN = "('NEW', 'CONTACTED', 'ENGAGED', 'QUALIFIED', 'NURTURE')";

    /** The lead's state machine, whole: forward freely, aside and back, and out with a reason. */
    boolean allows(LeadStatus to) {
        return switch (this) {
            case NEW -> to != this;
            case CONTACTED -> to == ENGAGED || to == QUALIFIED || to == CONVERTED || to == NURTURE || to.needsReason();
            case ENGAGED -> to == QUALIFIED || to == CONVERTED || to == NURTURE || to.needsReason();
            case QUALIFIED -> to == CONVERTED || to == NURTURE || to.needsReason();
            case NURTURE -> to == NEW || to == CONTACTED || to == ENGAGED || to == QUALIFIED || to.needsReason();
            case LOST, DISQUALIFIED -> to == NEW;
            case CONVERTED -> false;
        };
    }

    /** Where a lead may go from here. @param reopens whether who asks may take up what was given up */
    List<LeadStatus> allowed(boolean reopens) {
        return open() || reopens ? Arrays.stream(values()).filter(this::allows).toList() : List.of();
    }

    boolean open() {
        return switch (this) {
            case NEW, CONTACTED, ENGAGED, QUALIFIED, NURTURE -> true;
            case CONVERTED, LOST, DISQUALIFIED -> false;
        };
    }

    /** Whether a lead ends here because it was given up; says why. */
    boolean needsReason() {
        return this == LOST || this == DISQUALIFIED;
    }
}
