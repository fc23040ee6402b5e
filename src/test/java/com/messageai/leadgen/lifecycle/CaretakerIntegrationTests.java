package com.messageai.leadgen.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class CaretakerIntegrationTests {

    private static TestDatabase database;

    private final AtomicInteger done = new AtomicInteger();

    @BeforeAll
    static void create() {
        database = TestDatabase.create(8);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void forgetAll() {
        run("DELETE FROM chore");
    }

    private record Work(String name, Mono<Long> run) implements Chore {
        @Override
        public Duration every() {
            return Duration.ofHours(1);
        }
    }

    private Chore counting(String name) {
        return new Work(name, Mono.fromSupplier(() -> (long) done.incrementAndGet()));
    }

    private static Caretaker caretaker(Chore... chores) {
        StaticApplicationContext context = new StaticApplicationContext();
        for (Chore chore : chores) {
            context.getBeanFactory().registerSingleton(chore.name(), chore);
        }
        return new Caretaker(new Chores(database.client()), context.getBeanProvider(Chore.class));
    }

    private static void run(String statement) {
        database.client().sql(statement).then().block();
    }

    private static String chore(String name, String expression) {
        return database.client()
                .sql("SELECT (" + expression + ")::text AS value FROM chore WHERE name = '" + name + "'")
                .map(row -> row.get("value", String.class))
                .one()
                .block();
    }

    @Test
    void ofManyInstancesOneDoesAChoreOncePerPeriod() {
        List<Caretaker> instances = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            instances.add(caretaker(counting("sweep"), counting("polish")));
        }
        Mono<Void> rounds =
                Flux.fromIterable(instances).flatMap(Caretaker::round, 8).then();

        rounds.then(rounds).block();
        assertThat(done).hasValue(2);

        run("UPDATE chore SET due_at = now() WHERE name = 'sweep'");
        rounds.block();
        assertThat(done).hasValue(3);
        assertThat(chore("sweep", "due_at BETWEEN now() + interval '59 minutes' AND now() + interval '1 hour'"))
                .isEqualTo("true");
    }

    @Test
    void aChoreThatFailsIsDueAgainAfterAMinuteAndKeepsNoOtherFromBeingDone() {
        Chore broken = new Work("a-broken", Mono.error(new IllegalStateException("no broom")));
        Caretaker caretaker = caretaker(broken, counting("b-sweep"));

        caretaker.round().block();

        assertThat(done).hasValue(1);
        assertThat(chore(
                        "a-broken", "due_at <= now() + interval '1 minute' AND due_at > now() + interval '50 seconds'"))
                .isEqualTo("true");
        assertThat(chore("a-broken", "outcome")).contains("no broom");
    }

    @Test
    void aChoreWhoseInstanceDiedIsDoneByAnother() {
        Caretaker caretaker = caretaker(counting("sweep"));
        // Claimed by somebody who never came back.
        run("INSERT INTO chore (name, due_at) VALUES ('sweep', now() + interval '5 minutes')");
        caretaker.round().block();
        assertThat(done).hasValue(0);
        run("UPDATE chore SET due_at = due_at - interval '5 minutes'");
        caretaker.round().block();
        assertThat(done).hasValue(1);
    }
}
