package com.messageai.leadgen.store;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.stereotype.Component;

/**
 * What PostgreSQL itself ends: a statement, a wait for a lock or a transaction that takes too long. An instance that is
 * frozen or gone cannot do that, and a client's cancel must not.
 */
@Component
class ConnectionLimits implements ConnectionFactoryOptionsBuilderCustomizer {

    private static final int PREPARED_STATEMENTS = 256;

    private static final Map<String, String> LIMITS = Map.of(
            "statement_timeout", "5s",
            "lock_timeout", "2s",
            "idle_in_transaction_session_timeout", "10s",
            "transaction_timeout", "15s");

    @Override
    public void customize(ConnectionFactoryOptions.Builder builder) {
        Map<String, String> options = new LinkedHashMap<>(LIMITS);
        if (builder.build().getValue(PostgresqlConnectionFactoryProvider.OPTIONS) instanceof Map<?, ?> configured) {
            configured.forEach((name, value) -> options.put(name.toString(), value.toString()));
        }
        builder.option(PostgresqlConnectionFactoryProvider.OPTIONS, options)
                .option(PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES, PREPARED_STATEMENTS)
                .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true);
    }
}
