package com.messageai.leadgen.job;

import com.messageai.leadgen.support.TestDatabase;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Two instances on one database, and a team. */
abstract class JobsTest {

    static final JobKind PLAIN = new JobKind("PLAIN", Queue.SCORING, 1, 1, Duration.ofSeconds(30));

    static TestDatabase database;

    JobsFixture one;
    JobsFixture other;
    TeamId team;

    @BeforeAll
    static void aDatabase() {
        database = TestDatabase.create(10);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void twoInstances() {
        database.client().sql("DELETE FROM job").then().block(JobsFixture.PATIENCE);
        one = new JobsFixture(database);
        other = new JobsFixture(database);
        team = JobsFixture.team(database);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    static String of(NewJob job, String expression) {
        return database.client()
                .sql("SELECT (" + expression + ")::text AS value FROM job WHERE id = :id")
                .bind("id", job.id())
                .map(row -> Objects.requireNonNullElse(row.get("value", String.class), "null"))
                .one()
                .defaultIfEmpty("gone")
                .block(JobsFixture.PATIENCE);
    }

    static long count(String query) {
        return Objects.requireNonNull(database.client()
                .sql(query)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block(JobsFixture.PATIENCE));
    }

    static void sql(String statement) {
        database.client().sql(statement).then().block(JobsFixture.PATIENCE);
    }

    static void eventually(BooleanSupplier holds) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(100))
                .onBackpressureDrop()
                .concatMap(tick -> Mono.fromSupplier(holds::getAsBoolean).subscribeOn(Schedulers.boundedElastic()), 1)
                .filter(Boolean::booleanValue)
                .next()
                .block(JobsFixture.PATIENCE);
    }
}
