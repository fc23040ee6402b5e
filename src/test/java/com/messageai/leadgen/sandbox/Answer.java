package com.messageai.leadgen.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a provider answers, and what it charges for it. */
record Answer(int status, Map<String, String> headers, byte[] body, Charge charge) {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=utf-8");

    static Answer json(int status, Object tree) {
        return new Answer(status, JSON, Json.bytes(tree), Charge.NOTHING);
    }

    static Answer raw(int status, byte[] body) {
        return new Answer(status, JSON, body, Charge.NOTHING);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0], Charge.NOTHING);
    }

    Answer charged(Charge newCharge) {
        return new Answer(status, headers, body, newCharge);
    }

    Answer with(Consumer<Map<String, String>> changes) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changes.accept(changed);
        return new Answer(status, changed, body, charge);
    }

    Answer with(String header, @Nullable Object value) {
        return value == null ? this : with(changed -> changed.put(header, value.toString()));
    }
}
