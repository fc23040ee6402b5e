package com.messageai.leadgen.survival;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The packaged jar, made quick to start. The service is started so often here that most of the time would go into loading
 * classes: so the jar is unpacked once, by its own means, and the JVM keeps what it has loaded in a first run.
 */
final class ServiceJar {

    private static final Path PACKAGED = Path.of(
            System.getProperty("survival.jar", Path.of("target", "leadgen.jar").toString()));
    private static final Path UNPACKED = ChildProcess.FOLDER.resolve("service");
    private static final Path LOADED = UNPACKED.resolve("loaded.aot");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static boolean prepared;

    private ServiceJar() {}

    /** How an instance is started, without its settings. */
    static synchronized List<String> command() {
        if (!prepared) {
            prepared = true;
            unpack();
            load();
        }
        return command("-XX:AOTCache=" + LOADED);
    }

    private static void unpack() {
        ChildProcess unpacking = ChildProcess.start(
                "unpacking",
                List.of(
                        ChildProcess.java(),
                        "-Djarmode=tools",
                        "-jar",
                        PACKAGED.toString(),
                        "extract",
                        "--destination",
                        UNPACKED.toString()));
        Await.until("the jar is unpacked", PATIENCE, () -> !unpacking.isAlive() && Files.exists(jar()));
    }

    private static void load() {
        try (var installation = new Installation("first", 100)) {
            Instance first = installation.add(
                    new Instance("first", command("-XX:AOTCacheOutput=" + LOADED), installation.settings()));
            first.start();
            Campaign campaign = Manager.ofNewTeam(installation).draft(Map.of());
            campaign.order("start");
            campaign.awaitEnd(PATIENCE);
            first.stop(PATIENCE);
        }
    }

    private static List<String> command(String option) {
        return new ArrayList<>(List.of(
                ChildProcess.java(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                option,
                "-jar",
                jar().toString()));
    }

    private static Path jar() {
        return UNPACKED.resolve(PACKAGED.getFileName());
    }
}
