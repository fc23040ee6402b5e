package com.messageai.leadgen.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.SandboxAdmin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;

/** An instance that is told to stop while it has its hands full. */
@ExtendWith(ShowsLogs.class)
class GracefulStopSurvivalTests {

    private static final Duration HANDED_BACK = Duration.ofSeconds(10);
    private static final Duration GONE = Duration.ofSeconds(20);

    @Test
    void handsBackWhatItHoldsIsGoneInTimeAndTheNextOneGoesOn() {
        // What is slow here does not come to its end while one waits for it.
        try (var installation = new Installation("graceful", Installation.SMALL)
                .with("leadgen.providers.openai.timeout", "50s")
                .with("leadgen.providers.hunter.timeout", "50s")
                .with("leadgen.enrichment.abandoned-after", "5s")) {
            SandboxAdmin sandbox = installation.sandbox().admin();
            Instance service = installation.instance("service").start();
            Manager sender = Manager.ofNewTeam(installation);
            Campaign contacts = sender.draft(Map.of("platforms", List.of("CSV"), "searchCriteria", Map.of()));
            contacts.order("start");
            Campaign campaign = Manager.ofNewTeam(installation).draft(Map.of());
            FeedListener listener = campaign.start();
            campaign.awaitShare(0.1);
            sandbox.fault(Fault.latency("openai", "embeddings", 40_000))
                    .fault(Fault.latency("hunter", "finder", 40_000));
            Await.until(
                    "its hands are full",
                    Duration.ofMinutes(2),
                    () -> inHand(campaign, "SCORE") > 1 && inHand(campaign, "ENRICH") > 1);
            Disposable sending = sender.sendsForEver("Name,Company\nAda,Northpeak\n", contacts);
            Await.until("a file is being read", Duration.ofSeconds(20), () -> inHand(contacts, "IMPORT") == 1);
            long before = usedUp(campaign);

            CompletableFuture<Duration> stopped = CompletableFuture.supplyAsync(() -> service.stop(GONE));
            Duration handedBack =
                    Await.until("nothing is held any more", HANDED_BACK, () -> held(campaign) + held(contacts) == 0);
            Duration gone = stopped.join();
            System.out.println("Handed back after " + handedBack + ", gone after " + gone);

            assertThat(gone).isLessThan(GONE);
            assertThat(held(campaign) + held(contacts)).isZero();
            assertThat(usedUp(campaign)).as("attempts and stalls").isLessThanOrEqualTo(before);
            assertThat(usedUp(contacts)).isZero();
            assertThat(service.hasLogged("pipeline was interrupted"))
                    .as("a stop is no interruption")
                    .isFalse();
            sending.dispose();

            sandbox.clearFaults();
            service.start();
            campaign.endsWhole(listener);
            Await.until(
                    "the file that broke off is waited for again",
                    Duration.ofSeconds(30),
                    () -> contacts.number("""
                                    SELECT count(*) FROM campaign_source WHERE team_id = :team AND outcome = 'RUNNING'
                                      AND reason IN ('IMPORT_BROKEN', 'IMPORT_INTERRUPTED')
                                    """) == 1);
            assertThat(contacts.status()).isEqualTo("RUNNING");
        }
    }

    private static long held(Campaign campaign) {
        return campaign.number("SELECT count(*) FROM job WHERE team_id = :team AND status = 'ACTIVE'");
    }

    private static long inHand(Campaign campaign, String type) {
        return campaign.number(
                "SELECT count(*) FROM job WHERE team_id = :team AND status = 'ACTIVE' AND type = '" + type + "'");
    }

    private static long usedUp(Campaign campaign) {
        return campaign.number("SELECT coalesce(sum(attempt + stalls), 0) FROM job WHERE team_id = :team");
    }
}
