package com.messageai.leadgen.provider;

import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Refresh tokens that providers gave in place of the configured ones. Belong to the installation, as the credentials do;
 * another configured token begins anew. In clear until there is a vault.
 */
@Component
class RotatedTokens {

    private final DatabaseClient database;

    RotatedTokens(DatabaseClient database) {
        this.database = database;
    }

    /** What came of the configured token, of which this is a hash; empty where that one still holds. */
    Mono<String> find(String provider, String configured) {
        return database.sql(
                        "SELECT refresh_token FROM provider_token WHERE provider = :provider AND configured = :hash")
                .bind("provider", provider)
                .bind("hash", configured)
                .map(row -> Objects.requireNonNull(row.get("refresh_token", String.class)))
                .one();
    }

    Mono<Void> keep(String provider, String configured, String token) {
        return database.sql("""
                        INSERT INTO provider_token (provider, configured, refresh_token)
                        VALUES (:provider, :hash, :token)
                        ON CONFLICT (provider, configured)
                        DO UPDATE SET refresh_token = excluded.refresh_token, updated_at = now()
                        """)
                .bind("provider", provider)
                .bind("hash", configured)
                .bind("token", token)
                .then();
    }
}
