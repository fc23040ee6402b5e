package com.messageai.leadgen.feed;

import java.util.UUID;

/**
 * A journal entry as its readers get it.
 *
 * @param previous the number before this one in the same campaign
 * @param ends whether the campaign has ended with this event
 * @param named for readers who may see people's names
 * @param nameless for all others; the same frame where there is no name in it
 */
record FeedEntry(long number, UUID campaign, long previous, boolean ends, Frame named, Frame nameless) {

    Frame frame(boolean names) {
        return names ? named : nameless;
    }
}
