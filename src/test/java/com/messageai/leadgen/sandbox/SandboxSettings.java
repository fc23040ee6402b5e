package com.messageai.leadgen.sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How a sandbox is to be.
 *
 * @param port 0 for any free one
 * @param seed the same seed and number of people give the same population
 * @param now the time from which "last active" counts back
 * @param queuedShare in [0, 1]: share of e-mails and domains that Clearbit and Hunter answer with 202 at first
 * @param queuedCalls how many calls they answer so
 * @param hunterCredits credits of the month, after which Hunter answers 429
 * @param limits windows in force from the start; none means as fast as it goes
 */
public record SandboxSettings(
        String host,
        int port,
        long seed,
        int people,
        Instant now,
        double queuedShare,
        int queuedCalls,
        long hunterCredits,
        List<Limit> limits) {

    public SandboxSettings {
        limits = List.copyOf(limits);
    }

    /** 20,000 people on a free port of this machine, without limits, latency and faults; nothing is queued. */
    public static SandboxSettings defaults() {
        return new SandboxSettings(
                "127.0.0.1", 0, 42, 20_000, Instant.now().truncatedTo(ChronoUnit.HOURS), 0, 1, 1_000_000, List.of());
    }

    public SandboxSettings withPort(int newPort) {
        return new SandboxSettings(host, newPort, seed, people, now, queuedShare, queuedCalls, hunterCredits, limits);
    }

    public SandboxSettings withHost(String newHost) {
        return new SandboxSettings(newHost, port, seed, people, now, queuedShare, queuedCalls, hunterCredits, limits);
    }

    public SandboxSettings withSeed(long newSeed) {
        return new SandboxSettings(host, port, newSeed, people, now, queuedShare, queuedCalls, hunterCredits, limits);
    }

    public SandboxSettings withPeople(int newPeople) {
        return new SandboxSettings(host, port, seed, newPeople, now, queuedShare, queuedCalls, hunterCredits, limits);
    }

    public SandboxSettings withNow(Instant newNow) {
        return new SandboxSettings(host, port, seed, people, newNow, queuedShare, queuedCalls, hunterCredits, limits);
    }

    /** That share of e-mails and domains is answered with 202 so many times before the answer comes. */
    public SandboxSettings withQueued(double share, int calls) {
        return new SandboxSettings(host, port, seed, people, now, share, calls, hunterCredits, limits);
    }

    public SandboxSettings withHunterCredits(long credits) {
        return new SandboxSettings(host, port, seed, people, now, queuedShare, queuedCalls, credits, limits);
    }

    public SandboxSettings withLimits(List<Limit> newLimits) {
        return new SandboxSettings(host, port, seed, people, now, queuedShare, queuedCalls, hunterCredits, newLimits);
    }
}
