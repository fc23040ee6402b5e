package com.messageai.leadgen.feed;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where a reader gets what is not in memory. */
interface History {

    /** At most {@code limit} entries of the stream's scope after a number, oldest first. */
    Mono<List<FeedEntry>> after(Scope scope, long number, int limit);

    /** A new start with a reset and a snapshot. */
    Mono<Start> reset(Scope scope, Reset reason);

    /** The last event of the stream of one campaign. @param last null when the campaign is gone */
    Frame end(UUID campaign, @Nullable CampaignState last);
}
