package com.messageai.leadgen.pipeline;

import com.messageai.leadgen.campaign.CampaignRun;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Two stages at once found the same room for more prospects; the later one is rolled back and looks again. The campaign's
 * own row, which both must lock, has the last word.
 */
final class RoomTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The other's commit is seen at once: more than a few in a row mean that something else is wrong. */
    static final Retry AGAIN = Retry.max(5).filter(RoomTaken.class::isInstance);

    private RoomTaken() {
        super("the campaign's room was taken meanwhile", null, false, false);
    }

    /** @param fresh how many the stage has added */
    static Mono<Void> check(CampaignRun run, int fresh) {
        Integer most = run.maxProspects();
        return most != null && fresh > 0 && run.discovered() > most ? Mono.error(new RoomTaken()) : Mono.empty();
    }
}
