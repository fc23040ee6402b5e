package com.messageai.leadgen.embedding;

import java.util.Map;
import java.util.TreeMap;

/** Which vectors count, by their metadata: all conditions hold. What has no such key is not equal to anything. */
public record VectorFilter(Map<String, String> equal, Map<String, String> different) {

    public static final VectorFilter NONE = new VectorFilter(Map.of(), Map.of());

    public VectorFilter {
        equal = Map.copyOf(equal);
        different = Map.copyOf(different);
    }

    public VectorFilter with(String key, String value) {
        return new VectorFilter(plus(equal, key, value), different);
    }

    public VectorFilter without(String key, String value) {
        return new VectorFilter(equal, plus(different, key, value));
    }

    private static Map<String, String> plus(Map<String, String> conditions, String key, String value) {
        Map<String, String> more = new TreeMap<>(conditions);
        more.put(key, value);
        return more;
    }
}
