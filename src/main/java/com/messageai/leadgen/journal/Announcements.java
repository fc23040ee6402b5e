package com.messageai.leadgen.journal;

import reactor.core.publisher.Flux;

/** What instances tell each other about journals that have grown: quick, and never to be relied on. */
public interface Announcements {

    /**
     * Announcements of all teams from now on, of this instance and the others. Never ends and never fails: while the
     * messenger is away it is silent. To be consumed without bound; whoever is slow conflates.
     */
    Flux<Announcement> all();
}
