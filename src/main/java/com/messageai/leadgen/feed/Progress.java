package com.messageai.leadgen.feed;

import org.jspecify.annotations.Nullable;

/**
 * The counts of one campaign as they are sent to its readers.
 *
 * @param version grows with every change within a team, so that a reader knows what it has not yet seen
 * @param changedAt the journal's number when the change was seen
 * @param asOf the journal's number up to which all is counted
 * @param state null when the campaign is gone
 * @param frame null when the campaign is gone
 */
record Progress(
        long version,
        long changedAt,
        long asOf,
        @Nullable CampaignState state,
        @Nullable Frame frame) {

    /** The same counts, known to hold at a later number. */
    Progress stillAt(long number) {
        return new Progress(version, changedAt, number, state, frame);
    }

    boolean ended() {
        return state == null || state.status().ended();
    }
}
