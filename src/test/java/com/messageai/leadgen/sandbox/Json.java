package com.messageai.leadgen.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as ordered maps and lists; a null value is written as null. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** Keys and values in turn. */
    static Map<String, @Nullable Object> object(@Nullable Object... entries) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            object.put((String) entries[i], entries[i + 1]);
        }
        return object;
    }

    /** Like {@link #object}, but leaves out what is null. */
    static Map<String, @Nullable Object> present(@Nullable Object... entries) {
        Map<String, @Nullable Object> object = object(entries);
        object.values().removeIf(value -> value == null);
        return object;
    }

    static byte[] bytes(Object tree) {
        return MAPPER.writeValueAsBytes(tree);
    }

    static JsonNode parse(byte[] body) throws JacksonException {
        return MAPPER.readTree(body);
    }

    static JsonNode parse(String text) throws JacksonException {
        return MAPPER.readTree(text);
    }

    static <T> T read(byte[] body, Class<T> type) throws JacksonException {
        return MAPPER.readValue(body, type);
    }

    static List<Object> empty() {
        return List.of();
    }
}
