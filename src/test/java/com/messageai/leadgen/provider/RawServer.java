package com.messageai.leadgen.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server that says what no HTTP server would: whatever it is told to, byte by byte. */
final class RawServer implements AutoCloseable {

    private final ServerSocket socket;
    private volatile Script script = line -> {};
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();

    RawServer() {
        try {
            socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** What is said to each request; the connection closes when it ends. */
    @FunctionalInterface
    interface Script {
        void write(Line line) throws Exception;
    }

    final class Line {

        private final Socket client;
        private final OutputStream out;

        private Line(Socket client) throws IOException {
            this.client = client;
            this.out = client.getOutputStream();
        }

        void say(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            out.write(bytes);
            out.flush();
            written.addAndGet(bytes.length);
        }

        /** Ends with a reset in place of a farewell. */
        void reset() throws IOException {
            client.setSoLinger(true, 0);
            client.close();
        }

        /** Until the other side has gone. */
        void hang() throws IOException {
            while (client.getInputStream().read() >= 0) {}
        }
    }

    void says(Script script) {
        this.script = script;
    }

    String url() {
        return "http://localhost:" + socket.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    long written() {
        return written.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (readRequest(client.getInputStream())) {
                requests.incrementAndGet();
                script.write(new Line(client));
            }
        } catch (Exception gone) {
            // The client had enough.
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        int end = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            end = next == "\r\n\r\n".charAt(end) ? end + 1 : 0;
            if (end == 4) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
