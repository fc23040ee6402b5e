package com.messageai.leadgen.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the sort key and id of its last row, and a fingerprint of the sort and the filters it belongs to.
 *
 * @param key the last row's sort key as text; null where that row had none
 */
record Cursor(String fingerprint, UUID id, @Nullable String key) {

    private static final int LONGEST = 2_048;

    String encode() {
        String text = fingerprint + '\n' + id + '\n' + (key == null ? "-" : "+" + key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Cursor decode(String text) {
        if (text.length() > LONGEST) {
            throw bad();
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 3);
            if (parts.length < 3 || parts[2].isEmpty() || parts[2].indexOf('\0') >= 0) {
                throw bad();
            }
            String key = parts[2].charAt(0) == '+' ? parts[2].substring(1) : null;
            return new Cursor(parts[0], UUID.fromString(parts[1]), key);
        } catch (IllegalArgumentException e) {
            throw bad();
        }
    }

    static BadPageRequest bad() {
        return new BadPageRequest(BadPageRequest.Part.CURSOR, "The cursor is not one that this list gave.");
    }
}
