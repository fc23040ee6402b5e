package com.messageai.leadgen.job;

import com.messageai.leadgen.lifecycle.BackgroundStream;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverRecord;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;

/**
 * The bell between instances: a Kafka record says that a queue has work for a team. It is a hint: a record that is lost,
 * doubled or malformed changes nothing but time, so records are acknowledged as soon as they were heard.
 *
 * <p>Each instance rings at every partition now and then for the sake of ringing: the bell works while that is
 * acknowledged and whoever listens to a partition hears something. An instance to which Kafka gave no partition, since
 * there are more instances than partitions, rightly hears nothing.
 */
@Component
class Doorbell extends BackgroundStream {

    private static final Logger log = LoggerFactory.getLogger(Doorbell.class);
    private static final Duration GATHER = Duration.ofMillis(5);

    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Duration TEST_EVERY = Duration.ofSeconds(10);
    private static final String TEST = "test";

    private final Turns turns;
    private final JobProperties properties;
    private final String servers;
    // Rings that have not been sent yet, each once: bounded by queues and teams.
    private final Set<Ring> outgoing = ConcurrentHashMap.newKeySet();
    private final Sinks.Many<Boolean> pressed = Sinks.many().replay().latest();
    private final AtomicInteger assigned = new AtomicInteger();
    private volatile boolean heard;

    Doorbell(
            Turns turns,
            JobProperties properties,
            @Value("${spring.kafka.bootstrap-servers:localhost:9092}") String servers) {
        super("doorbell", TEST_EVERY.multipliedBy(4));
        this.turns = turns;
        this.properties = properties;
        this.servers = servers;
    }

    /** Rings at all instances, soon. Never waits and never fails. */
    void ring(Collection<Ring> rings) {
        outgoing.addAll(rings);
        synchronized (pressed) {
            pressed.tryEmitNext(Boolean.TRUE);
        }
    }

    @Override
    protected Flux<?> flow() {
        return createTopic()
                .thenMany(Flux.usingWhen(
                        Mono.fromSupplier(() -> KafkaSender.create(senderOptions())),
                        sender -> Flux.merge(send(sender), test(sender), hear()),
                        // Closing waits for the sender's thread.
                        sender -> Mono.<Void>fromRunnable(sender::close).subscribeOn(Schedulers.boundedElastic())));
    }

    private Flux<Object> send(KafkaSender<String, String> sender) {
        return pressed.asFlux()
                // What rings within a moment is sent together.
                .concatMap(press -> Mono.delay(GATHER).thenMany(Flux.defer(() -> sender.send(records()))), 1)
                .thenMany(Flux.empty());
    }

    private Flux<SenderRecord<String, String, Ring>> records() {
        List<Ring> rings = List.copyOf(outgoing);
        outgoing.removeAll(rings);
        return Flux.fromIterable(rings)
                .map(ring -> SenderRecord.create(
                        // A key of its own: rings of one team may be heard by any instance.
                        new ProducerRecord<>(
                                properties.topic(), Ids.next().toString(), ring.queue() + " " + ring.team()),
                        ring));
    }

    /** An element each time the bell was found to work. */
    private Flux<Boolean> test(KafkaSender<String, String> sender) {
        return Flux.interval(Duration.ZERO, TEST_EVERY)
                .onBackpressureDrop()
                .concatMap(
                        tick -> {
                            boolean hears = heard || assigned.get() == 0;
                            heard = false;
                            return sender.send(Flux.range(0, properties.partitions())
                                            .map(partition -> SenderRecord.create(
                                                    new ProducerRecord<>(properties.topic(), partition, TEST, TEST),
                                                    partition)))
                                    .filter(sent -> sent.exception() == null)
                                    .count()
                                    .filter(acknowledged -> hears && acknowledged == properties.partitions())
                                    .map(works -> true);
                        },
                        1);
    }

    private Flux<Object> hear() {
        return Flux.defer(() -> KafkaReceiver.create(receiverOptions()).receive())
                .doOnNext(this::hear)
                .thenMany(Flux.empty())
                .concatWith(Mono.error(() -> new IllegalStateException("nothing is heard any more")));
    }

    private void hear(ReceiverRecord<String, String> record) {
        record.receiverOffset().acknowledge();
        heard = true;
        if (TEST.equals(record.value())) {
            return;
        }
        Ring ring = parse(record.value());
        if (ring == null) {
            log.warn("unreadable ring at {}-{}", record.partition(), record.offset());
        } else {
            turns.ring(ring.queue(), ring.team());
        }
    }

    static @Nullable Ring parse(@Nullable String value) {
        String[] parts = value == null ? new String[0] : value.split(" ", 3);
        if (parts.length != 2) {
            return null;
        }
        try {
            return new Ring(Queue.valueOf(parts[0]), new TeamId(UUID.fromString(parts[1])));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Brokers need not create topics by themselves. Kafka's admin client waits for its threads when it closes. */
    private Mono<Void> createTopic() {
        return Mono.<Void>fromCallable(() -> {
                    Map<String, Object> config = Map.of(
                            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
                            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
                    try (Admin admin = Admin.create(config)) {
                        admin.createTopics(List.of(new NewTopic(
                                        properties.topic(), Optional.of(properties.partitions()), Optional.empty())))
                                .all()
                                .get(5, TimeUnit.SECONDS);
                    } catch (ExecutionException e) {
                        if (!(e.getCause() instanceof TopicExistsException)) {
                            throw e;
                        }
                    }
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private SenderOptions<String, String> senderOptions() {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        // A ring is worth neither a wait nor a replica: the sweeper makes good what is lost.
        config.put(ProducerConfig.ACKS_CONFIG, "1");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return SenderOptions.<String, String>create(config).maxInFlight(256).stopOnError(false);
    }

    private ReceiverOptions<String, String> receiverOptions() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, properties.consumerGroup());
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        // What rang before we came is found by the sweeper.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        config.put("group.protocol", "classic");
        // Records come at once all the same; this is how long an empty look may take.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 2_000);
        assigned.set(0);
        return ReceiverOptions.<String, String>create(config)
                .subscription(List.of(properties.topic()))
                .addAssignListener(partitions -> assigned.addAndGet(partitions.size()))
                .addRevokeListener(partitions -> assigned.addAndGet(-partitions.size()))
                .pollTimeout(LOOK)
                // What was heard and not committed is merely heard twice.
                .commitInterval(LOOK)
                .maxDelayRebalance(Duration.ofSeconds(2))
                .closeTimeout(Duration.ofSeconds(5));
    }
}
