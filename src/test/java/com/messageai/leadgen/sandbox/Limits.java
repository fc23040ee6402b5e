package com.messageai.leadgen.sandbox;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The windows in force. */
final class Limits {

    private final List<Window> windows = new CopyOnWriteArrayList<>();

    /**
     * How full the fullest window was.
     *
     * @param limit null where no window is in force
     * @param secondsToWait seconds until there is room again, 0 where there is
     */
    record Gauge(@Nullable Limit limit, int remaining, double secondsToWait) {

        static final Gauge OPEN = new Gauge(null, 99_999, 0);

        boolean passed() {
            return secondsToWait == 0;
        }

        int requests() {
            return limit == null ? 100_000 : limit.requests();
        }
    }

    private static final class Window {
        private final Limit limit;
        private final ArrayDeque<Long> passed = new ArrayDeque<>();

        Window(Limit limit) {
            this.limit = limit;
        }

        Gauge gauge(long now) {
            long length = (long) (limit.perSeconds() * 1e9);
            while (!passed.isEmpty() && now - passed.peekFirst() >= length) {
                passed.removeFirst();
            }
            int remaining = limit.requests() - passed.size();
            double wait = remaining > 0
                    ? 0
                    : passed.isEmpty() ? limit.perSeconds() : (length - (now - passed.peekFirst())) / 1e9;
            return new Gauge(limit, Math.max(0, remaining), wait);
        }
    }

    /** Takes a place in every window that covers the endpoint, or in none. */
    synchronized Gauge enter(Bill.Endpoint endpoint) {
        long now = System.nanoTime();
        List<Window> covering =
                windows.stream().filter(window -> window.limit.covers(endpoint)).toList();
        Gauge fullest = covering.stream()
                .map(window -> window.gauge(now))
                .max(Comparator.comparingDouble(Gauge::secondsToWait)
                        .thenComparing(Gauge::remaining, Comparator.reverseOrder()))
                .orElse(Gauge.OPEN);
        if (!fullest.passed()) {
            return fullest;
        }
        covering.forEach(window -> window.passed.addLast(now));
        return new Gauge(fullest.limit(), Math.max(0, fullest.remaining() - 1), 0);
    }

    /** How each window stands that covers the endpoint. */
    synchronized List<Gauge> standing(Bill.Endpoint endpoint) {
        long now = System.nanoTime();
        return windows.stream()
                .filter(window -> window.limit.covers(endpoint))
                .map(window -> window.gauge(now))
                .toList();
    }

    void add(Limit limit) {
        windows.add(new Window(limit));
    }

    void clear() {
        windows.clear();
    }

    List<Limit> all() {
        return windows.stream().map(window -> window.limit).toList();
    }
}
