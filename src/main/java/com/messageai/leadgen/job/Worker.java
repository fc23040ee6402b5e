package com.messageai.leadgen.job;

import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Mono;

/** Does the jobs of one queue. */
public interface Worker {

    /** What it understands; jobs of other kinds and versions are left to others. */
    Collection<JobKind> kinds();

    /** Works on the jobs of one claim, all of one team, and settles each of them behind the fence. */
    Mono<Void> work(List<Job> jobs);

    /**
     * Settles jobs whose work has failed: also with {@link JobTimedOut}, or with {@link WorkersLost} instead of being
     * worked on. Those that were settled before are passed over.
     */
    Mono<Void> settle(List<Job> jobs, Throwable failure);
}
