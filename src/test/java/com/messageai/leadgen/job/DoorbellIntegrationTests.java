package com.messageai.leadgen.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.EmbeddedServices;
import com.messageai.leadgen.team.TeamId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class DoorbellIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 3;

    private final String topic = "doorbell." + Ids.next();
    private Instance one;
    private Instance other;

    @BeforeEach
    void twoInstances() {
        one = new Instance(topic);
        other = new Instance(topic);
    }

    @AfterEach
    void stop() {
        one.stop();
        other.stop();
    }

    @Test
    void isHeardByOtherInstances() {
        one.doorbell.start();
        other.doorbell.start();

        // Whoever has not got its partitions yet hears nothing, so it rings until somebody is there.
        until(() -> !other.heard.isEmpty(), () -> one.ring(teams(20)));
        Set<TeamId> later = teams(200);
        one.ring(later);

        until(() -> later.stream().allMatch(team -> one.heard.contains(team) || other.heard.contains(team)), () -> {});
    }

    @Test
    void passesOverWhatIsMalformedOnEveryPartition() {
        other.doorbell.start();
        TeamId first = team();
        until(() -> other.heard.contains(first), () -> other.ring(Set.of(first)));
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            // One that is heard on each partition: from then on nothing is missed.
            List<TeamId> greeters = List.copyOf(teams(PARTITIONS));
            until(() -> other.heard.containsAll(greeters), () -> sendOneEach(producer, greeters));
            int begun = other.begun.get();

            malformed()
                    .forEach(bad -> IntStream.range(0, PARTITIONS)
                            .forEach(partition -> producer.send(new ProducerRecord<>(topic, partition, null, bad))));
            List<TeamId> followers = List.copyOf(teams(PARTITIONS));
            sendOneEach(producer, followers);

            until(() -> other.heard.containsAll(followers), () -> {});
            assertThat(other.begun).hasValue(begun);
            assertThat(other.heard).hasSize(1 + 2 * PARTITIONS);
        }
    }

    private static Stream<byte[]> malformed() {
        String team = team().toString();
        return Stream.concat(
                Stream.of(
                                "",
                                " ",
                                "SCORING",
                                "SCORING ",
                                "SCORING not-a-team",
                                "SCORING " + team + " more",
                                "scoring " + team,
                                "NO_SUCH_QUEUE " + team,
                                "{\"queue\": \"SCORING\", \"team\": \"" + team + "\"}",
                                "SCORING " + "x".repeat(500_000))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Stream.of(null, new byte[] {(byte) 0xC3, 0, (byte) 0xFF, (byte) 0xFE}));
    }

    private void sendOneEach(KafkaProducer<byte[], byte[]> producer, List<TeamId> teams) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            byte[] ring = (Queue.SCORING + " " + teams.get(partition)).getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic, partition, null, ring));
        }
        producer.flush();
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        EmbeddedServices.kafkaServers(),
                        // In order, whatever happens on the way.
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static TeamId team() {
        return new TeamId(Ids.next());
    }

    private static Set<TeamId> teams(int number) {
        return Stream.generate(DoorbellIntegrationTests::team).limit(number).collect(Collectors.toSet());
    }

    private static void until(BooleanSupplier holds, Runnable each) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(200))
                .onBackpressureDrop()
                // Kafka's own producer waits.
                .publishOn(Schedulers.boundedElastic(), 1)
                .filter(tick -> {
                    if (holds.getAsBoolean()) {
                        return true;
                    }
                    each.run();
                    return false;
                })
                .blockFirst(PATIENCE);
    }

    /** What one instance has of the doorbell: whom it hears, and how often its bell began. */
    private static final class Instance {
        final Set<TeamId> heard = ConcurrentHashMap.newKeySet();
        final AtomicInteger begun = new AtomicInteger();
        final Doorbell doorbell;
        private final Turns turns;

        Instance(String topic) {
            JobProperties properties = properties(topic);
            turns = new Turns(properties, JobsFixture.queues());
            doorbell = new Doorbell(turns, properties, EmbeddedServices.kafkaServers()) {
                @Override
                protected Flux<?> flow() {
                    begun.incrementAndGet();
                    return super.flow();
                }
            };
            Mono.defer(() -> turns.next(Queue.SCORING))
                    .doOnNext(turn -> {
                        heard.add(turn.team());
                        turn.done();
                    })
                    .repeat(() -> !turns.isClosed())
                    .subscribe();
        }

        void ring(Collection<TeamId> teams) {
            doorbell.ring(
                    teams.stream().map(team -> new Ring(Queue.SCORING, team)).toList());
        }

        void stop() {
            doorbell.stop();
            turns.close();
        }

        private static JobProperties properties(String topic) {
            JobProperties usual = JobsFixture.properties(32);
            return new JobProperties(
                    topic,
                    "group." + topic,
                    PARTITIONS,
                    usual.lease(),
                    usual.renewEvery(),
                    usual.sweepEvery(),
                    usual.maxStalls(),
                    usual.atOnce(),
                    usual.drain(),
                    usual.patience());
        }
    }
}
