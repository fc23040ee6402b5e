package com.messageai.leadgen.discovery;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What others send, made fit to be kept: trimmed, bounded, without characters that PostgreSQL does not take. */
final class Texts {

    static final int LINE = 300;
    static final int BIO = 8_000;
    static final int LIST = 100;

    private static final Pattern HOST = Pattern.compile(
            "(?:[a-z][a-z0-9+.-]*://)?(?:www\\.)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{1,62})(?:[:/?#].*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Texts() {}

    /** One line; null where nothing is left. */
    static @Nullable String line(@Nullable String text) {
        return text == null ? null : filled(clean(text, LINE * 4).replaceAll("\\s+", " "), LINE);
    }

    static @Nullable String line(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? line(node.asString()) : null;
    }

    /** Several lines. */
    static @Nullable String block(@Nullable String text) {
        return text == null ? null : filled(clean(text, BIO * 2), BIO);
    }

    /** The entries of a list that say something, each once. */
    static List<String> lines(Collection<String> entries) {
        return entries.stream()
                .limit(10L * LIST)
                .map(Texts::line)
                .filter(entry -> entry != null)
                .distinct()
                .limit(LIST)
                .toList();
    }

    static List<String> lines(JsonNode array) {
        return array.isArray()
                ? lines(array.valueStream().limit(10L * LIST).map(Texts::entry).toList())
                : List.of();
    }

    /** The host of a website or a bare domain, without {@code www.}; null where there is none. */
    static @Nullable String domain(@Nullable String website) {
        if (website == null || website.length() > 2_000) {
            return null;
        }
        Matcher host = HOST.matcher(website.strip());
        return host.matches() && host.group(1).length() <= 253 ? host.group(1).toLowerCase(Locale.ROOT) : null;
    }

    private static String entry(JsonNode node) {
        String text = node.isObject() ? line(node.path("name")) : line(node);
        return text == null ? "" : text;
    }

    private static @Nullable String filled(String text, int most) {
        String cut = text.strip();
        if (cut.length() > most) {
            int end = Character.isHighSurrogate(cut.charAt(most - 1)) ? most - 1 : most;
            cut = cut.substring(0, end).strip();
        }
        return cut.isEmpty() ? null : cut;
    }

    /** Without control characters, NUL among them; halves of surrogate pairs, which UTF-8 can't say, are replaced. */
    private static String clean(String text, int most) {
        var kept = new StringBuilder(Math.min(text.length(), most));
        text.replace("\r\n", "\n").replace('\r', '\n').codePoints().limit(most).forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                kept.append('\uFFFD');
            } else if (!Character.isISOControl(point) || point == '\n' || point == '\t') {
                kept.appendCodePoint(point);
            }
        });
        return kept.toString();
    }
}
