package com.messageai.leadgen.feed;

/** Why a client gets a snapshot in place of events. */
enum Reset {
    /** The id is none of ours, or newer than all there is. */
    UNKNOWN_ID,
    /** What came after the id is no longer kept. */
    TOO_OLD,
    /** The client read too slowly. */
    TOO_SLOW
}
