package com.messageai.leadgen.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on request. All but {@code STATUS} happen on the way back: the provider has done, and billed,
 * what was asked.
 *
 * @param endpoint {@code *} for all of the provider
 * @param status for {@code STATUS}; for the others the status of the broken answer, 0 for the real one
 * @param body instead of the provider's own; null for that
 * @param headers added to the answer
 * @param times how often; 0 for as long as it stands
 * @param probability in (0, 1], of each call
 * @param latencyMs {@code LATENCY}: before the answer; {@code DRIP}: before each byte
 * @param bytes {@code HUGE}: the size of the body
 */
public record Fault(
        String provider,
        String endpoint,
        Kind kind,
        int status,
        @Nullable String body,
        Map<String, String> headers,
        int times,
        double probability,
        long latencyMs,
        long bytes) {

    /** How it goes wrong. */
    public enum Kind {
        /** Answered with {@code status}, in the provider's own words where no body is given. */
        STATUS,
        /** The right answer, late. */
        LATENCY,
        /** The connection is reset where the answer should be. */
        RESET,
        /** The connection is closed after half of the body. */
        TRUNCATE,
        /** Half of the JSON, as if it were all. */
        MALFORMED,
        /** The right answer, byte by byte. */
        DRIP,
        /** A page of HTML. */
        WRONG_TYPE,
        /** A body that does not end for a long time. */
        HUGE
    }

    public Fault {
        headers = Map.copyOf(headers);
        if (probability <= 0 || probability > 1) {
            throw new IllegalArgumentException("probability is in (0, 1]");
        }
        if (kind == Kind.STATUS && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("STATUS needs a status");
        }
    }

    public static Fault of(String provider, String endpoint, Kind kind) {
        return new Fault(provider, endpoint, kind, kind == Kind.STATUS ? 500 : 0, null, Map.of(), 0, 1, 100, 64 << 20);
    }

    public static Fault status(String provider, String endpoint, int status) {
        return new Fault(provider, endpoint, Kind.STATUS, status, null, Map.of(), 0, 1, 0, 0);
    }

    /** Facebook's way to fail: status 400 and a code; 4, 17, 32, 190, 613, 80005 and others come as Meta words them. */
    public static Fault graphError(String provider, String endpoint, int code) {
        return status(provider, endpoint, 400)
                .body(new String(Json.bytes(GraphErrors.body(code)), StandardCharsets.UTF_8));
    }

    public static Fault latency(String provider, String endpoint, long latencyMs) {
        return of(provider, endpoint, Kind.LATENCY).lasting(latencyMs);
    }

    public Fault times(int newTimes) {
        return new Fault(provider, endpoint, kind, status, body, headers, newTimes, probability, latencyMs, bytes);
    }

    public Fault once() {
        return times(1);
    }

    public Fault probability(double newProbability) {
        return new Fault(provider, endpoint, kind, status, body, headers, times, newProbability, latencyMs, bytes);
    }

    public Fault body(String newBody) {
        return new Fault(provider, endpoint, kind, status, newBody, headers, times, probability, latencyMs, bytes);
    }

    public Fault headers(Map<String, String> newHeaders) {
        return new Fault(provider, endpoint, kind, status, body, newHeaders, times, probability, latencyMs, bytes);
    }

    public Fault lasting(long newLatencyMs) {
        return new Fault(provider, endpoint, kind, status, body, headers, times, probability, newLatencyMs, bytes);
    }

    public Fault bytes(long newBytes) {
        return new Fault(provider, endpoint, kind, status, body, headers, times, probability, latencyMs, newBytes);
    }

    boolean covers(Bill.Endpoint asked) {
        return provider.equals(asked.provider()) && (endpoint.equals(Limit.ANY) || endpoint.equals(asked.endpoint()));
    }
}
