package com.messageai.leadgen.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A large campaign, and a service that is killed again and again. */
@ExtendWith(ShowsLogs.class)
class KilledServiceSurvivalTests {

    /** Of 11,400 people, 10,000 are on LinkedIn. */
    private static final int PEOPLE = 11_400;

    private static final int FOUND = 10_000;

    private static final int KILLS = Integer.getInteger("survival.kills", 3);

    @Test
    void everybodyIsFoundScoredAndBoughtOnceHoweverOftenTheServiceIsKilled() {
        Random random = Seed.random();
        try (var installation = new Installation("killed", PEOPLE)) {
            assertThat(installation.population()).hasSize(FOUND);
            Instance service = installation.instance("service").start();
            Campaign campaign = Manager.ofNewTeam(installation).draft(Map.of());

            FeedListener listener = campaign.start();
            for (long moment : moments(random)) {
                campaign.awaitProgress(moment);
                assertThat(campaign.status()).as("the campaign still runs").isEqualTo("RUNNING");
                service.kill();
                service.start();
            }
            campaign.awaitEnd(Duration.ofMinutes(4));

            Invariants.hold(campaign, listener.toTheEnd(Duration.ofMinutes(1)));
            assertThat(listener.unnumbered()).doesNotContain("feed.reset");
            assertThat(listener.connections()).isGreaterThan(KILLS);
        }
    }

    /** When it is killed: at random points of its progress, far enough from each other that each time it had begun. */
    private static List<Long> moments(Random random) {
        // Everybody is found and scored; how many are enriched is not known before.
        long all = 2L * FOUND * 97 / 100;
        List<Long> moments = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            moments.add(all * i / KILLS + 1 + (long) (random.nextDouble() * all / KILLS));
        }
        return moments;
    }
}
