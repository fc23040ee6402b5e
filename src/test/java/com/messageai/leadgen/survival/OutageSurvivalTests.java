package com.messageai.leadgen.survival;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.sandbox.Bill;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service stands on goes away for a while. One instance goes through all of it, without a restart. */
@ExtendWith(ShowsLogs.class)
class OutageSurvivalTests {

    private static Installation installation;
    private static Instance service;

    private final Random random = Seed.random();
    private Campaign campaign;
    private FeedListener listener;

    @BeforeAll
    static void start() {
        installation = new Installation("outage", Installation.SMALL);
        service = installation.instance("service").start();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @BeforeEach
    void startCampaign() {
        // Each test has a team of its own, for which everything is bought anew.
        installation.sandbox().admin().reset();
        campaign = Manager.ofNewTeam(installation).draft(Map.of());
        listener = campaign.start();
        campaign.awaitShare(0.1 + 0.5 * random.nextDouble());
    }

    @Test
    void withoutRedisNoProviderIsCalledAndAllGoesOnAfterIt() {
        RedisServer redis = installation.around().redis();

        redis.kill();
        try {
            // Those that were allowed before are still answered.
            Await.until("no provider is called any more", Duration.ofSeconds(20), () -> calls() == callsAfter(1_500));
            long calls = calls();
            assertThat(service.readiness()).isEqualTo(200);
            assertThat(campaign.get().path("status").asString()).isEqualTo("RUNNING");
            assertThat(callsAfter(2_000)).as("calls that nobody counts").isEqualTo(calls);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            redis.startAgain();
        }

        campaign.endsWhole(listener);
        assertThat(campaign.number("SELECT coalesce(max(attempt), 0) FROM job_archive WHERE team_id = :team"))
                .as("attempts that waiting used up")
                .isZero();
    }

    @Test
    void withoutKafkaWorkGoesOnAndItsRingsAreHeardAgainAfterIt() {
        KafkaServer kafka = installation.around().kafka();

        kafka.kill();
        long heard;
        try {
            campaign.endsWhole(listener);
            Await.until("health says so", Duration.ofSeconds(60), () -> bell().equals("DEGRADED"));
            assertThat(health().path("status").asString()).isEqualTo("DEGRADED");
            assertThat(service.readiness()).isEqualTo(200);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            kafka.startAgain();
        }
        heard = heard(kafka);

        // Somebody has work again: it is rung for, and that is heard.
        Campaign next = campaign.manager().draft(Map.of("maxProspects", 100));
        next.order("start");
        next.awaitEnd(Duration.ofMinutes(1));
        Await.until("rings are heard again", Duration.ofSeconds(60), () -> heard(kafka) > heard);
        Await.until("health says so", Duration.ofSeconds(60), () -> bell().equals("UP"));
    }

    /** How the doorbell is, by {@code /actuator/health}. */
    private static String bell() throws IOException, InterruptedException {
        return health().at("/components/streams/components/doorbell/status").asString();
    }

    private static JsonNode health() throws IOException, InterruptedException {
        HttpResponse<String> answer = service.get("/actuator/health", Duration.ofSeconds(5));
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void withoutPostgresTheAnswerIsUnavailableAndAllGoesOnSoonAfterIt() {
        PostgresServer postgres = installation.around().postgres();

        postgres.kill();
        try {
            long asked = System.nanoTime();
            assertThat(campaign.manager().status(service, "/campaigns/{id}", campaign.id()))
                    .isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(4));
            Await.until("it is not ready", Duration.ofSeconds(10), () -> service.readiness() == 503);
        } finally {
            postgres.startAgain();
        }
        Duration back = Await.until(
                "it answers again",
                Duration.ofSeconds(10),
                () -> campaign.manager().status(service, "/campaigns/{id}", campaign.id()) == 200
                        && service.readiness() == 200);
        System.out.println("After PostgreSQL the service was back within " + back);

        campaign.endsWhole(listener);
    }

    private static long calls() {
        return installation.sandbox().bill().lines().stream()
                .mapToLong(Bill.Line::calls)
                .sum();
    }

    private static long callsAfter(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return calls();
    }

    /** How many records of the topic the service says to have heard. */
    private static long heard(KafkaServer kafka) {
        try (Admin admin = kafka.admin()) {
            return admin
                    .listConsumerGroupOffsets(installation.topic())
                    .partitionsToOffsetAndMetadata()
                    .get(30, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
