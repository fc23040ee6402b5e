package com.messageai.leadgen.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A large campaign, and a service that is killed again and again. */
@ExtendWith(ShowsLogs.class)
class KilledServiceSurvivalTests {

    private static final int KILLS = Integer.getInteger("survival.kills", 3);

    @Test
    void everybodyIsFoundScoredAndBoughtOnceHoweverOftenTheServiceIsKilled() {
        Random random = Seed.random();
        try (var installation = new Installation("killed", Installation.LARGE)) {
            assertThat(installation.population()).hasSize(10_000);
            Instance service = installation.instance("service").start();
            Campaign campaign = Manager.ofNewTeam(installation).draft(Map.of());

            FeedListener listener = campaign.start();
            for (int i = 0; i < KILLS; i++) {
                // Far enough from each other that each time it had begun.
                campaign.awaitShare(0.98 * (i + random.nextDouble()) / KILLS);
                service.kill();
                service.start();
            }

            campaign.endsWhole(listener);
            assertThat(listener.connections()).isGreaterThan(KILLS);
        }
    }
}
