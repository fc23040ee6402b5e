package com.messageai.leadgen.sandbox;

import java.util.concurrent.atomic.AtomicLong;

/** Ids of answers. They are not random: reading randomness from the system would block an event loop. */
final class Tracing {

    private static final AtomicLong LAST = new AtomicLong();

    private Tracing() {}

    static String next() {
        return String.format(java.util.Locale.ROOT, "%016x", LAST.incrementAndGet() * 0x9E3779B97F4A7C15L);
    }
}
