package com.messageai.leadgen.embedding;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the embeddings of an OpenAI-compatible server need besides what all providers have ({@code base-url} with
 * {@code /v1}, {@code api-key}, limits).
 *
 * @param model the server's own name for it
 * @param dimensions sent only where it is set; not every model can shorten its vectors
 * @param maxBatch texts in one request; some servers take 32
 * @param concurrency requests of one page that are under way at once
 * @param encodingFormat {@code base64} halves the answers; {@code float}, the API's own default, is then not sent
 */
@ConfigurationProperties("leadgen.providers.openai")
record OpenAiProperties(
        @DefaultValue("text-embedding-3-small") String model,
        @Nullable Integer dimensions,
        @DefaultValue("64") int maxBatch,
        @DefaultValue("4") int concurrency,
        @DefaultValue("base64") String encodingFormat) {

    OpenAiProperties {
        if (maxBatch < 1 || maxBatch > 2_048) {
            throw new IllegalArgumentException("leadgen.providers.openai.max-batch must be from 1 to 2048");
        }
        if (dimensions != null && dimensions < 1) {
            throw new IllegalArgumentException("leadgen.providers.openai.dimensions must be at least 1");
        }
    }

    /** With the dimensions, where they are known. */
    String name() {
        if (dimensions != null) {
            return model + ":" + dimensions;
        }
        return switch (model) {
            case "text-embedding-3-small", "text-embedding-ada-002" -> model + ":1536";
            case "text-embedding-3-large" -> model + ":3072";
            default -> model;
        };
    }
}
