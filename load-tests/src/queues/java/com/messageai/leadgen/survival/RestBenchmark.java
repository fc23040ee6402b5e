package com.messageai.leadgen.survival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What it costs to have nothing to do: the packaged jar as a process of its own, with PostgreSQL, Redis and Kafka beside
 * it, after a campaign has run. Prints the processor time of that process as a share of one core, and which of its
 * threads used it. It ends by itself after some eight minutes, as the compiler takes a while to come to rest.
 */
public final class RestBenchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration SETTLING = Duration.ofMinutes(5);
    private static final Duration MEASURED = Duration.ofSeconds(100);
    /** In which Linux counts the processor time of threads. */
    private static final int TICKS_PER_SECOND = 100;

    private RestBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        try (var installation = new Installation("rest", 500)) {
            var instance = installation.add(new Instance(
                    "rest",
                    List.of(
                            ChildProcess.java(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-jar",
                            Path.of("target", "leadgen.jar").toString()),
                    installation.settings()));
            instance.start();
            Campaign campaign = Manager.ofNewTeam(installation).draft(Map.of());
            campaign.order("start");
            campaign.awaitEnd(PATIENCE);
            TimeUnit.SECONDS.sleep(SETTLING.toSeconds());
            Duration usedBefore = used(instance.pid());
            Map<String, Long> before = ticks(instance.pid());
            long begun = System.nanoTime();
            TimeUnit.SECONDS.sleep(MEASURED.toSeconds());
            Map<String, Long> after = ticks(instance.pid());
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "at rest: %.2f %% of a core over %.0f s%n",
                    used(instance.pid()).minus(usedBefore).toMillis() / 10.0 / seconds,
                    seconds);
            after.entrySet().stream()
                    .map(thread ->
                            Map.entry(thread.getKey(), thread.getValue() - before.getOrDefault(thread.getKey(), 0L)))
                    .filter(thread -> thread.getValue() > 0)
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .forEach(thread -> System.out.printf(
                            "    %-20s %.2f %%%n",
                            thread.getKey(), 100.0 * thread.getValue() / TICKS_PER_SECOND / seconds));
        }
        System.exit(0);
    }

    /** Threads that have ended included. */
    private static Duration used(long process) {
        return ProcessHandle.of(process).orElseThrow().info().totalCpuDuration().orElseThrow();
    }

    /** Of each thread, by its name and number. */
    private static Map<String, Long> ticks(long process) throws IOException {
        Map<String, Long> ticks = new TreeMap<>(Comparator.naturalOrder());
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process), "task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                int name = stat.lastIndexOf(')');
                String[] fields = stat.substring(name + 2).split(" ");
                ticks.put(
                        stat.substring(stat.indexOf('(') + 1, name) + " " + thread.getFileName(),
                        Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
            }
        }
        return ticks;
    }
}
