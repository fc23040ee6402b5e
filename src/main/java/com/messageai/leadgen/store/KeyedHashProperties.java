package com.messageai.leadgen.store;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param hashKey the key of {@link KeyedHash}, at least 32 characters; left out, the installation makes its own */
@ConfigurationProperties("leadgen.security")
record KeyedHashProperties(@Nullable String hashKey) {

    KeyedHashProperties {
        hashKey = hashKey == null || hashKey.isBlank() ? null : hashKey.strip();
        if (hashKey != null && hashKey.length() < 32) {
            throw new IllegalArgumentException("leadgen.security.hash-key needs at least 32 characters");
        }
    }

    // A record's own text would show the key.
    @Override
    public String toString() {
        return "KeyedHashProperties[hashKey=" + (hashKey == null ? "made by the installation" : "given") + "]";
    }
}
