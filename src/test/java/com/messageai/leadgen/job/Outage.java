package com.messageai.leadgen.job;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A database that can't be reached for as long as a test wants. */
final class Outage implements ConnectionFactory {

    private final ConnectionFactory connections;
    private volatile boolean away;

    Outage(ConnectionFactory connections) {
        this.connections = connections;
    }

    void begin() {
        away = true;
    }

    void end() {
        away = false;
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.defer(() -> away
                ? Mono.error(new R2dbcNonTransientResourceException("away"))
                : Mono.<Connection>from(connections.create()));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }
}
