package com.messageai.leadgen.icp;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of whole numbers as people write sizes and revenues: {@code 50-200}, {@code 10M-50M}, {@code 1,000+},
 * {@code $1B+}, {@code 500}. {@code K}, {@code M} and {@code B} are thousands, millions and thousand millions; in
 * {@code 10-50M} the last one counts for both ends.
 *
 * @param high the last number inside, null when the range is open
 */
public record Range(long low, @Nullable Long high) {

    private static final String NUMBER = "\\$?(\\d{1,3}(?:,\\d{3})+|\\d{1,12})(\\.\\d{1,3})?([KMB])?";
    private static final Pattern SHAPE = Pattern.compile(NUMBER + "(?:(\\+)|[-–]" + NUMBER + ")?");

    /** Empty when the text is no range, or its ends are in the wrong order. */
    public static Optional<Range> parse(String text) {
        Matcher shape = SHAPE.matcher(text.replace(" ", "").toUpperCase(Locale.ROOT));
        if (!shape.matches()) {
            return Optional.empty();
        }
        boolean closed = shape.group(5) != null;
        String unit = shape.group(3) == null && closed ? shape.group(7) : shape.group(3);
        long low = number(shape.group(1), shape.group(2), unit);
        if (!closed) {
            return Optional.of(new Range(low, shape.group(4) == null ? low : null));
        }
        long high = number(shape.group(5), shape.group(6), shape.group(7));
        return low <= high ? Optional.of(new Range(low, high)) : Optional.empty();
    }

    private static long number(String whole, @Nullable String decimals, @Nullable String unit) {
        double value = Double.parseDouble(whole.replace(",", "") + (decimals == null ? "" : decimals));
        double factor = switch (unit == null ? "" : unit) {
            case "K" -> 1e3;
            case "M" -> 1e6;
            case "B" -> 1e9;
            default -> 1;
        };
        return Math.round(value * factor);
    }
}
