package com.messageai.leadgen.survival;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Looks again until something is so. A look that fails is a look at something that is not there yet. */
final class Await {

    private static final long PAUSE_MILLIS = 20;

    private Await() {}

    /** How long it took until {@code look} was true; an error that names {@code what} when it never was. */
    static Duration until(String what, Duration patience, Callable<Boolean> look) {
        long begun = System.nanoTime();
        Exception last = null;
        while (System.nanoTime() - begun < patience.toNanos()) {
            try {
                if (look.call()) {
                    return Duration.ofNanos(System.nanoTime() - begun);
                }
                last = null;
            } catch (Exception notYet) {
                last = notYet;
            }
            pause();
        }
        throw new AssertionError("not within " + patience.toSeconds() + " s: " + what, last);
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
