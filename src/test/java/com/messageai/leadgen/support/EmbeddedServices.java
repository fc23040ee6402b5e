package com.messageai.leadgen.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import redis.embedded.RedisServer;

/**
 * The services that all tests of a JVM share, each started at its first use. Every application context gets a database,
 * a Redis database and a Kafka topic of its own, so that no test sees another's rows, keys or records.
 */
public final class EmbeddedServices {

    private static final AtomicInteger CONTEXTS = new AtomicInteger();

    private EmbeddedServices() {}

    /** Settings of a fresh set of stores. */
    public static Map<String, Object> freshProperties() {
        Map<String, Object> properties = new HashMap<>();
        String database = freshDatabase();
        int context = CONTEXTS.getAndIncrement();
        properties.put(
                "spring.r2dbc.url", "r2dbc:postgresql://localhost:" + Postgres.SERVER.getPort() + "/" + database);
        properties.put("spring.r2dbc.username", "postgres");
        properties.put("spring.r2dbc.password", "postgres");
        properties.put("spring.data.redis.host", "localhost");
        properties.put("spring.data.redis.port", Redis.port());
        properties.put("spring.data.redis.database", context % 16);
        properties.put("spring.kafka.bootstrap-servers", Kafka.BROKER.getBrokersAsString());
        properties.put("leadgen.jobs.topic", "leadgen.doorbell." + database);
        properties.put("leadgen.jobs.consumer-group", database);
        return properties;
    }

    /** The name of a new, empty database of the shared PostgreSQL. */
    static String freshDatabase() {
        String database = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    static int postgresPort() {
        return Postgres.SERVER.getPort();
    }

    /** The port of the shared Redis, for tests that need nothing else. */
    public static int redisPort() {
        return Redis.port();
    }

    /** The address of the shared Kafka, for tests that need nothing else. */
    public static String kafkaServers() {
        return Kafka.BROKER.getBrokersAsString();
    }

    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                // The data is thrown away, so nothing has to reach the disk.
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "300")
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Redis {
        static final RedisServer SERVER = start();

        static int port() {
            return SERVER.ports().getFirst();
        }

        private static RedisServer start() {
            try {
                RedisServer server = RedisServer.newRedisServer()
                        .port(FreePort.find())
                        .setting("save \"\"")
                        .build();
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(RedisServer server) {
            try {
                server.stop();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Kafka {
        static final EmbeddedKafkaKraftBroker BROKER = start();

        private static EmbeddedKafkaKraftBroker start() {
            var broker = new EmbeddedKafkaKraftBroker(1, 4);
            broker.brokerProperty("auto.create.topics.enable", "true");
            broker.afterPropertiesSet();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
            return broker;
        }
    }
}
