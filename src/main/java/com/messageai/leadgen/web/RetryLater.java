package com.messageai.leadgen.web;

import java.time.Duration;
import org.springframework.http.HttpStatus;

/** A refusal that passes: its answer says after how many seconds to come back. */
class RetryLater extends Problem {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    RetryLater(HttpStatus status, String code, String detail, Duration retryAfter) {
        super(status, code, detail);
        this.retryAfter = retryAfter;
    }

    /** At least one second, rounded up. */
    long seconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
