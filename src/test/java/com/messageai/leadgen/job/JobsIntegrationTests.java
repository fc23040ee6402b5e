package com.messageai.leadgen.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class JobsIntegrationTests extends JobsTest {

    @Test
    void commitsNothingForAWorkerWhoseLeaseRanOut() throws InterruptedException {
        Recorder slow = new Recorder(one, batch -> Mono.never(), PLAIN);
        NewJob job = one.add(team, PLAIN);
        Disposable working = one.work(10, slow);
        one.ring(team);
        Job lost = slow.next().getFirst();
        sql("UPDATE job SET lease_until = now() - interval '1 s' WHERE id = '" + job.id() + "'");

        other.sweeper.sweep().block(JobsFixture.PATIENCE);

        assertThat(of(job, "status || stalls")).isEqualTo("READY1");
        assertThat(of(job, "attempts #>> '{0,errorClass}'")).isEqualTo("WorkerLost");
        Recorder quick = new Recorder(other, batch -> other.jobs.done(batch), PLAIN);
        Disposable taking = other.work(10, quick);
        other.ring(team);
        assertThat(quick.next().getFirst().id()).isEqualTo(job.id());
        assertThatThrownBy(() -> one.jobs.done(List.of(lost)).block(JobsFixture.PATIENCE))
                .isInstanceOf(LostClaim.class);
        working.dispose();
        taking.dispose();
    }

    @Test
    void takesOverWhatAnInstanceHeldThatIsGoneLongBeforeItsLeaseRunsOut() throws InterruptedException {
        one.presence.start();
        eventually(() -> one.presence.number() != null);
        Recorder slow = new Recorder(one, batch -> Mono.never(), PLAIN);
        NewJob job = one.add(team, PLAIN);
        one.work(10, slow);
        one.ring(team);
        slow.next();

        other.sweeper.sweep().block(JobsFixture.PATIENCE);
        assertThat(of(job, "status")).isEqualTo("ACTIVE");

        one.vanish();

        // A PostgreSQL that has just been started is not believed at once.
        eventually(() -> {
            other.sweeper.sweep().block(JobsFixture.PATIENCE);
            return of(job, "status || stalls").equals("READY1");
        });
        assertThat(of(job, "lease_until IS NULL")).isEqualTo("true");
    }

    @Test
    void worksAloneOnAJobThatLostTwoWorkers() throws InterruptedException {
        List<NewJob> all =
                IntStream.range(0, 5).mapToObj(i -> one.add(team, PLAIN)).toList();
        sql("UPDATE job SET stalls = 2 WHERE id = '" + all.get(0).id() + "'");
        sql("UPDATE job SET stalls = 2 WHERE id = '" + all.get(3).id() + "'");
        Recorder worker = new Recorder(one, batch -> one.jobs.done(batch), PLAIN);
        Disposable working = one.work(10, worker);

        one.ring(team);

        assertThat(worker.next()).extracting(Job::id).containsExactly(all.get(0).id());
        one.ring(team);
        assertThat(worker.next())
                .extracting(Job::id)
                .containsExactlyInAnyOrder(
                        all.get(1).id(), all.get(2).id(), all.get(4).id());
        one.ring(team);
        assertThat(worker.next()).extracting(Job::id).containsExactly(all.get(3).id());
        working.dispose();
    }

    @Test
    void givesUpAJobThatLostFiveWorkersWithoutWorkingOnIt() throws InterruptedException {
        NewJob job = one.add(team, PLAIN);
        sql("UPDATE job SET stalls = 5 WHERE id = '" + job.id() + "'");
        Recorder worker = new Recorder(one, batch -> Mono.error(new AssertionError("worked on")), PLAIN);
        Disposable working = one.work(10, worker);

        one.ring(team);

        assertThat(worker.failure()).isInstanceOf(WorkersLost.class);
        assertThat(worker.worked).isEmpty();
        working.dispose();
    }

    @Test
    void leavesAVersionThatItDoesNotKnowToAnInstanceThatDoes() throws InterruptedException {
        JobKind second = new JobKind("PLAIN", Queue.SCORING, 2, 1, Duration.ofSeconds(30));
        JobKind third = new JobKind("PLAIN", Queue.SCORING, 3, 2, Duration.ofSeconds(30));
        NewJob old = one.add(team, PLAIN);
        NewJob current = one.add(team, second);
        NewJob coming = one.add(team, third);
        Recorder worker = new Recorder(one, batch -> one.jobs.done(batch), second);
        Disposable working = one.work(10, worker);

        one.ring(team);

        assertThat(worker.next()).extracting(Job::id).containsExactlyInAnyOrder(old.id(), current.id());
        assertThat(of(coming, "status || attempt || stalls")).isEqualTo("READY00");
        Recorder newer = new Recorder(other, batch -> other.jobs.done(batch), third);
        Disposable upgraded = other.work(10, newer);
        other.ring(team);
        assertThat(newer.next()).extracting(Job::id).containsExactly(coming.id());
        working.dispose();
        upgraded.dispose();
    }

    @Test
    void endsARunThatTakesTooLong() throws InterruptedException {
        JobKind brief = new JobKind("BRIEF", Queue.SCORING, 1, 1, Duration.ofMillis(50));
        NewJob job = one.add(team, brief);
        Recorder worker = new Recorder(one, batch -> Mono.never(), brief);
        Disposable working = one.work(10, worker);

        one.ring(team);

        assertThat(worker.failure()).isInstanceOf(JobTimedOut.class);
        eventually(() -> of(job, "attempts #>> '{0,errorClass}'").equals("JobTimedOut"));
        assertThat(of(job, "status || attempt")).isEqualTo("READY1");
        working.dispose();
    }

    @Test
    void handsBackWorkThatIsStoppedHalfWay() throws InterruptedException {
        NewJob job = one.add(team, PLAIN);
        Recorder worker = new Recorder(one, batch -> Mono.never(), PLAIN);
        Disposable working = one.work(10, worker);
        one.ring(team);
        worker.next();

        working.dispose();

        eventually(() -> of(job, "status || attempt || stalls").equals("READY00"));
    }

    @Test
    void claimsNothingMoreOnceClosedAndLetsWhatIsInWorkEnd() throws InterruptedException {
        NewJob first = one.add(team, PLAIN);
        var end = Sinks.<Void>empty();
        Recorder worker = new Recorder(one, batch -> end.asMono().then(one.jobs.done(batch)), PLAIN);
        Mono<Void> flow = one.jobs.work(Queue.SCORING, 1, worker).then().cache();
        Disposable working = flow.subscribe();
        one.ring(team);
        worker.next();

        one.jobs.close();
        NewJob second = one.add(team, PLAIN);
        one.ring(team);
        end.tryEmitEmpty();

        flow.block(JobsFixture.PATIENCE);
        assertThat(of(first, "status")).isEqualTo("gone");
        assertThat(of(second, "status")).isEqualTo("READY");
        working.dispose();
    }

    @Test
    void claimsNothingThatItHasNoPlaceFor() throws InterruptedException {
        JobKind rare = new JobKind("RARE", Queue.UPKEEP, 1, 1, Duration.ofSeconds(30));
        List<NewJob> all = IntStream.range(0, 4)
                .mapToObj(i -> one.add(JobsFixture.team(database), rare))
                .toList();
        Recorder worker = new Recorder(one, batch -> Mono.never(), rare);
        Disposable working = one.jobs.work(Queue.UPKEEP, 1, worker).subscribe();

        all.forEach(job -> one.jobs.ring(job.team(), List.of(Queue.UPKEEP)));
        worker.next();
        worker.next();
        NewJob elsewhere = one.add(team, PLAIN);
        Recorder unhindered = new Recorder(one, batch -> one.jobs.done(batch), PLAIN);
        Disposable beside = one.work(1, unhindered);
        one.ring(team);
        unhindered.next();

        eventually(() -> of(elsewhere, "status").equals("gone"));
        assertThat(count("SELECT count(*) FROM job WHERE status = 'ACTIVE'")).isEqualTo(2);
        working.dispose();
        beside.dispose();
    }

    @Test
    void claimsNothingOnceClosedThoughATeamWasInLineForAPlace() throws InterruptedException {
        JobKind rare = new JobKind("RARE", Queue.UPKEEP, 1, 1, Duration.ofSeconds(30));
        IntStream.range(0, 3).forEach(i -> one.add(JobsFixture.team(database), rare));
        var end = Sinks.<Void>empty();
        Recorder worker = new Recorder(one, batch -> end.asMono().then(one.jobs.done(batch)), rare);
        Mono<Void> flow = one.jobs.work(Queue.UPKEEP, 1, worker).then().cache();
        Disposable working = flow.subscribe();
        one.sweeper.sweep().block(JobsFixture.PATIENCE);
        worker.next();
        worker.next();
        // By now the flow listens for its next turn.
        one.sweeper.sweep().block(JobsFixture.PATIENCE);

        one.jobs.close();
        end.tryEmitEmpty();

        flow.block(JobsFixture.PATIENCE);
        assertThat(count("SELECT count(*) FROM job WHERE status = 'READY'")).isEqualTo(1);
        working.dispose();
    }

    @Test
    void doesEachJobOnceThoughTwoInstancesRaceForThem() throws InterruptedException {
        one.jobs
                .add(IntStream.range(0, 1_000)
                        .mapToObj(i -> NewJob.of(team, PLAIN, null, "{}"))
                        .toList())
                .block(JobsFixture.PATIENCE);
        Recorder mine = new Recorder(one, batch -> one.jobs.done(batch), PLAIN);
        Recorder theirs = new Recorder(other, batch -> other.jobs.done(batch), PLAIN);
        Disposable working = one.work(7, mine);
        Disposable racing = other.work(7, theirs);

        eventually(() -> {
            one.ring(team);
            other.ring(team);
            return count("SELECT count(*) FROM job WHERE team_id = '" + team + "'") == 0;
        });

        assertThat(count("SELECT count(*) FROM job_archive WHERE team_id = '" + team + "' AND status = 'COMPLETED'"))
                .isEqualTo(1_000);
        assertThat(Flux.concat(Flux.fromIterable(mine.worked), Flux.fromIterable(theirs.worked))
                        .flatMapIterable(Function.identity(), 1)
                        .map(Job::id)
                        .collectList()
                        .block())
                .hasSize(1_000)
                .doesNotHaveDuplicates();
        working.dispose();
        racing.dispose();
    }

    @Test
    void startsAnotherTeamsJobBesideALongLine() throws InterruptedException {
        sql("INSERT INTO job (team_id, queue, type, payload) SELECT '" + team
                + "', 'SCORING', 'PLAIN', '{}' FROM generate_series(1, 50000)");
        TeamId small = JobsFixture.team(database);
        Recorder worker = new Recorder(one, batch -> one.jobs.done(batch), PLAIN);
        Disposable working = one.work(10, worker);
        one.ring(team);
        worker.next();

        one.add(small, PLAIN);
        int before = worker.worked.size();
        one.ring(small);

        eventually(() ->
                worker.worked.stream().anyMatch(batch -> batch.getFirst().team().equals(small)));
        int place = List.copyOf(worker.worked).stream()
                .map(batch -> batch.getFirst().team())
                .toList()
                .indexOf(small);
        // Those in work already, and the ones that were in line.
        assertThat(place - before).isLessThan(20);
        working.dispose();
    }
}
