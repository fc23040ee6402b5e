package com.messageai.leadgen.survival;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;

/** What stands in the tables. A connection for each question: the server may have been killed since the last one. */
final class Database {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseClient client;

    Database(String url) {
        ConnectionFactory connections = ConnectionFactories.get(ConnectionFactoryOptions.parse(url)
                .mutate()
                .option(ConnectionFactoryOptions.USER, "postgres")
                .option(ConnectionFactoryOptions.PASSWORD, "postgres")
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, Duration.ofSeconds(2))
                .build());
        this.client = DatabaseClient.create(connections);
    }

    DatabaseClient client() {
        return client;
    }

    /** Rows as maps by column. @param values of parameters; those that the question does not name are left out */
    List<Map<String, Object>> rows(String sql, Map<String, ?> values) {
        var statement = client.sql(sql);
        for (var value : values.entrySet()) {
            if (sql.contains(":" + value.getKey())) {
                statement = statement.bind(value.getKey(), value.getValue());
            }
        }
        return Objects.requireNonNull(statement.fetch().all().collectList().block(PATIENCE));
    }

    Map<String, Object> row(String sql, Map<String, ?> values) {
        return rows(sql, values).getFirst();
    }

    /** The one number that a query gives. */
    long number(String sql, Map<String, ?> values) {
        return ((Number) row(sql, values).values().iterator().next()).longValue();
    }
}
