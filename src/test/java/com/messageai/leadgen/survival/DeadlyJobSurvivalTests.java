package com.messageai.leadgen.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job with which its worker dies, each time. */
@ExtendWith(ShowsLogs.class)
class DeadlyJobSurvivalTests {

    private static final String GATEWAY = "linkedin-gateway";
    private static final int WORKERS = 5;

    @Test
    void aJobThatHasCostFiveWorkersIsDeadAndTheOthersGoOn() {
        // Leases are short, so that the test is.
        try (var installation = new Installation("deadly", Installation.SMALL)
                .with("leadgen.jobs.lease", "5s")
                .with("leadgen.jobs.renew-every", "1s")) {
            Instance service = installation.instance("service").start();
            Manager manager = Manager.ofNewTeam(installation);
            Campaign deadly = manager.draft(Map.of());
            installation.sandbox().admin().fault(Fault.latency(GATEWAY, "search", 8_000));

            deadly.order("start");
            for (int lost = 1; lost <= WORKERS; lost++) {
                int worker = lost;
                Await.until(
                        "worker " + worker + " searches",
                        Duration.ofSeconds(60),
                        () -> installation
                                        .sandbox()
                                        .bill()
                                        .line(GATEWAY, "search")
                                        .calls()
                                == worker);
                service.kill();
                service.start();
            }
            deadly.awaitEnd(Duration.ofSeconds(60));

            assertThat(deadly.status()).isEqualTo("FAILED");
            assertThat(deadly.number("SELECT count(*) FROM job WHERE team_id = :team AND status = 'DEAD'"))
                    .isEqualTo(1);
            assertThat(deadly.number("SELECT count(*) FROM job WHERE team_id = :team"))
                    .isEqualTo(1);
            assertThat(installation.sandbox().bill().line(GATEWAY, "search").calls())
                    .as("workers that were given the job")
                    .isEqualTo(WORKERS);

            installation.sandbox().admin().clearFaults();
            Campaign harmless = manager.draft(Map.of("maxProspects", 100));
            harmless.order("start");
            harmless.awaitEnd(Duration.ofMinutes(1));
            assertThat(harmless.status()).isEqualTo("COMPLETED");
        }
    }
}
