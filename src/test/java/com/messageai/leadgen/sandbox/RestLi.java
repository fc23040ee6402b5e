package com.messageai.leadgen.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameter syntax of Rest.li 2.0 in its raw form: {@code (a:b,c:List(d,e))}, whose punctuation stands as it is
 * while that inside of values is percent-encoded. Values become strings, lists and maps.
 */
final class RestLi {

    /** A parameter that is not well-formed. */
    static final class Malformed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    private static final String LIST = "List(";
    private static final int DEPTH = 12;

    private final String text;
    private int at;

    private RestLi(String text) {
        this.text = text;
    }

    static Object parse(String raw) {
        RestLi parser = new RestLi(raw);
        Object value = parser.value(0);
        if (parser.at < raw.length()) {
            throw new Malformed("unexpected '" + raw.charAt(parser.at) + "' at position " + parser.at);
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> record(String raw) {
        if (parse(raw) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new Malformed("expected a record");
    }

    /** A list of strings; null where the value is anything else. */
    @SuppressWarnings("unchecked")
    static @Nullable List<String> strings(@Nullable Object value) {
        return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                ? (List<String>) list
                : null;
    }

    private Object value(int depth) {
        if (depth > DEPTH) {
            throw new Malformed("too deep");
        }
        if (text.startsWith(LIST, at)) {
            at += LIST.length();
            return list(depth);
        }
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            return map(depth);
        }
        return string();
    }

    private List<Object> list(int depth) {
        List<Object> values = new ArrayList<>();
        while (!closes()) {
            values.add(value(depth + 1));
            next();
        }
        at++;
        return values;
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> values = new LinkedHashMap<>();
        while (!closes()) {
            String key = string();
            if (at >= text.length() || text.charAt(at) != ':') {
                throw new Malformed("expected ':' at position " + at);
            }
            at++;
            values.put(key, value(depth + 1));
            next();
        }
        at++;
        return values;
    }

    private boolean closes() {
        if (at >= text.length()) {
            throw new Malformed("expected ')' at the end");
        }
        return text.charAt(at) == ')';
    }

    private void next() {
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
        } else if (at >= text.length() || text.charAt(at) != ')') {
            throw new Malformed("expected ',' or ')' at position " + at);
        }
    }

    private String string() {
        int start = at;
        while (at < text.length() && "(),:".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return Request.decode(text.substring(start, at));
    }
}
