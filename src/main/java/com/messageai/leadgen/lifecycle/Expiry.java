package com.messageai.leadgen.lifecycle;

import java.time.Duration;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A chore that takes rows away which have had their time. */
public abstract class Expiry implements Chore {

    private final DatabaseClient database;
    private final String name;
    private final Duration every;
    private final List<String> statements;

    /** @param statements each deletes at most {@code :bite} rows */
    protected Expiry(DatabaseClient database, String name, Duration every, String... statements) {
        this.database = database;
        this.name = name;
        this.every = every;
        this.statements = List.of(statements);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Duration every() {
        return every;
    }

    @Override
    public final Mono<Long> run() {
        return Flux.fromIterable(statements)
                .concatMap(statement -> Bites.of(database.sql(statement)))
                .reduce(0L, Long::sum);
    }
}
