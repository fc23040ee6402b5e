package com.messageai.leadgen.job;

import java.time.Duration;

/** A run took longer than its kind of job allows. */
public final class JobTimedOut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobTimedOut(Duration timeout) {
        super("not done within " + timeout.toSeconds() + " s", null, false, false);
    }
}
