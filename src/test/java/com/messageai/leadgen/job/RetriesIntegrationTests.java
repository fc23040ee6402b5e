package com.messageai.leadgen.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.store.Ids;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** What failures, delays and lost workers leave behind on a job. */
class RetriesIntegrationTests extends JobsTest {

    @Test
    void triesFourTimesEachAfterTwiceTheDelayAndThenGivesUp() throws InterruptedException {
        NewJob job = one.add(team, PLAIN);
        Recorder worker = new Recorder(one, batch -> Mono.error(new IllegalStateException("no luck")), PLAIN);
        Disposable working = one.work(10, worker);

        for (int attempt = 1; attempt <= 3; attempt++) {
            String failed = "READY" + attempt;
            one.ring(team);
            worker.failure();
            eventually(() -> of(job, "status || attempt").equals(failed));
            double planned = 1 << (attempt - 1);
            // Both times are of the same statement.
            assertThat(Double.parseDouble(
                            of(job, "extract(epoch FROM run_at - (attempts -> -1 ->> 'at')::timestamptz)")))
                    .isBetween(planned * 0.8 - 0.002, planned * 1.2 + 0.002);
            sql("UPDATE job SET run_at = now() WHERE id = '" + job.id() + "'");
        }
        one.ring(team);
        worker.failure();

        eventually(() -> of(job, "status || attempt").equals("DEAD4"));
        assertThat(of(job, "last_error || ' ' || error_class || ' ' || (died_at IS NOT NULL) || (claim IS NULL)"))
                .isEqualTo("no luck IllegalStateException truetrue");
        assertThat(of(
                        job,
                        "SELECT string_agg((a ->> 'error') || '/' || (a ->> 'errorClass') || '/' || (a ->> 'at' IS NOT NULL),"
                                + " ' ') FROM jsonb_array_elements(attempts) a"))
                .isEqualTo(String.join(" ", Collections.nCopies(4, "no luck/IllegalStateException/true")));
        assertThat(worker.worked).hasSize(4);
        assertThat(one.rows.sweep().collectList().block(JobsFixture.PATIENCE)).isEmpty();
        working.dispose();
    }

    @Test
    void keepsTheNewestTwentyFailures() {
        NewJob job = one.add(team, PLAIN);
        sql(
                "UPDATE job SET attempts = (SELECT jsonb_agg(jsonb_build_object('at', now(), 'error', n::text, 'errorClass',"
                        + " 'Old') ORDER BY n) FROM generate_series(1, 20) n) WHERE id = '" + job.id() + "'");

        settle(job, mine -> one.jobs.failed(mine, "newest", "New"));

        assertThat(of(job, "jsonb_array_length(attempts)")).isEqualTo("20");
        assertThat(of(job, "(attempts -> 0 ->> 'error') || ' ' || (attempts -> -1 ->> 'error')"))
                .isEqualTo("2 newest");
    }

    @Test
    void usesUpNoAttemptForADelay() {
        NewJob job = one.add(team, PLAIN);
        sql("UPDATE job SET attempt = 2, stalls = 1 WHERE id = '" + job.id() + "'");

        settle(job, mine -> one.jobs.delayed(mine, Duration.ofHours(1), "limit"));

        assertThat(of(job, "status || attempt || stalls || delay_reason || jsonb_array_length(attempts)"))
                .isEqualTo("READY21limit0");
        assertThat(of(job, "run_at BETWEEN now() + interval '59 minutes' AND now() + interval '1 hour'"))
                .isEqualTo("true");
        assertThat(of(job, "claim IS NULL AND lease_until IS NULL AND instance IS NULL"))
                .isEqualTo("true");
        // Nobody has it before its time, and then without the reason.
        assertThat(one.rows.sweep().collectList().block(JobsFixture.PATIENCE)).isEmpty();
        sql("UPDATE job SET run_at = now() WHERE id = '" + job.id() + "'");
        settle(job, mine -> one.jobs.parked(mine, "paused"));
        assertThat(of(job, "status || attempt || stalls || delay_reason")).isEqualTo("PARKED21paused");
        assertThat(one.rows.sweep().collectList().block(JobsFixture.PATIENCE)).isEmpty();
    }

    @Test
    void forgetsFailuresAndLostWorkersWithEveryProgress() {
        NewJob job = one.add(team, PLAIN);
        sql("UPDATE job SET attempt = 2, stalls = 1, attempts = '[{\"error\": \"kept\"}]' WHERE id = '" + job.id()
                + "'");

        settle(job, mine -> {
            assertThat(mine.attempt()).isEqualTo(2);
            assertThat(mine.stalls()).isEqualTo(1);
            return one.jobs.progressed(mine).then(Mono.defer(() -> one.jobs.delayed(mine, Duration.ZERO, "backlog")));
        });

        assertThat(of(job, "status || attempt || stalls || jsonb_array_length(attempts)"))
                .isEqualTo("READY001");
    }

    @Test
    void givesUpWhoeverLostFiveWorkersAndKeepsWhatHappened() throws InterruptedException {
        NewJob job = one.add(team, PLAIN);
        Recorder deadly = new Recorder(one, batch -> Mono.never(), PLAIN);
        Disposable working = one.work(10, deadly);
        for (int lost = 1; lost <= 5; lost++) {
            one.ring(team);
            deadly.next();
            sql("UPDATE job SET lease_until = now() - interval '1 s' WHERE id = '" + job.id() + "'");
            other.sweeper.sweep().block(JobsFixture.PATIENCE);
            assertThat(of(job, "status || attempt || stalls")).isEqualTo("READY0" + lost);
        }

        one.ring(team);

        assertThat(deadly.failure()).isInstanceOf(WorkersLost.class);
        eventually(() -> of(job, "status || error_class").equals("DEADWorkersLost"));
        assertThat(of(job, "SELECT string_agg(a ->> 'errorClass', ' ') FROM jsonb_array_elements(attempts) a"))
                .isEqualTo("WorkerLost WorkerLost WorkerLost WorkerLost WorkerLost WorkersLost");
        assertThat(deadly.worked).hasSize(5);
        working.dispose();
    }

    /** Claims the one job that is due, and has it settled so. */
    private void settle(NewJob job, Function<Job, Mono<Void>> how) {
        List<JobRows.Claimed> claimed = one.rows
                .claim(Queue.SCORING, job.team(), List.of(PLAIN), 1, Ids.next(), null)
                .collectList()
                .block(JobsFixture.PATIENCE);
        how.apply(claimed.getFirst().job()).block(JobsFixture.PATIENCE);
    }
}
