package com.messageai.leadgen.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Who has a job in hand, who has lost it, and who looks for it. */
class ClaimsIntegrationTests extends JobsTest {

    @Test
    void stopsTheWorkOfAClaimThatWasLost() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Recorder slow = new Recorder(one, batch -> Mono.<Void>never().doOnCancel(stopped::countDown), PLAIN);
        NewJob job = one.add(team, PLAIN);
        Disposable working = one.work(10, slow);
        one.leases.start();
        one.ring(team);
        slow.next();
        assertThat(one.leases.count()).isEqualTo(1);

        // As if it had stood still past its lease, and another instance's sweep had come by.
        sql("UPDATE job SET status = 'READY', claim = NULL, lease_until = NULL WHERE id = '" + job.id() + "'");

        assertThat(stopped.await(JobsFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        eventually(() -> one.leases.count() == 0);
        assertThat(of(job, "status || attempt || stalls")).isEqualTo("READY00");
        working.dispose();
    }

    @Test
    void renewsAClaimForAsLongAsItsWorkGoesOn() throws InterruptedException {
        Sinks.Empty<Void> end = Sinks.empty();
        Recorder slow = new Recorder(one, batch -> end.asMono().then(one.jobs.done(batch)), PLAIN);
        NewJob job = one.add(team, PLAIN);
        Disposable working = one.work(10, slow);
        one.ring(team);
        slow.next();
        sql("UPDATE job SET lease_until = now() + interval '1 s' WHERE id = '" + job.id() + "'");

        one.leases.start();

        eventually(() -> of(job, "lease_until > now() + interval '15 s'").equals("true"));
        end.tryEmitEmpty();
        eventually(() -> of(job, "status").equals("gone"));
        working.dispose();
    }

    @Test
    void renewsNobodyElsesClaim() throws InterruptedException {
        Recorder slow = new Recorder(one, batch -> Mono.never(), PLAIN);
        NewJob theirs = one.add(team, PLAIN);
        Disposable working = one.work(10, slow);
        one.ring(team);
        slow.next();
        Recorder mine = new Recorder(other, batch -> Mono.never(), PLAIN);
        NewJob ours = one.add(team, PLAIN);
        Disposable beside = other.work(10, mine);
        other.ring(team);
        mine.next();
        // Its instance stands still: nobody renews it.
        sql("UPDATE job SET lease_until = now() + interval '1 s' WHERE id IN ('" + theirs.id() + "', '" + ours.id()
                + "')");

        other.leases.start();

        eventually(() -> of(ours, "lease_until > now() + interval '15 s'").equals("true"));
        assertThat(of(theirs, "lease_until < now() + interval '5 s'")).isEqualTo("true");
        working.dispose();
        beside.dispose();
    }

    @Test
    void settlesNothingBehindALostClaim() throws InterruptedException {
        Recorder slow = new Recorder(one, batch -> Mono.never(), PLAIN);
        NewJob job = one.add(team, PLAIN);
        Disposable working = one.work(10, slow);
        one.ring(team);
        Job lost = slow.next().getFirst();
        sql("UPDATE job SET lease_until = now() - interval '1 s' WHERE id = '" + job.id() + "'");
        other.sweeper.sweep().block(JobsFixture.PATIENCE);
        Recorder quick = new Recorder(other, batch -> Mono.never(), PLAIN);
        Disposable taking = other.work(10, quick);
        other.ring(team);
        Job taken = quick.next().getFirst();
        String before = of(job, "job");

        List<Function<Job, Mono<Void>>> fences = List.of(
                mine -> one.jobs.done(List.of(mine)),
                mine -> one.jobs.cancelled(List.of(mine)),
                mine -> one.jobs.progressed(mine),
                mine -> one.jobs.delayed(mine, Duration.ZERO, "limit"),
                mine -> one.jobs.parked(mine, "paused"),
                mine -> one.jobs.failed(mine, "error", "Error"),
                mine -> one.jobs.died(mine, "error", "Error"));
        assertThat(fences)
                .allSatisfy(fence -> assertThatThrownBy(() -> fence.apply(lost).block(JobsFixture.PATIENCE))
                        .isInstanceOf(LostClaim.class));

        assertThat(of(job, "job")).isEqualTo(before);
        other.jobs.done(List.of(taken)).block(JobsFixture.PATIENCE);
        assertThat(of(job, "status")).isEqualTo("gone");
        working.dispose();
        taking.dispose();
    }

    @Test
    void commitsNothingOfABatchOfWhichOneJobWasLost() throws InterruptedException {
        NewJob kept = one.add(team, PLAIN);
        NewJob lost = one.add(team, PLAIN);
        Recorder slow = new Recorder(one, batch -> Mono.never(), PLAIN);
        Disposable working = one.work(10, slow);
        one.ring(team);
        List<Job> batch = slow.next();
        assertThat(batch).hasSize(2);
        sql("UPDATE job SET lease_until = now() - interval '1 s' WHERE id = '" + lost.id() + "'");
        other.sweeper.sweep().block(JobsFixture.PATIENCE);

        Mono<Void> stage = TransactionalOperator.create(new R2dbcTransactionManager(database.connections()))
                .transactional(one.jobs.done(batch));

        assertThatThrownBy(() -> stage.block(JobsFixture.PATIENCE)).isInstanceOf(LostClaim.class);
        assertThat(of(kept, "status || stalls")).isEqualTo("ACTIVE0");
        assertThat(of(lost, "status || stalls")).isEqualTo("READY1");
        working.dispose();
    }

    @Test
    void worksOnOneSuspectAtATimeInAQueueAndNotOnOthersBesideIt() throws InterruptedException {
        TeamId elsewhere = JobsFixture.team(database);
        NewJob first = one.add(team, PLAIN);
        NewJob second = one.add(elsewhere, PLAIN);
        List<NewJob> innocent =
                IntStream.range(0, 3).mapToObj(i -> one.add(elsewhere, PLAIN)).toList();
        suspect(first);
        suspect(second);
        Sinks.Empty<Void> end = Sinks.empty();
        Recorder held = new Recorder(one, batch -> end.asMono().then(one.jobs.done(batch)), PLAIN);
        Disposable working = one.work(10, held);
        one.ring(team);
        assertThat(held.next()).extracting(Job::id).containsExactly(first.id());

        Recorder beside = new Recorder(other, batch -> other.jobs.done(batch), PLAIN);
        Disposable taking = other.work(10, beside);
        other.ring(elsewhere);
        assertThat(beside.next())
                .extracting(Job::id)
                .containsExactlyInAnyOrderElementsOf(
                        innocent.stream().map(NewJob::id).toList());
        assertThat(of(second, "status || stalls")).isEqualTo("READY2");

        end.tryEmitEmpty();
        eventually(() -> of(first, "status").equals("gone"));
        other.ring(elsewhere);
        assertThat(beside.next()).extracting(Job::id).containsExactly(second.id());
        working.dispose();
        taking.dispose();
    }

    @Test
    void doesWhatNobodyRangFor() throws InterruptedException {
        NewJob silent = one.add(team, PLAIN);
        NewJob later = one.add(team, PLAIN);
        sql("UPDATE job SET run_at = now() + interval '300 ms' WHERE id = '" + later.id() + "'");
        Recorder worker = new Recorder(one, batch -> one.jobs.done(batch), PLAIN);
        Disposable working = one.work(1, worker);

        one.sweeper.start();

        assertThat(worker.next()).extracting(Job::id).containsExactly(silent.id());
        assertThat(worker.next()).extracting(Job::id).containsExactly(later.id());
        working.dispose();
    }

    @Test
    void listsEveryQueueAndTeamThatHasSomethingToDoOnce() {
        TeamId second = JobsFixture.team(database);
        TeamId idle = JobsFixture.team(database);
        jobs(team, Queue.SCORING, "status = 'READY'", 500);
        jobs(team, Queue.DISCOVERY, "status = 'READY'", 1);
        jobs(second, Queue.SCORING, "status = 'READY', run_at = now() + interval '1 hour'", 20);
        jobs(second, Queue.SCORING, "status = 'READY'", 1);
        jobs(second, Queue.UPKEEP, "status = 'READY'", 3);
        jobs(second, Queue.DELIVERY, "status = 'READY', run_at = now() + interval '1 hour'", 3);
        jobs(idle, Queue.SCORING, "status = 'ACTIVE'", 2);
        jobs(idle, Queue.DISCOVERY, "status = 'DEAD'", 2);
        jobs(idle, Queue.ENRICHMENT, "status = 'PARKED'", 2);

        assertThat(due())
                .containsExactlyInAnyOrder(
                        new Ring(Queue.SCORING, team),
                        new Ring(Queue.DISCOVERY, team),
                        new Ring(Queue.SCORING, second),
                        new Ring(Queue.UPKEEP, second));

        // A queue is paused for one team only.
        sql("INSERT INTO queue_pause (team_id, queue) VALUES ('" + team + "', 'SCORING')");
        assertThat(due())
                .containsExactlyInAnyOrder(
                        new Ring(Queue.DISCOVERY, team),
                        new Ring(Queue.SCORING, second),
                        new Ring(Queue.UPKEEP, second));
    }

    @Test
    void listsNothingWhereNothingWaits() {
        assertThat(due()).isEmpty();
    }

    @Test
    void handsBackWhatCouldNotBeSettledAsSoonAsTheDatabaseAnswersAgain() throws InterruptedException {
        Outage outage = new Outage(database.connections());
        try (JobsFixture cut = new JobsFixture(database, DatabaseClient.create(outage))) {
            Recorder worker = new Recorder(
                    cut,
                    batch -> Mono.fromRunnable(outage::begin)
                            .then(Mono.error(new IllegalStateException("no use without the database"))),
                    PLAIN);
            NewJob job = one.add(team, PLAIN);
            Disposable working = cut.work(10, worker);
            cut.leases.start();
            cut.ring(team);
            assertThat(worker.failure()).isInstanceOf(IllegalStateException.class);
            eventually(() -> cut.leases.count() == 0);
            assertThat(of(job, "status")).isEqualTo("ACTIVE");

            outage.end();

            // Long before its lease runs out, which would be a stall.
            eventually(() -> of(job, "status || attempt || stalls").equals("READY00"));
            working.dispose();
        }
    }

    @Test
    void goesOnClaimingAfterTheDatabaseWasAway() throws InterruptedException {
        Outage outage = new Outage(database.connections());
        try (JobsFixture cut = new JobsFixture(database, DatabaseClient.create(outage))) {
            Recorder worker = new Recorder(cut, batch -> cut.jobs.done(batch), PLAIN);
            NewJob job = one.add(team, PLAIN);
            Disposable working = cut.work(10, worker);
            cut.leases.start();
            cut.sweeper.start();
            outage.begin();
            cut.ring(team);

            outage.end();

            assertThat(worker.next()).extracting(Job::id).containsExactly(job.id());
            working.dispose();
        }
    }

    @Test
    void beginsAJobInItsOwnHandsThatAnotherTakesOverWhenItIsLost() throws InterruptedException {
        one.presence.start();
        eventually(() -> one.presence.number() != null);
        NewJob job = NewJob.of(team, PLAIN, null, "{}");
        Job begun = one.jobs.begin(job).block(JobsFixture.PATIENCE);
        assertThat(of(job, "status || (lease_until > now()) || (instance = " + one.presence.number() + ")"))
                .isEqualTo("ACTIVEtruetrue");
        one.leases.start();
        Mono<String> work = one.jobs.holding(begun, Mono.<String>never()).cache();
        Disposable working = work.subscribe();

        sql("UPDATE job SET lease_until = now() - interval '1 s' WHERE id = '" + job.id() + "'");
        eventually(() -> {
            sql("UPDATE job SET lease_until = now() - interval '1 s' WHERE id = '" + job.id()
                    + "' AND status = 'ACTIVE'");
            other.sweeper.sweep().block(JobsFixture.PATIENCE);
            return of(job, "status || stalls").equals("READY1");
        });

        // Its own work ends without a result.
        assertThat(work.blockOptional(JobsFixture.PATIENCE)).isEmpty();
        Recorder quick = new Recorder(other, batch -> other.jobs.done(batch), PLAIN);
        Disposable taking = other.work(10, quick);
        other.ring(team);
        assertThat(quick.next()).extracting(Job::id).containsExactly(job.id());
        working.dispose();
        taking.dispose();
    }

    private List<Ring> due() {
        return one.rows.sweep().map(JobRows.Swept::ring).collectList().block(JobsFixture.PATIENCE);
    }

    private static void suspect(NewJob job) {
        sql("UPDATE job SET stalls = 2 WHERE id = '" + job.id() + "'");
    }

    private static void jobs(TeamId team, Queue queue, String assignments, int number) {
        sql("INSERT INTO job (team_id, queue, type, payload, correlation_id) SELECT '" + team + "', '" + queue
                + "', 'PLAIN', '{}', 'new' FROM generate_series(1, " + number + ")");
        sql("UPDATE job SET correlation_id = NULL, " + assignments + " WHERE correlation_id = 'new'");
    }
}
