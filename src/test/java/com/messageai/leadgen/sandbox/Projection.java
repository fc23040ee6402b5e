package com.messageai.leadgen.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code fields=a,b,c:(d,e)}: what of an element is wanted. */
final class Projection {

    private final Map<String, @Nullable Projection> fields = new LinkedHashMap<>();

    private Projection() {}

    /** Null, and so everything, where nothing is given. */
    static @Nullable Projection of(@Nullable String fields) {
        if (fields == null || fields.isBlank()) {
            return null;
        }
        int[] at = {0};
        return parse(fields.trim(), at);
    }

    private static Projection parse(String text, int[] at) {
        Projection projection = new Projection();
        StringBuilder name = new StringBuilder();
        while (at[0] < text.length()) {
            char c = text.charAt(at[0]++);
            if (c == ')') {
                break;
            } else if (c == ':' && at[0] < text.length() && text.charAt(at[0]) == '(') {
                at[0]++;
                projection.fields.put(name.toString(), parse(text, at));
                name.setLength(0);
            } else if (c == ',') {
                projection.add(name);
            } else if (!Character.isWhitespace(c)) {
                name.append(c);
            }
        }
        projection.add(name);
        return projection;
    }

    private void add(StringBuilder name) {
        if (!name.isEmpty()) {
            fields.put(name.toString(), null);
            name.setLength(0);
        }
    }

    static @Nullable Object apply(@Nullable Projection projection, @Nullable Object value) {
        if (projection == null || value == null) {
            return value;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> apply(projection, element)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> kept = new LinkedHashMap<>();
            projection.fields.forEach((field, inner) -> {
                if (map.containsKey(field)) {
                    kept.put(field, apply(inner, map.get(field)));
                }
            });
            return kept;
        }
        return value;
    }
}
