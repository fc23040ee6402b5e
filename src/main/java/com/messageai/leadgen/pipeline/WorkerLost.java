package com.messageai.leadgen.pipeline;

/** Every worker that took up the job was lost with it: it may be the job that kills them. */
final class WorkerLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WorkerLost(int times) {
        super("lost " + times + " workers in a row", null, false, false);
    }
}
