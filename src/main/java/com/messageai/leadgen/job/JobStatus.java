package com.messageai.leadgen.job;

/** Where a job stands, as people see it. */
public enum JobStatus {
    /** Due, and nobody has it yet. */
    WAITING("job WHERE status = 'READY' AND run_at <= now()"),
    /** Due later: after a failure, a limit, an open circuit. */
    DELAYED("job WHERE status = 'READY' AND run_at > now()"),
    ACTIVE("job WHERE status = 'ACTIVE'"),
    /** Waits for the resume of its campaign. */
    PARKED("job WHERE status = 'PARKED'"),
    COMPLETED("job_archive WHERE status = 'COMPLETED'"),
    /** Given up until somebody decides. */
    DEAD("job WHERE status = 'DEAD'"),
    /** Was dead, and somebody has decided that it is not needed. */
    DISCARDED("job_archive WHERE status = 'DISCARDED'"),
    /** Its campaign was cancelled. */
    CANCELLED("job_archive WHERE status = 'CANCELLED'");

    private final String rows;

    JobStatus(String rows) {
        this.rows = rows;
    }

    /** What stands behind FROM for jobs of this status. */
    String rows() {
        return rows;
    }

    boolean settled() {
        return this == COMPLETED || this == DISCARDED || this == CANCELLED;
    }
}
