package com.messageai.leadgen.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Look-ups that a provider does not answer at once. */
final class Queued {

    private final double share;
    private final int calls;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    Queued(double share, int calls) {
        this.share = share;
        this.calls = calls;
    }

    /** Whether this call is still answered with 202. */
    boolean queues(String key) {
        return ClearbitShapes.falls("queued " + key, share) && asked.merge(key, 1, Integer::sum) <= calls;
    }
}
