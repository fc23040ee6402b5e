package com.messageai.leadgen.sandbox;

/**
 * A window that no more than so many requests may pass: in any {@code perSeconds} seconds, not in each clock minute. An
 * endpoint may have several; what is over is refused in the provider's own way.
 *
 * @param endpoint {@code *} for all of the provider together
 */
public record Limit(String provider, String endpoint, int requests, double perSeconds) {

    public static final String ANY = "*";

    boolean covers(Bill.Endpoint asked) {
        return provider.equals(asked.provider()) && (endpoint.equals(ANY) || endpoint.equals(asked.endpoint()));
    }
}
