package com.messageai.leadgen.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three instances side by side, of which some die or stand still for a while. */
@ExtendWith(ShowsLogs.class)
class SeveralInstancesSurvivalTests {

    private static final String GATEWAY = "linkedin-gateway";
    private static final Duration TAKEOVER = Duration.ofSeconds(30);

    private static Installation installation;
    private static List<Searcher> searchers = List.of();

    private final Random random = Seed.random();
    private Campaign campaign;
    private FeedListener listener;

    /** An instance that searches at a gateway of its own, so that it can be seen who searches. */
    private record Searcher(Instance instance, Sandbox gateway) {

        static Searcher of(String name) {
            Sandbox gateway = Sandbox.start(SandboxSettings.defaults().withPeople(Installation.MIDDLE));
            return new Searcher(
                    installation.instance(name, Map.of("leadgen.providers.linkedin.gateway-url", gateway.url(GATEWAY))),
                    gateway);
        }

        boolean searches() {
            return gateway.bill().line(GATEWAY, "search").calls() > 0;
        }
    }

    @BeforeAll
    static void prepare() {
        installation = new Installation("several", Installation.MIDDLE);
        searchers = Stream.of("one", "two", "three").map(Searcher::of).toList();
    }

    @AfterAll
    static void close() {
        installation.close();
        searchers.forEach(searcher -> searcher.gateway().close());
    }

    @BeforeEach
    void startCampaignOnAllOfThem() {
        List<Instance> dead = searchers.stream()
                .map(Searcher::instance)
                .filter(instance -> !instance.isAlive())
                .toList();
        dead.forEach(Instance::launch);
        dead.forEach(Instance::awaitReady);
        installation.sandbox().admin().reset();
        for (Searcher searcher : searchers) {
            searcher.gateway().admin().reset();
            // Slow enough that there is something to take over.
            searcher.gateway().admin().fault(Fault.latency(GATEWAY, "search", 150));
        }
        campaign = Manager.ofNewTeam(installation).draft(Map.of());
        listener = campaign.start();
    }

    @Test
    void whatADeadInstanceHadInHandIsTakenOverWithinThirtySecondsAndTheLastOneEndsIt() {
        campaign.awaitShare(0.05 + 0.3 * random.nextDouble());
        List<Claim> held = claims();
        assertThat(held).extracting(Claim::type).contains("SEARCH");

        searching().instance().kill();

        long pages = campaign.pages();
        // One commit may have been on its way when its instance died.
        Duration search = Await.until("the search goes on elsewhere", TAKEOVER, () -> campaign.pages() > pages + 1);
        Duration rest = Await.until(
                "no claim of the dead one is left",
                TAKEOVER.minus(search),
                () -> claims().stream().noneMatch(held::contains));
        System.out.printf(
                "The search was taken over within %s, all of %d jobs in hand within %s%n",
                search, held.size(), search.plus(rest));

        // Of two there is one left.
        campaign.awaitShare(0.5 + 0.4 * random.nextDouble());
        List<Instance> alive = installation.serving();
        alive.get(random.nextInt(alive.size())).kill();
        campaign.endsWhole(listener);
    }

    @Test
    void anInstanceThatStoodStillPastItsLeaseCommitsNothingStale() {
        campaign.awaitShare(0.05 + 0.3 * random.nextDouble());
        Instance frozen = searching().instance();

        frozen.freeze();
        long pages = campaign.pages();
        // One commit may have been on its way when its instance froze.
        Await.until("the search goes on elsewhere", TAKEOVER, () -> campaign.pages() > pages + 1);
        campaign.awaitProgress(campaign.progress() + random.nextLong(campaign.end() / 4));
        frozen.thaw();

        campaign.endsWhole(listener);
        frozen.awaitReady();
    }

    private static Searcher searching() {
        return searchers.stream().filter(Searcher::searches).findFirst().orElseThrow();
    }

    /** A job in somebody's hands. */
    private record Claim(String type, UUID job, UUID claim) {}

    private List<Claim> claims() {
        return installation
                .database()
                .rows(
                        "SELECT type, id, claim FROM job WHERE team_id = :team AND status = 'ACTIVE'",
                        Map.of("team", campaign.team()))
                .stream()
                .map(row -> new Claim((String) row.get("type"), (UUID) row.get("id"), (UUID) row.get("claim")))
                .toList();
    }
}
