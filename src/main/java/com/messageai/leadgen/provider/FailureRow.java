package com.messageai.leadgen.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One row of a provider's table of errors: what its sheet says, by what it is known, what it means.
 *
 * {@snippet :
 * row("404 unknown_route", status(404).and(type("unknown_route"))).unauthorized("no such route")
 * }
 */
public final class FailureRow {

    private final String sheet;
    private final Predicate<ProviderAnswer> when;
    private final Meaning meaning;

    private FailureRow(String sheet, Predicate<ProviderAnswer> when, Meaning meaning) {
        this.sheet = sheet;
        this.when = when;
        this.meaning = meaning;
    }

    /** @param sheet the row in words, status and code first: {@code 429 rate_limit_exceeded} */
    public static Case row(String sheet, Predicate<ProviderAnswer> when) {
        return new Case(sheet, when);
    }

    /** The row of the sheet, in words. */
    public String sheet() {
        return sheet;
    }

    public boolean fits(ProviderAnswer answer) {
        return when.test(answer);
    }

    /** Null where the answer is a result in spite of its looks. */
    @Nullable ProviderFailure failure(String provider, String endpoint, ProviderAnswer answer) {
        return meaning.of(provider, endpoint, answer);
    }

    @Override
    public String toString() {
        return sheet;
    }

    @FunctionalInterface
    private interface Meaning {
        @Nullable ProviderFailure of(String provider, String endpoint, ProviderAnswer answer);
    }

    /** The left side of a row. The words that go into a failure are shown to operators: codes, never messages. */
    public record Case(String sheet, Predicate<ProviderAnswer> when) {

        /** Not a failure: the reader takes the answer. */
        public FailureRow result() {
            return means((provider, endpoint, answer) -> null);
        }

        public FailureRow notFound() {
            return means((provider, endpoint, answer) -> new ProviderFailure.NotFound(provider, endpoint));
        }

        public FailureRow stillWorking(Duration wait) {
            return means((provider, endpoint, answer) -> new ProviderFailure.StillWorking(provider, endpoint, wait));
        }

        public FailureRow rateLimited(Duration wait) {
            return rateLimited(answer -> wait);
        }

        public FailureRow rateLimited(Function<ProviderAnswer, Duration> wait) {
            return means((provider, endpoint, answer) ->
                    new ProviderFailure.RateLimited(provider, endpoint, wait.apply(answer)));
        }

        public FailureRow outOfCredits() {
            return means((provider, endpoint, answer) -> new ProviderFailure.OutOfCredits(provider, endpoint));
        }

        public FailureRow unauthorized(String words) {
            return unauthorized(answer -> words);
        }

        public FailureRow unauthorized(Function<ProviderAnswer, String> words) {
            return means((provider, endpoint, answer) ->
                    new ProviderFailure.Unauthorized(provider, endpoint, words.apply(answer)));
        }

        /** The token's time is over: where another can be had, the call is made once more with that. */
        public FailureRow tokenExpired(Function<ProviderAnswer, String> words) {
            return means((provider, endpoint, answer) ->
                    ProviderFailure.Unauthorized.expired(provider, endpoint, words.apply(answer)));
        }

        public FailureRow rejected(Function<ProviderAnswer, String> words) {
            return means((provider, endpoint, answer) ->
                    new ProviderFailure.Rejected(provider, endpoint, words.apply(answer)));
        }

        public FailureRow optedOut() {
            return means((provider, endpoint, answer) -> new ProviderFailure.OptedOut(provider, endpoint));
        }

        /** Comes back when {@code Retry-After} says, where it says so. */
        public FailureRow unavailable(Function<ProviderAnswer, String> words) {
            return unavailable(words, answer -> answer.retryAfter(Clock.systemUTC()));
        }

        public FailureRow unavailable(
                Function<ProviderAnswer, String> words, Function<ProviderAnswer, @Nullable Duration> wait) {
            return means((provider, endpoint, answer) ->
                    new ProviderFailure.Unavailable(provider, endpoint, words.apply(answer), wait.apply(answer)));
        }

        private FailureRow means(Meaning meaning) {
            return new FailureRow(sheet, when, meaning);
        }
    }
}
