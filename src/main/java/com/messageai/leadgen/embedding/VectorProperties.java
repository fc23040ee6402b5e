package com.messageai.leadgen.embedding;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where vectors are kept.
 *
 * @param maxScanned vectors that one search in PostgreSQL may compare; a namespace that holds more is refused, not cut
 * @param clearing whether all of a namespace may be taken away by one call, which nothing brings back
 */
@ConfigurationProperties("leadgen.vectors")
record VectorProperties(
        @DefaultValue("postgres") Kind store,
        @DefaultValue("100000") int maxScanned,
        @DefaultValue("false") boolean clearing) {

    enum Kind {
        POSTGRES,
        PINECONE
    }

    VectorProperties {
        if (maxScanned < 1) {
            throw new IllegalArgumentException("leadgen.vectors.max-scanned must be at least 1");
        }
    }
}
