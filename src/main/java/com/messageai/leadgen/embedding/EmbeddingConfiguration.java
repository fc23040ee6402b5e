package com.messageai.leadgen.embedding;

import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** The model that the settings name, behind its caches. */
@Configuration(proxyBeanMethods = false)
class EmbeddingConfiguration {

    private static final String PROVIDER = "leadgen.embedding.provider";

    @Bean
    @ConditionalOnProperty(name = PROVIDER, havingValue = "local", matchIfMissing = true)
    LocalModel localModel(EmbeddingProperties properties) {
        return new LocalModel(properties.local());
    }

    @Bean
    @ConditionalOnProperty(name = PROVIDER, havingValue = "openai")
    OpenAiModel openAiModel(ProviderClients clients, OpenAiProperties properties) {
        ProviderClient client = clients.api("openai");
        if (!client.configured()) {
            throw new IllegalStateException(
                    "leadgen.embedding.provider is openai, but leadgen.providers.openai.base-url"
                            + " is not set: set it, with its /v1, or use the local model");
        }
        return new OpenAiModel(client, properties);
    }

    @Bean
    Embeddings embeddings(EmbeddingModel model, DatabaseClient database, EmbeddingProperties properties) {
        return new CachedEmbeddings(
                model,
                properties.keepsVectors() ? new SqlVectors(database) : KeptVectors.NONE,
                new Calibrations(new SqlCalibrations(database)),
                properties.cacheSize());
    }

    @Bean
    @ConditionalOnProperty(name = "leadgen.embedding.warm-up", matchIfMissing = true)
    WarmUp embeddingWarmUp(Embeddings embeddings) {
        return new WarmUp(embeddings);
    }
}
