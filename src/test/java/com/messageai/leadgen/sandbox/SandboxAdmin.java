package com.messageai.leadgen.sandbox;

import java.time.Duration;
import java.util.List;

/** What a test turns in a sandbox that runs in its own process; over HTTP the same is at {@code /admin}. */
public final class SandboxAdmin {

    private final Faults faults;
    private final Limits limits;
    private final Bill bill;
    private final PineconeIndex vectors;

    SandboxAdmin(Faults faults, Limits limits, Bill bill, PineconeIndex vectors) {
        this.faults = faults;
        this.limits = limits;
        this.bill = bill;
        this.vectors = vectors;
    }

    public SandboxAdmin fault(Fault fault) {
        faults.add(fault);
        return this;
    }

    public List<Fault> faults() {
        return faults.all();
    }

    public void clearFaults() {
        faults.clear();
    }

    public SandboxAdmin limit(Limit limit) {
        limits.add(limit);
        return this;
    }

    public List<Limit> limits() {
        return limits.all();
    }

    public void clearLimits() {
        limits.clear();
    }

    /** How long it takes until a vector that was written to, or deleted from, Pinecone is seen so. */
    public SandboxAdmin visibleAfter(Duration delay) {
        vectors.visibleAfter(delay);
        return this;
    }

    /** No faults, no limits, an empty bill, an empty index. */
    public void reset() {
        clearFaults();
        clearLimits();
        bill.reset();
        vectors.clear();
    }
}
