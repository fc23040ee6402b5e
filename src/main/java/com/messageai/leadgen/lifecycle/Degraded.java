package com.messageai.leadgen.lifecycle;

import org.springframework.boot.health.contributor.Status;

/** Between up and down: the service answers, and something behind it waits or is slower. */
public final class Degraded {

    public static final Status STATUS = new Status("DEGRADED");

    private Degraded() {}
}
