package com.messageai.leadgen.embedding;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** The model that the settings name, behind its caches. */
@Configuration(proxyBeanMethods = false)
class EmbeddingConfiguration {

    @Bean
    LocalModel embeddingModel(EmbeddingProperties properties) {
        return new LocalModel(properties.local());
    }

    @Bean
    Embeddings embeddings(EmbeddingModel model, DatabaseClient database, EmbeddingProperties properties) {
        return new CachedEmbeddings(
                model, KeptVectors.NONE, new Calibrations(new SqlCalibrations(database)), properties.cacheSize());
    }
}
