package com.messageai.leadgen.provider;

import reactor.core.publisher.Mono;

/**
 * How a provider is, found out by a call that costs nothing: adapters declare one as a bean where the provider offers such a
 * call. It is made when somebody wants to know, and at most once a minute by each instance.
 */
public interface Probe {

    /** Whose state is found out. */
    ProviderClient client();

    /**
     * The call, through the client's policy. Gives what is left of the credits; ends without a value where that can't be
     * read, which is not the same as that there are none.
     */
    Mono<Credits> look();

    /** Whether it is worth a call that the provider is known to be there: only credits are. */
    default boolean tellsCredits() {
        return false;
    }
}
