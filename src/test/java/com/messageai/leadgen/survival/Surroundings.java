package com.messageai.leadgen.survival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;

/** What all scenarios stand on: one PostgreSQL, one Redis, one Kafka, started at first use. */
record Surroundings(PostgresServer postgres, RedisServer redis, KafkaServer kafka) {

    private static final Surroundings SHARED = start();

    static Surroundings shared() {
        return SHARED;
    }

    private static Surroundings start() {
        clear(ChildProcess.FOLDER);
        var postgres = CompletableFuture.supplyAsync(PostgresServer::start);
        var kafka = CompletableFuture.supplyAsync(KafkaServer::start);
        return new Surroundings(postgres.join(), RedisServer.start(), kafka.join());
    }

    /** What an earlier run has left. */
    private static void clear(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
