package com.messageai.leadgen.survival;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Ends the processes of this JVM when it is gone, however that went: a shell that is told who lives, and kills those when
 * its input ends. A JVM that is itself killed runs no shutdown hooks.
 */
final class Reaper {

    // Ctrl-C goes to everybody in the terminal.
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            while read -r line; do pids=$line; done
            [ -z "$pids" ] || kill -9 $pids 2> /dev/null
            """;

    private static final Reaper INSTANCE = new Reaper();

    private final Set<Long> alive = new TreeSet<>();
    private final OutputStream input;

    private Reaper() {
        try {
            this.input = new ProcessBuilder("sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on this process ends with us. */
    static void take(Process process) {
        INSTANCE.change(() -> INSTANCE.alive.add(process.pid()));
        process.onExit().thenRun(() -> INSTANCE.change(() -> INSTANCE.alive.remove(process.pid())));
    }

    private synchronized void change(Runnable change) {
        change.run();
        String line = alive.stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n";
        try {
            input.write(line.getBytes(StandardCharsets.US_ASCII));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
