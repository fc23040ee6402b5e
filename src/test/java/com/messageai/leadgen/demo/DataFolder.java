package com.messageai.leadgen.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where the demo keeps its data between runs; one run at a time. */
final class DataFolder {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    /** Takes the folder for this process, waits a little for an earlier run to end, and stops what one left running. */
    static DataFolder open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(path, channel);
        } catch (IOException e) {
            throw new CannotStart("The data folder " + path + " can't be written: " + e.getMessage(), e);
        }
        DataFolder folder = new DataFolder(path);
        folder.stopLeftOver(folder.postgres().resolve("postmaster.pid"), "postgres", "INT");
        folder.stopLeftOver(folder.redisPid(), "redis", "TERM");
        return folder;
    }

    @Override
    public String toString() {
        return path.toString();
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path redisPid() {
        return path.resolve("redis.pid");
    }

    /** Keeps where this run's providers are, for whoever wants to turn their switches. */
    void sandbox(String url) {
        try {
            Files.writeString(path.resolve("sandbox"), url);
        } catch (IOException e) {
            throw new CannotStart("The sandbox's address can't be kept in " + path + ": " + e.getMessage(), e);
        }
    }

    /** The demo's password: the given one, or that of the last run, or else a random one. It is kept with the data. */
    DemoPassword password(Optional<String> given) {
        Path file = path.resolve("demo-password");
        try {
            Optional<String> last =
                    Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
            String password = given.or(() -> last).orElseGet(DataFolder::random);
            Files.writeString(file, password);
            return new DemoPassword(password, last.isPresent() && !last.get().equals(password));
        } catch (IOException e) {
            throw new CannotStart("The demo's password can't be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    private static String random() {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    // The lock ends with the process that holds it, however that ends.
    private static void lock(Path path, FileChannel channel) throws IOException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return;
                }
            } catch (OverlappingFileLockException e) {
                throw new CannotStart("The data folder " + path + " is in use by this very process.", e);
            }
            if (Instant.now().isAfter(deadline)) {
                throw new CannotStart("The data folder " + path
                        + " is in use by another run: stop that one, or choose another folder by LEADGEN_DATA.");
            }
            pause();
        }
    }

    /** A run that was killed leaves its servers behind: they are told to stop, and waited for. */
    private void stopLeftOver(Path pidFile, String program, String signal) {
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            long pid = Long.parseLong(
                    Files.readString(pidFile).lines().findFirst().orElse("0").strip());
            Optional<ProcessHandle> leftOver = ProcessHandle.of(pid)
                    .filter(process -> process.info().command().orElse("").contains(program));
            if (leftOver.isPresent()) {
                new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor();
                try {
                    leftOver.get().onExit().get(10, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    leftOver.get().destroyForcibly();
                    leftOver.get().onExit().get(10, TimeUnit.SECONDS);
                }
            }
            Files.deleteIfExists(pidFile);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while a server of an earlier run was stopped.", e);
        } catch (IOException | ExecutionException | TimeoutException | NumberFormatException e) {
            throw new CannotStart(
                    "The " + program + " of an earlier run can't be stopped: look at " + pidFile + ".", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while waiting for an earlier run to end.", e);
        }
    }
}
