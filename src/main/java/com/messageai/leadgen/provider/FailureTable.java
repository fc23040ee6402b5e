package com.messageai.leadgen.provider;

import static com.messageai.leadgen.provider.FailureRow.row;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's answers mean: each adapter writes its fact sheet's table of errors as one, so that a reader can check
 * it row by row and a test can walk it. The first row that fits holds; where none does, the statuses of HTTP mean what
 * they mean by themselves.
 */
public class FailureTable {

    private static final Duration WHERE_NOTHING_IS_SAID = Duration.ofMinutes(1);

    private static final List<FailureRow> BY_STATUS = List.of(
            row("2xx, a result", ProviderAnswer::successful).result(),
            row("401, 403", status(401, 403)).unauthorized(FailureTable::words),
            row("402", status(402)).outOfCredits(),
            row("404", status(404)).notFound(),
            row("429", status(429)).rateLimited(FailureTable::wait),
            row("451", status(451)).optedOut(),
            row("408, 425, too late or too early", status(408, 425)).unavailable(FailureTable::words, answer -> null),
            row("4xx, refused", answer -> answer.status() / 100 == 4).rejected(FailureTable::words),
            // Redirects are not followed: one is an answer that can't be read.
            row("anything else", answer -> true).unavailable(FailureTable::words));

    private final String provider;
    private final List<FailureRow> rows;

    protected FailureTable(String provider, FailureRow... rows) {
        this(provider, List.of(rows));
    }

    private FailureTable(String provider, List<FailureRow> rows) {
        this.provider = provider;
        this.rows = rows;
    }

    /** @param rows in the order in which they are looked at */
    public static FailureTable of(String provider, FailureRow... rows) {
        return new FailureTable(provider, rows);
    }

    /** What the statuses of HTTP mean by themselves. */
    public static FailureTable byStatus(String provider) {
        return new FailureTable(provider, BY_STATUS);
    }

    /** The failure that an answer stands for; null where it is a result. */
    public @Nullable ProviderFailure failure(String endpoint, ProviderAnswer answer) {
        return Stream.concat(rows.stream(), BY_STATUS.stream())
                .filter(row -> row.fits(answer))
                .findFirst()
                .orElseThrow()
                .failure(provider, endpoint, answer);
    }

    /** What the answer says of the provider's own limits, good answer or bad: nothing, unless a provider tells. */
    public List<Allowance> allowances(ProviderAnswer answer) {
        return List.of();
    }

    /** What the sheet says beyond the statuses of HTTP. */
    public List<FailureRow> rows() {
        return rows;
    }

    /** Any of these. */
    public static Predicate<ProviderAnswer> status(int... statuses) {
        return answer -> IntStream.of(statuses).anyMatch(status -> status == answer.status());
    }

    private static String words(ProviderAnswer answer) {
        return "status " + answer.status();
    }

    private static Duration wait(ProviderAnswer answer) {
        Duration asked = answer.retryAfter(Clock.systemUTC());
        return asked == null ? WHERE_NOTHING_IS_SAID : asked;
    }
}
