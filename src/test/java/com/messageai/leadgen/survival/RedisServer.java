package com.messageai.leadgen.survival;

import com.messageai.leadgen.support.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/** Redis that can be killed and comes back at the same port, empty. */
final class RedisServer {

    private final int port;
    private final String binary;
    private ChildProcess process;

    private RedisServer(int port, String binary) {
        this.port = port;
        this.binary = binary;
    }

    static RedisServer start() {
        try {
            String binary = ExecutableProvider.newJarResourceProvider().get().getAbsolutePath();
            var server = new RedisServer(FreePort.find(), binary);
            server.startAgain();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    void kill() {
        process.kill();
    }

    void startAgain() {
        process = ChildProcess.start(
                "redis", List.of(binary, "--port", String.valueOf(port), "--save", "", "--appendonly", "no"));
        Await.until("Redis listens", Duration.ofSeconds(20), () -> {
            try (Socket socket = new Socket("localhost", port)) {
                return socket.isConnected();
            }
        });
    }
}
