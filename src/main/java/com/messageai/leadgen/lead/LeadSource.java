package com.messageai.leadgen.lead;

import com.messageai.leadgen.icp.Platform;

/** Where a lead comes from. */
enum LeadSource {
    LINKEDIN,
    FACEBOOK,
    ZOOMINFO,
    CSV,
    /** A person of the team wrote it down. */
    MANUAL,
    /** Another system of the team sent it. */
    API;

    static LeadSource of(Platform platform) {
        return valueOf(platform.name());
    }

    /** Whether people may create leads of this source; the others come from campaigns. */
    boolean byHand() {
        return this == MANUAL || this == API;
    }
}
