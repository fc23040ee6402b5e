package com.messageai.leadgen.survival;

import com.messageai.leadgen.support.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL that can be killed and comes back at the same port with the same data. What it has said to be committed is
 * committed; only that the operating system writes it to the disk is not waited for, as only processes are killed here.
 */
final class PostgresServer {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data = ChildProcess.FOLDER.resolve("postgres-data").toAbsolutePath();
    private final int port;
    private final List<String> command = new ArrayList<>();
    private ChildProcess process;

    private PostgresServer(int port) {
        this.port = port;
    }

    /** A new one, without any data. */
    static PostgresServer start() {
        var server = new PostgresServer(FreePort.find());
        server.prepare();
        server.startAgain();
        return server;
    }

    /** Unpacks the binaries and makes the data folder; the server itself has to be in our hands. */
    private void prepare() {
        try (EmbeddedPostgres ignored = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .start()) {
            String started = Files.readString(data.resolve("postmaster.opts"));
            String binary = started.substring(0, started.indexOf(" \""));
            if (LinuxUtils.isUnshareAvailable()) {
                // PostgreSQL refuses to run as root.
                command.addAll(List.of("unshare", "-U"));
            }
            command.addAll(List.of(binary, "-D", data.toString(), "-p", String.valueOf(port), "-F"));
            command.addAll(List.of("-c", "synchronous_commit=on", "-c", "full_page_writes=off"));
            command.addAll(List.of("-c", "max_connections=200", "-c", "listen_addresses=localhost"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** SIGKILL to the server; its backends notice by themselves. */
    void kill() {
        process.kill();
    }

    void startAgain() {
        Await.until("PostgreSQL answers", PATIENCE, () -> {
            // Backends that have not noticed yet keep the new one from starting.
            if (process == null || !process.isAlive()) {
                process = ChildProcess.start("postgres", command);
            }
            return answers();
        });
    }

    private boolean answers() throws SQLException {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        }
    }

    /** Makes an empty database. */
    void create(String database) {
        try (Connection connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/" + database, "postgres", "postgres");
    }
}
