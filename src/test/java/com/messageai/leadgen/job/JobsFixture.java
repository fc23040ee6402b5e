package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.TestDatabase;
import com.messageai.leadgen.team.TeamId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;

/** One instance's part of the queues, on a database that others may share; Kafka is away. */
final class JobsFixture implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Presence presence;
    final Leases leases;
    final Sweeper sweeper;
    final Jobs jobs;
    final JobRows rows;
    private final Turns turns;

    JobsFixture(TestDatabase database) {
        this(database, database.client());
    }

    /** @param client what all but its presence goes over */
    JobsFixture(TestDatabase database, DatabaseClient client) {
        JobProperties properties = properties(32);
        QueueProperties queues = queues();
        rows = new JobRows(client, properties);
        turns = new Turns(properties, queues);
        presence = new Presence(database.connections());
        leases = new Leases(rows, properties);
        sweeper = new Sweeper(rows, turns, properties);
        jobs = new Jobs(
                rows,
                turns,
                leases,
                presence,
                new Doorbell(turns, properties, "localhost:1"),
                queues,
                new RetryProperties(Duration.ofSeconds(1), 3),
                properties,
                new JobMeters(new SimpleMeterRegistry()));
    }

    static QueueProperties queues() {
        return new QueueProperties(
                new QueueProperties.Discovery(5),
                new QueueProperties.Scoring(15),
                new QueueProperties.Enrichment(10),
                new QueueProperties.Delivery(10),
                new QueueProperties.Upkeep(2));
    }

    static JobProperties properties(int atOnce) {
        return new JobProperties(
                "doorbell",
                "test",
                6,
                Duration.ofSeconds(20),
                Duration.ofMillis(200),
                Duration.ofMillis(200),
                5,
                atOnce,
                Duration.ofSeconds(8),
                Duration.ofSeconds(60));
    }

    /** @param batch a full one gives its team another turn by itself */
    Disposable work(int batch, Worker worker) {
        return jobs.work(Queue.SCORING, batch, worker).subscribe();
    }

    NewJob add(TeamId team, JobKind kind) {
        NewJob job = new NewJob(team, Ids.next(), kind, null, "{}");
        jobs.add(List.of(job)).block(PATIENCE);
        return job;
    }

    void ring(TeamId team) {
        jobs.ring(team, List.of(Queue.SCORING));
    }

    static TeamId team(TestDatabase database) {
        UUID team = Ids.next();
        database.client()
                .sql("INSERT INTO team (id, name, slug) VALUES (:team, 'Team', :team::text)")
                .bind("team", team)
                .then()
                .block(PATIENCE);
        return new TeamId(team);
    }

    /** Dies as a killed process does: nothing is handed back. */
    void vanish() {
        presence.stop();
        leases.stop();
    }

    @Override
    public void close() {
        sweeper.stop();
        presence.stop();
        leases.stop();
        jobs.close();
    }
}
