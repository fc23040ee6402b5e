package com.messageai.leadgen.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong with a call to a provider. The message is safe to log and to show an operator: it holds
 * no credential, no URL query and no personal data.
 */
public abstract sealed class ProviderFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String provider;
    private final String endpoint;

    ProviderFailure(String provider, String endpoint, String message) {
        super(provider + " " + endpoint + ": " + message, null, false, false);
        this.provider = provider;
        this.endpoint = endpoint;
    }

    public String provider() {
        return provider;
    }

    public String endpoint() {
        return endpoint;
    }

    /** The provider has nothing of that name. A result rather than a fault. */
    public static final class NotFound extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        public NotFound(String provider, String endpoint) {
            super(provider, endpoint, "not found");
        }
    }

    /** The provider is still working on the answer: ask again after the delay; nothing is billed twice. */
    public static final class StillWorking extends ProviderFailure {
        private static final long serialVersionUID = 1L;
        private final transient Duration retryAfter;

        public StillWorking(String provider, String endpoint, Duration retryAfter) {
            super(provider, endpoint, "still working");
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** A limit of rate: ours or the provider's. Delays the job, uses up no attempt. */
    public static final class RateLimited extends ProviderFailure {
        private static final long serialVersionUID = 1L;
        private final transient Duration retryAfter;

        public RateLimited(String provider, String endpoint, Duration retryAfter) {
            super(provider, endpoint, "at its limit");
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The circuit is open, the bulkhead is full or the quota can't be counted now: the call was not made. */
    public static final class NotCalled extends ProviderFailure {
        private static final long serialVersionUID = 1L;
        private final String reason;
        private final transient Duration retryAfter;

        /** @param reason kebab-case: {@code circuit-open}, {@code bulkhead-full}, {@code quota-unavailable} */
        public NotCalled(String provider, String endpoint, String reason, Duration retryAfter) {
            super(provider, endpoint, reason);
            this.reason = reason;
            this.retryAfter = retryAfter;
        }

        public String reason() {
            return reason;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The account has no credits left; waiting a second does not help. */
    public static final class OutOfCredits extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        public OutOfCredits(String provider, String endpoint) {
            super(provider, endpoint, "out of credits");
        }
    }

    /** The credential was refused or lacks a permission. Permanent until an operator acts. */
    public static final class Unauthorized extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        private final boolean expired;

        public Unauthorized(String provider, String endpoint, String message) {
            this(provider, endpoint, message, false);
        }

        private Unauthorized(String provider, String endpoint, String message, boolean expired) {
            super(provider, endpoint, message);
            this.expired = expired;
        }

        /** The token was good once; another one may be. */
        public static Unauthorized expired(String provider, String endpoint, String message) {
            return new Unauthorized(provider, endpoint, message, true);
        }

        public boolean expired() {
            return expired;
        }
    }

    /** The provider refuses the input. Permanent for this input. */
    public static final class Rejected extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        public Rejected(String provider, String endpoint, String message) {
            super(provider, endpoint, message);
        }
    }

    /** The person objected to being processed: forget and never ask again. */
    public static final class OptedOut extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        public OptedOut(String provider, String endpoint) {
            super(provider, endpoint, "opted out");
        }
    }

    /** The provider failed or gave an answer that can't be read; trying again later may help. */
    public static final class Unavailable extends ProviderFailure {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable Duration retryAfter;

        public Unavailable(String provider, String endpoint, String message) {
            this(provider, endpoint, message, null);
        }

        public Unavailable(String provider, String endpoint, String message, @Nullable Duration retryAfter) {
            super(provider, endpoint, message);
            this.retryAfter = retryAfter;
        }

        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** Sent, but no answer came (timeout, reset): the provider may have done and billed it. */
    public static final class UnknownOutcome extends ProviderFailure {
        private static final long serialVersionUID = 1L;

        public UnknownOutcome(String provider, String endpoint, String message) {
            super(provider, endpoint, message);
        }
    }
}
