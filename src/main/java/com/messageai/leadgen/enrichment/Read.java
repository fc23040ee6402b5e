package com.messageai.leadgen.enrichment;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads answers that may lack anything and hold anything: what is not of the expected kind counts as not there. */
final class Read {

    private static final int LONGEST = 300;
    private static final int MOST = 100;

    private Read() {}

    /** Trimmed, free of control characters, at most 300 characters; null where there is none. */
    static @Nullable String text(JsonNode node) {
        String value = node.isString() || node.isNumber() ? node.asString() : "";
        String clean = value.replaceAll("\\p{Cntrl}+", " ").strip();
        if (clean.length() > LONGEST) {
            clean = clean.substring(0, clean.offsetByCodePoints(0, clean.codePointCount(0, LONGEST)));
        }
        return clean.isEmpty() ? null : clean;
    }

    static List<String> texts(JsonNode node) {
        return node.valueStream()
                .limit(MOST)
                .map(Read::text)
                .filter(Objects::nonNull)
                .toList();
    }

    /** A head count: whole and not negative; what is too large for us is the largest we have. */
    static @Nullable Integer count(JsonNode node) {
        return node.isIntegralNumber() && node.bigIntegerValue().signum() >= 0
                ? Integer.valueOf((int) Math.min(Integer.MAX_VALUE, node.asLong(Integer.MAX_VALUE)))
                : null;
    }

    /** A percentage as a share of 1. */
    static @Nullable Double percent(JsonNode node) {
        return node.isNumber() ? Double.valueOf(Math.clamp(node.asDouble(), 0, 100) / 100) : null;
    }

    static boolean yes(JsonNode node) {
        return node.isBoolean() && node.asBoolean();
    }
}
