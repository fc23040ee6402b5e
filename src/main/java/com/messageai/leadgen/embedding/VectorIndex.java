package com.messageai.leadgen.embedding;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** An index as the installation knows it: that it is in use, and how long its vectors are. */
final class VectorIndex {

    private final DatabaseClient database;
    private final String name;

    /** Never changes once it is known. */
    private final AtomicReference<@Nullable Integer> dimensions = new AtomicReference<>();

    VectorIndex(DatabaseClient database, String name) {
        this.database = database;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Its name, once it is there; looked at every half minute, so written at most once an hour. */
    Mono<String> inUse() {
        return database.sql("""
                        insert into vector_index as i (name) values (:name)
                        on conflict (name) do update set used_at = now() where i.used_at < now() - interval '1 hour'""").bind("name", name).then().thenReturn(name);
    }

    /** What all vectors must have, from the first one on. */
    Mono<Integer> dimensions(int ofFirst) {
        return known().switchIfEmpty(Mono.defer(() -> read("""
                insert into vector_index as i (name, dimensions) values (:name, :first)
                on conflict (name) do update set dimensions = coalesce(i.dimensions, excluded.dimensions)
                returning dimensions""", ofFirst)));
    }

    /** Empty while there is no vector yet. */
    Mono<Integer> dimensions() {
        return known().switchIfEmpty(Mono.defer(
                () -> read("select dimensions from vector_index where name = :name and dimensions is not null", null)));
    }

    private Mono<Integer> known() {
        return Mono.fromSupplier(dimensions::get);
    }

    private Mono<Integer> read(String sql, @Nullable Integer first) {
        DatabaseClient.GenericExecuteSpec statement = database.sql(sql).bind("name", name);
        return (first == null ? statement : statement.bind("first", first))
                .map(row -> Optional.ofNullable(row.get("dimensions", Integer.class))
                        .orElseThrow())
                .one()
                .doOnNext(dimensions::set);
    }
}
