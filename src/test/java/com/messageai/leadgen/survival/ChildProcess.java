package com.messageai.leadgen.survival;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/** A program of its own, which can be given signals. What it prints goes into a file; it ends with this JVM. */
final class ChildProcess {

    /** Below {@code target}, so that {@code mvn clean} takes it away. */
    static final Path FOLDER = Path.of("target", "survival");

    /** The latest of each name. */
    private static final Map<String, ChildProcess> ALL = new ConcurrentSkipListMap<>();

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a program; a second one of the same name goes on in the same log. */
    static ChildProcess start(String name, List<String> command) {
        try {
            Files.createDirectories(FOLDER);
            File log = FOLDER.resolve(name + ".log").toFile();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
            Reaper.take(process);
            var child = new ChildProcess(name, process, log.toPath());
            ALL.put(name, child);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java that runs the tests. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(20));
    }

    /** SIGTERM; returns when the process has ended. @return how long that took */
    Duration terminate(Duration patience) {
        long begun = System.nanoTime();
        process.destroy();
        awaitEnd(patience);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** SIGSTOP: the process stands still, connections and all. */
    void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            int result = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException(name + " could not be sent " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " did not end within " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether it has printed that text since it was first started. */
    boolean hasPrinted(String text) {
        try (var lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of all that were started, by name. */
    static String tails(int lines) {
        StringBuilder tails = new StringBuilder();
        ALL.values().forEach(child -> {
            tails.append("---- ")
                    .append(child.log)
                    .append(child.isAlive() ? "" : " (ended)")
                    .append('\n');
            child.tail(lines).forEach(line -> tails.append(line).append('\n'));
        });
        return tails.toString();
    }

    private List<String> tail(int lines) {
        try {
            List<String> all = Files.readAllLines(log);
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of("(can't be read: " + e.getMessage() + ")");
        }
    }
}
