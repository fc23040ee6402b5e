package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a test turns in a sandbox that runs in its own process; over HTTP the same is at {@code /admin}. */
public final class SandboxAdmin {

    private final Faults faults;
    private final Limits limits;
    private final Bill bill;
    private final PineconeIndex vectors;
    private final LeanRows rows;
    private final Map<String, FormSubmissions> submissions;
    private final ZoomInfoSwitches zoomInfo;

    SandboxAdmin(
            Faults faults,
            Limits limits,
            Bill bill,
            PineconeIndex vectors,
            LeanRows rows,
            Map<String, FormSubmissions> submissions,
            ZoomInfoSwitches zoomInfo) {
        this.faults = faults;
        this.limits = limits;
        this.bill = bill;
        this.vectors = vectors;
        this.rows = rows;
        this.submissions = submissions;
        this.zoomInfo = zoomInfo;
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

    /** So many more people fill in the lead forms of an account, now: a URN on {@code linkedin}, a page on {@code facebook}. */
    public List<Person> submit(String provider, String account, int count) {
        return of(provider).add(account, count).stream()
                .map(FormSubmissions.Submission::person)
                .toList();
    }

    /** Those who have filled in the lead forms of an account and are still shown, without tests. */
    public List<Person> submitters(String provider, String account) {
        return of(provider).of(account).stream()
                .filter(submission -> !submission.test())
                .map(FormSubmissions.Submission::person)
                .toList();
    }

    private FormSubmissions of(String provider) {
        FormSubmissions forms = submissions.get(provider);
        if (forms == null) {
            throw new IllegalArgumentException(provider + " has no lead forms");
        }
        return forms;
    }

    /** ZoomInfo's tokens, credits and shapes of errors. */
    public ZoomInfoSwitches zoomInfo() {
        return zoomInfo;
    }

    /** That share of all people, beside one in ten, has rows that say less than the profile: always the same people. */
    public SandboxAdmin leanRows(double share) {
        rows.share(share);
        return this;
    }

    public double leanRows() {
        return rows.share();
    }

    /** No faults, no limits, rows as usual, an empty bill, an empty index, all of ZoomInfo's credits. */
    public void reset() {
        zoomInfo.reset();
        clearFaults();
        clearLimits();
        leanRows(0);
        bill.reset();
        vectors.clear();
    }
}
