package com.messageai.leadgen.survival;

import com.messageai.leadgen.support.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** Kafka, broker and controller in one process from Maven's jars, that keeps its records across a kill. */
final class KafkaServer {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path FOLDER = ChildProcess.FOLDER.resolve("kafka").toAbsolutePath();

    private static final String SETTINGS = """
            process.roles=broker,controller
            node.id=1
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
            controller.listener.names=CONTROLLER
            controller.quorum.bootstrap.servers=127.0.0.1:%2$d
            log.dirs=%3$s
            auto.create.topics.enable=false
            offsets.topic.num.partitions=1
            offsets.topic.replication.factor=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            group.initial.rebalance.delay.ms=0
            """;

    private final int port;
    private ChildProcess process;

    private KafkaServer(int port) {
        this.port = port;
    }

    static KafkaServer start() {
        var server = new KafkaServer(FreePort.find());
        server.prepare();
        server.startAgain();
        return server;
    }

    private void prepare() {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(settings(), SETTINGS.formatted(port, FreePort.find(), FOLDER.resolve("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChildProcess format = ChildProcess.start(
                "kafka",
                command(
                        "kafka.tools.StorageTool",
                        "format",
                        "--standalone",
                        "-t",
                        Uuid.randomUuid().toString(),
                        "-c",
                        settings().toString()));
        Await.until("Kafka's storage is formatted", PATIENCE, () -> !format.isAlive());
    }

    private static Path settings() {
        return FOLDER.resolve("server.properties");
    }

    private static List<String> command(String main, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(
                ChildProcess.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=survival/logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void kill() {
        process.kill();
    }

    void startAgain() {
        process = ChildProcess.start("kafka", command("kafka.Kafka", settings().toString()));
        try (Admin admin = admin()) {
            Await.until(
                    "Kafka answers",
                    PATIENCE,
                    () -> !admin.describeCluster()
                            .nodes()
                            .get(2, TimeUnit.SECONDS)
                            .isEmpty());
        }
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address()));
    }
}
