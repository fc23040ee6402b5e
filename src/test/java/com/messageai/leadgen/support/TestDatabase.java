package com.messageai.leadgen.support;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.core.DatabaseClient;

/** A migrated database of one's own, for tests of stores that need no application around them. */
public final class TestDatabase implements AutoCloseable {

    private final ConnectionPool pool;
    private final DatabaseClient client;

    private TestDatabase(ConnectionPool pool) {
        this.pool = pool;
        this.client = DatabaseClient.create(pool);
    }

    /** @param connections how many statements may run at a time */
    public static TestDatabase create(int connections) {
        String address =
                "postgresql://localhost:" + EmbeddedServices.postgresPort() + "/" + EmbeddedServices.freshDatabase();
        Flyway.configure()
                .dataSource("jdbc:" + address, "postgres", "postgres")
                .load()
                .migrate();
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse("r2dbc:" + address)
                .mutate()
                .option(ConnectionFactoryOptions.USER, "postgres")
                .option(ConnectionFactoryOptions.PASSWORD, "postgres")
                .build();
        return new TestDatabase(new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(options))
                .maxSize(connections)
                .build()));
    }

    public ConnectionPool connections() {
        return pool;
    }

    public DatabaseClient client() {
        return client;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
