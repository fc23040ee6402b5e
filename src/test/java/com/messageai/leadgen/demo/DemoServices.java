package com.messageai.leadgen.demo;

import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import com.messageai.leadgen.support.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import redis.embedded.RedisServer;

/** What the service needs around it, started side by side. */
final class DemoServices implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final RedisServer redis;
    private final EmbeddedKafkaKraftBroker kafka;
    private final Sandbox sandbox;

    private DemoServices(
            EmbeddedPostgres postgres, RedisServer redis, EmbeddedKafkaKraftBroker kafka, Sandbox sandbox) {
        this.postgres = postgres;
        this.redis = redis;
        this.kafka = kafka;
        this.sandbox = sandbox;
    }

    static DemoServices start(DataFolder data) {
        var postgres = CompletableFuture.supplyAsync(() -> postgres(data));
        var kafka = CompletableFuture.supplyAsync(DemoServices::kafka);
        var redis = CompletableFuture.supplyAsync(() -> redis(data));
        var sandbox = CompletableFuture.supplyAsync(() -> Sandbox.start(SandboxSettings.defaults()));
        try {
            data.sandbox(sandbox.join().url());
            return new DemoServices(postgres.join(), redis.join(), kafka.join(), sandbox.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof CannotStart sentence) {
                throw sentence;
            }
            throw new CannotStart("A service of the demo did not start: " + e.getCause(), e);
        }
    }

    /** Where the services are, as {@code application-demo.yml} refers to them. */
    Map<String, Object> properties() {
        return Map.of(
                "demo.postgres", "localhost:" + postgres.getPort() + "/postgres",
                "demo.redis-port", redis.ports().getFirst(),
                "demo.kafka", kafka.getBrokersAsString(),
                "demo.sandbox", sandbox.url());
    }

    private static EmbeddedPostgres postgres(DataFolder data) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data.postgres())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("max_connections", "100")
                    .start();
        } catch (IOException | RuntimeException e) {
            throw new CannotStart(
                    "PostgreSQL can't use the data in " + data.postgres()
                            + ": move that folder away to begin anew, its log above says more.",
                    e);
        }
    }

    private static RedisServer redis(DataFolder data) {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(FreePort.find())
                    .setting("save \"\"")
                    .setting("pidfile " + data.redisPid().toAbsolutePath())
                    .build();
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedKafkaKraftBroker kafka() {
        var broker = new EmbeddedKafkaKraftBroker(1, 4);
        broker.afterPropertiesSet();
        return broker;
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
        kafka.destroy();
        redis.stop();
        postgres.close();
    }
}
