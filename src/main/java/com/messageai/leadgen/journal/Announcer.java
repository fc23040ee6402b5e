package com.messageai.leadgen.journal;

import com.messageai.leadgen.team.TeamId;
import reactor.core.publisher.Mono;

/**
 * Tells all instances that a team's journal has grown. Called after the commit; a lost announcement costs time, never an
 * event, since readers close gaps from the journal.
 */
public interface Announcer {

    /** Completes in any case: an announcement that fails is logged and made good by polling. */
    Mono<Void> announce(TeamId team, long upTo);
}
