package com.messageai.leadgen.job;

/** The job is no longer in our hands: its lease ran out and somebody else has it. Nothing of ours is committed. */
public final class LostClaim extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostClaim(Job job) {
        super("lost the claim on " + job.type() + " " + job.id(), null, false, false);
    }
}
