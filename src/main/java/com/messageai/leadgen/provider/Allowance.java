package com.messageai.leadgen.provider;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says beside an answer of one of its own windows: how many calls it will still take, and how long until the
 * window begins anew. Its word goes before our count.
 *
 * @param window the provider's name for it: {@code second}, {@code requests}
 */
public record Allowance(String window, long remaining, Duration reset) {

    private static final Duration LONGEST = Duration.ofDays(1);

    public Allowance {
        remaining = Math.clamp(remaining, 0, Integer.MAX_VALUE);
        reset = reset.isNegative() ? Duration.ZERO : reset.compareTo(LONGEST) > 0 ? LONGEST : reset;
    }

    /**
     * As headers have it: null where they say nothing, or nothing that can be read.
     *
     * @param remaining a number; a negative one means that the provider does not know
     */
    public static @Nullable Allowance read(String window, @Nullable String remaining, @Nullable Duration reset) {
        return remaining == null || reset == null || !remaining.strip().matches("\\d{1,18}")
                ? null
                : new Allowance(window, Long.parseLong(remaining.strip()), reset);
    }

    /** Those that are there. */
    public static List<Allowance> all(@Nullable Allowance... allowances) {
        return Stream.of(allowances).filter(Objects::nonNull).toList();
    }

    boolean isSpent() {
        return remaining == 0;
    }
}
