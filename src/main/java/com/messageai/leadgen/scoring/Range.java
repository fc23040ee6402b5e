package com.messageai.leadgen.scoring;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From a number to a number, both included: heads, or dollars a year. Compared by magnitude, as such figures are meant. */
record Range(double low, double high) {

    private static final String NUMBER =
            "\\$?\\s*(\\d+(?:[.,]\\d+)*)\\s*(k|m|mm|mio|mn|b|bn|t|thousand|million|billion|trillion)?\\+?";
    private static final Pattern RANGE = Pattern.compile(NUMBER + "\\s*(?:-|–|—|to|bis|~|\\.\\.)\\s*" + NUMBER + ".*");
    private static final Pattern AT_LEAST = Pattern.compile(
            "(?:(?:>=?|over|more than|min\\.?)\\s*" + NUMBER + "|" + NUMBER + "\\s*(?:\\+|or more|and more|plus)).*");
    private static final Pattern AT_MOST = Pattern.compile("(?:<=?|under|up to|less than|max\\.?)\\s*" + NUMBER + ".*");
    private static final Pattern SINGLE = Pattern.compile(NUMBER + "[^\\d]*");
    private static final double ENDLESS = 1e15;

    /** So much of what is known must lie within what is wanted for a full match: bounds of tables differ by one. */
    private static final double NEARLY_ALL = 0.98;

    private static final double ABOVE = 20;

    /** How far off, by factor, something still is near. */
    private static final double NEAR = 2.0;

    private static final int NEXT_TO_IT = 4_000;

    /** Null where the text names no range: {@code 50-200}, {@code 10M-50M}, {@code 1000+}, {@code 10,001+}, {@code <50}, {@code 120}. */
    static @Nullable Range read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String plain = text.toLowerCase(Locale.ROOT)
                .replace("employees", "")
                .replace("usd", "")
                .replace("size_", "")
                .replace("_to_", "-")
                .replace("_or_more", "+")
                .strip();
        Matcher range = RANGE.matcher(plain);
        if (range.matches()) {
            String unit = range.group(2) == null ? range.group(4) : range.group(2);
            return of(number(range.group(1), unit), number(range.group(3), range.group(4)));
        }
        Matcher most = AT_MOST.matcher(plain);
        if (most.matches()) {
            return of(1, number(most.group(1), most.group(2)));
        }
        Matcher least = AT_LEAST.matcher(plain);
        if (least.matches()) {
            boolean word = least.group(1) != null;
            return of(number(least.group(word ? 1 : 3), least.group(word ? 2 : 4)), ENDLESS);
        }
        Matcher single = SINGLE.matcher(plain);
        if (single.matches()) {
            double number = number(single.group(1), single.group(2));
            return of(number, number);
        }
        return null;
    }

    private static Range of(double low, double high) {
        return new Range(Math.max(1, Math.min(low, high)), Math.max(1, Math.max(low, high)));
    }

    private static double number(String digits, @Nullable String unit) {
        // A comma or point before three digits parts thousands, any other is a decimal one.
        String plain = digits.replaceAll("[.,](?=\\d{3}(?:\\D|$))", "").replace(',', '.');
        double factor = switch (unit == null ? "" : unit) {
            case "k", "thousand" -> 1e3;
            case "m", "mm", "mio", "mn", "million" -> 1e6;
            case "b", "bn", "billion" -> 1e9;
            case "t", "trillion" -> 1e12;
            default -> 1;
        };
        int second = plain.indexOf('.', plain.indexOf('.') + 1);
        return Double.parseDouble(second > 0 ? plain.replace(".", "") : plain) * factor;
    }

    /** How well this, what is known, fits what is wanted: the share of it that lies within, or how near it is. */
    int match(Range wanted) {
        double within = Math.min(high, wanted.high) < Math.max(low, wanted.low) ? 0 : share(wanted);
        if (within >= NEARLY_ALL) {
            return Match.FULL;
        }
        return Math.max(Math.toIntExact(Math.round(within * Match.FULL)), nearness(wanted));
    }

    private double share(Range wanted) {
        if (high == low) {
            return 1;
        }
        // "10001+" has no end, but nearly all who say it are not far above.
        double end = high == ENDLESS ? low * ABOVE : high;
        double from = Math.max(low, wanted.low);
        double to = Math.min(end, wanted.high);
        // The bounds belong to the range: 51-200 has 150 numbers in it.
        return StrictMath.log((to + 1) / from) / StrictMath.log((end + 1) / low);
    }

    private int nearness(Range wanted) {
        double off = high < wanted.low ? wanted.low / high : low > wanted.high ? low / wanted.high : 1;
        return off >= NEAR
                ? 0
                : Math.toIntExact(Math.round(NEXT_TO_IT * (1 - StrictMath.log(off) / StrictMath.log(NEAR))));
    }
}
