package com.messageai.leadgen.provider;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's answers mean: each adapter writes its fact sheet's table of errors as one, so that a reader can check
 * it row by row, and falls back on {@link #byStatus} for what the sheet does not name.
 */
@FunctionalInterface
public interface FailureTable {

    /** The failure that an answer stands for; null where it is a result. */
    @Nullable ProviderFailure failure(String endpoint, ProviderAnswer answer);

    /** What the statuses of HTTP mean by themselves. */
    static FailureTable byStatus(String provider) {
        return (endpoint, answer) -> answer.successful() ? null : plain(provider, endpoint, answer);
    }

    private static ProviderFailure plain(String provider, String endpoint, ProviderAnswer answer) {
        int status = answer.status();
        return switch (status) {
            case 401, 403 -> new ProviderFailure.Unauthorized(provider, endpoint, "status " + status);
            case 402 -> new ProviderFailure.OutOfCredits(provider, endpoint);
            case 404 -> new ProviderFailure.NotFound(provider, endpoint);
            case 429 -> new ProviderFailure.RateLimited(provider, endpoint, waitOf(answer));
            case 451 -> new ProviderFailure.OptedOut(provider, endpoint);
            case 408, 425 -> new ProviderFailure.Unavailable(provider, endpoint, "status " + status);
            default ->
                status >= 400 && status < 500
                        ? new ProviderFailure.Rejected(provider, endpoint, "status " + status)
                        // Redirects are not followed: one is an answer that can't be read.
                        : new ProviderFailure.Unavailable(
                                provider, endpoint, "status " + status, answer.retryAfter(Clock.systemUTC()));
        };
    }

    private static Duration waitOf(ProviderAnswer answer) {
        Duration asked = answer.retryAfter(Clock.systemUTC());
        return asked == null ? Duration.ofMinutes(1) : asked;
    }
}
