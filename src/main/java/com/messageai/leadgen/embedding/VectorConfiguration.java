package com.messageai.leadgen.embedding;

import com.messageai.leadgen.provider.ProviderClient;
import com.messageai.leadgen.provider.ProviderClients;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

/** The vector store that the settings name, for the vectors of the model that they name. */
@Configuration(proxyBeanMethods = false)
class VectorConfiguration {

    private static final String STORE = "leadgen.vectors.store";

    @Bean
    @ConditionalOnProperty(name = STORE, havingValue = "postgres", matchIfMissing = true)
    PostgresVectors postgresVectors(
            DatabaseClient database, JsonMapper json, VectorProperties properties, EmbeddingModel model) {
        return new PostgresVectors(database, json, properties, key(model));
    }

    @Bean
    @ConditionalOnProperty(name = STORE, havingValue = "pinecone")
    PineconeVectors pineconeVectors(
            ProviderClients clients, DatabaseClient database, VectorProperties properties, EmbeddingModel model) {
        ProviderClient client = clients.api("pinecone");
        if (!client.configured()) {
            throw new IllegalStateException(
                    "leadgen.vectors.store is pinecone, but leadgen.providers.pinecone.base-url (the host of the index)"
                            + " or .api-key is not set: set both, or keep vectors in PostgreSQL");
        }
        return new PineconeVectors(client, database, properties, key(model));
    }

    /** A name may mean different weights on two servers. */
    private static String key(EmbeddingModel model) {
        return model.name() + "@" + model.endpoint();
    }
}
