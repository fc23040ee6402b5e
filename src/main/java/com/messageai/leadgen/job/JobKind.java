package com.messageai.leadgen.job;

import java.time.Duration;

/**
 * A kind of job.
 *
 * @param type its name: {@code SEARCH}
 * @param version of the payload, as it is written here
 * @param oldest version of the payload that is still understood here; a job of any other version waits for an instance
 *     that understands it
 * @param timeout how long one run may take; after it the run has failed
 */
public record JobKind(String type, Queue queue, int version, int oldest, Duration timeout) {

    public JobKind {
        if (oldest < 1 || oldest > version) {
            throw new IllegalArgumentException(type + " understands versions " + oldest + " to " + version);
        }
    }
}
