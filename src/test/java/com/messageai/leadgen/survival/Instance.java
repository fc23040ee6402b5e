package com.messageai.leadgen.survival;

import com.messageai.leadgen.support.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One instance of the service: the packaged jar at a port of its own, started, killed, frozen and started again. */
final class Instance {

    static final Duration UP = Duration.ofSeconds(90);

    private static final String JAR = System.getProperty(
            "survival.jar", java.nio.file.Path.of("target", "leadgen.jar").toString());
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final String name;
    private final int port = FreePort.find();
    private final List<String> command;
    private ChildProcess process;
    private volatile boolean frozen;

    /** @param start the command without its settings */
    Instance(String name, List<String> start, Map<String, String> settings) {
        this.name = name;
        this.command = new ArrayList<>(start);
        command.add("--server.port=" + port);
        settings.forEach((setting, value) -> command.add("--" + setting + "=" + value));
    }

    String url() {
        return "http://localhost:" + port;
    }

    /** Starts it and returns at once. */
    Instance launch() {
        process = ChildProcess.start(name, command);
        return this;
    }

    /** Starts it and waits until it is ready. */
    Instance start() {
        return launch().awaitReady();
    }

    Instance awaitReady() {
        Await.until(name + " is ready", UP, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " has ended");
            }
            return readiness() == 200;
        });
        return this;
    }

    /** The status of {@code /actuator/health/readiness}; fails where nobody answers. */
    int readiness() throws IOException, InterruptedException {
        return get("/actuator/health/readiness", Duration.ofSeconds(5)).statusCode();
    }

    HttpResponse<String> get(String path, Duration patience) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .timeout(patience)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Whether somebody would get an answer from it. */
    boolean isServing() {
        return process != null && process.isAlive() && !frozen;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    void kill() {
        process.kill();
    }

    /** SIGSTOP. */
    void freeze() {
        frozen = true;
        process.freeze();
    }

    /** SIGCONT. */
    void thaw() {
        process.thaw();
        frozen = false;
    }

    /** SIGTERM. @return how long it took to end */
    Duration stop(Duration patience) {
        return process.terminate(patience);
    }

    boolean hasLogged(String text) {
        return process.hasPrinted(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
