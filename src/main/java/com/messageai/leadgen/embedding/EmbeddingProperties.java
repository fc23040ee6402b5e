package com.messageai.leadgen.embedding;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How texts become vectors.
 *
 * @param cacheSize of the vectors kept in memory, per instance
 * @param persistentCache whether vectors are kept in PostgreSQL too; by default those of a remote model, which cost
 *     money and are not the same twice
 * @param warmUp whether the model is loaded and its calibration measured in the background at start-up
 */
@ConfigurationProperties("leadgen.embedding")
record EmbeddingProperties(
        @DefaultValue("local") Provider provider,
        @DefaultValue("24MB") DataSize cacheSize,
        @Nullable Boolean persistentCache,
        @DefaultValue("true") boolean warmUp,
        @DefaultValue Local local) {

    enum Provider {
        LOCAL,
        OPENAI
    }

    /**
     * @param threads of the local model; 0 for as many as there are processors
     * @param maxWaiting texts that may wait for the model, all pages together; more are refused and come back later
     */
    record Local(
            @DefaultValue("0") int threads,
            @DefaultValue("20000") int maxWaiting) {

        Local {
            threads = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        }
    }

    boolean keepsVectors() {
        return persistentCache == null ? provider == Provider.OPENAI : persistentCache;
    }
}
