package com.messageai.leadgen.team;

import reactor.core.publisher.Mono;

/**
 * The rights of the caller for as long as an answer lasts. Controllers of streams take it as an argument:
 * {@code events.takeUntilOther(rights.ended())}.
 */
public interface Rights {

    /** Completes within a second after the session has ended, or the user has another role or may no longer sign in. */
    Mono<Void> ended();
}
