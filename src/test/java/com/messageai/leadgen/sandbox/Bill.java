package com.messageai.leadgen.sandbox;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the sandbox was asked, and what its providers would charge for it. Calls that a provider answered, even if the
 * answer then got lost on the wire (reset, truncated, late), count as done and are billed; refused ones (limit, status
 * fault, bad request) are only counted.
 */
public final class Bill {

    private final Map<Endpoint, Account> accounts = new ConcurrentSkipListMap<>();

    /** Which door was knocked at: {@code clearbit}, {@code company}. */
    public record Endpoint(String provider, String endpoint) implements Comparable<Endpoint> {

        @Override
        public int compareTo(Endpoint other) {
            return toString().compareTo(other.toString());
        }
    }

    /**
     * A line of the bill.
     *
     * @param calls all that came, whatever the answer
     * @param limited refused because a limit was reached
     * @param failed refused by a fault with a status
     * @param billedUnits by the provider's rules: Clearbit once per e-mail or domain, Hunter credits, OpenAI tokens,
     *     elsewhere one a call
     * @param keys different things that were asked for
     * @param keysAskedMoreThanOnce those of them that were asked for again
     * @param mostInFlight calls that were open at the same time, at most
     */
    public record Line(
            String provider,
            String endpoint,
            long calls,
            long limited,
            long failed,
            long billedUnits,
            long keys,
            long keysAskedMoreThanOnce,
            int mostInFlight) {}

    private static final class Account {
        private final LongAdder calls = new LongAdder();
        private final LongAdder limited = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final LongAdder units = new LongAdder();
        private final AtomicInteger inFlight = new AtomicInteger();
        private final AtomicInteger mostInFlight = new AtomicInteger();
        private final Map<String, Integer> asked = new ConcurrentHashMap<>();
        private final Map<String, Boolean> charged = new ConcurrentHashMap<>();
    }

    void called(Endpoint endpoint) {
        Account account = account(endpoint);
        account.calls.increment();
        account.mostInFlight.accumulateAndGet(account.inFlight.incrementAndGet(), Math::max);
    }

    void answered(Endpoint endpoint) {
        account(endpoint).inFlight.decrementAndGet();
    }

    void limited(Endpoint endpoint) {
        account(endpoint).limited.increment();
    }

    void failed(Endpoint endpoint) {
        account(endpoint).failed.increment();
    }

    void charge(Endpoint endpoint, Charge charge) {
        Account account = account(endpoint);
        boolean isNew = false;
        for (String key : charge.keys()) {
            account.asked.merge(key, 1, Integer::sum);
            isNew |= charge.units() > 0 && account.charged.put(key, true) == null;
        }
        if (isNew || !charge.oncePerKey()) {
            account.units.add(charge.units());
        }
    }

    private Account account(Endpoint endpoint) {
        return accounts.computeIfAbsent(endpoint, key -> new Account());
    }

    /** All lines, in order of provider and endpoint. */
    public List<Line> lines() {
        return accounts.keySet().stream()
                .map(endpoint -> line(endpoint.provider(), endpoint.endpoint()))
                .toList();
    }

    /** One line; all zero where nothing was asked yet. */
    public Line line(String provider, String endpoint) {
        Account account = accounts.getOrDefault(new Endpoint(provider, endpoint), new Account());
        return new Line(
                provider,
                endpoint,
                account.calls.sum(),
                account.limited.sum(),
                account.failed.sum(),
                account.units.sum(),
                account.asked.size(),
                account.asked.values().stream().filter(times -> times > 1).count(),
                account.mostInFlight.get());
    }

    /** What was asked for, and how often. */
    public Map<String, Integer> keys(String provider, String endpoint) {
        return new TreeMap<>(accounts.getOrDefault(new Endpoint(provider, endpoint), new Account()).asked);
    }

    /** All calls to that provider. */
    public long calls(String provider) {
        return lines().stream()
                .filter(line -> line.provider().equals(provider))
                .mapToLong(Line::calls)
                .sum();
    }

    /** All that the provider would charge, over its endpoints. */
    public long units(String provider) {
        return accounts.entrySet().stream()
                .filter(account -> account.getKey().provider().equals(provider))
                .mapToLong(account -> account.getValue().units.sum())
                .sum();
    }

    /** Starts again from nothing. */
    public void reset() {
        accounts.clear();
    }
}
