package com.messageai.leadgen.job;

/** Every worker that took up the job was lost with it: it may be the job that kills them. */
public final class WorkersLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WorkersLost(int times) {
        super("lost " + times + " workers in a row", null, false, false);
    }
}
