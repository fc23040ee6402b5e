package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.store.SharedReadings;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.UserId;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Queues that a team's operator has paused. The claim leaves their jobs where they are; work that is in hand asks here
 * before each call to a provider. The answer rests on what was read less than {@link #AGE} ago, so a pause that waits a
 * little longer than that before it answers can promise that no new call is made, on any instance.
 */
@Component
public class QueuePauses {

    private static final Duration AGE = Duration.ofMillis(400);
    /** From passing the gate to the call itself. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    private final DatabaseClient database;
    private final SharedReadings<TeamId, Set<Queue>> readings = new SharedReadings<>(AGE, this::read);

    QueuePauses(DatabaseClient database) {
        this.database = database;
    }

    /** Whether the team's queue is paused, as it was at most {@link #AGE} ago. Many jobs share one reading. */
    public Mono<Boolean> isPaused(TeamId team, Queue queue) {
        return readings.of(team).map(paused -> paused.contains(queue));
    }

    /** No job of the queue starts any more; completes when no call begins any more either. Does nothing twice. */
    Mono<Void> pause(TeamId team, Queue queue, UserId by) {
        return database.sql("""
                        INSERT INTO queue_pause (team_id, queue, paused_by) VALUES (:team, :queue, :by)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("team", team.value())
                .bind("queue", queue.name())
                .bind("by", by.value())
                .fetch()
                .rowsUpdated()
                .then(Mono.delay(AGE.plus(MARGIN)))
                .then();
    }

    /** Jobs of the queue may start; {@link Jobs#ring} tells those who wait. */
    Mono<Void> resume(TeamId team, Queue queue) {
        return database.sql("DELETE FROM queue_pause WHERE team_id = :team AND queue = :queue")
                .bind("team", team.value())
                .bind("queue", queue.name())
                .fetch()
                .rowsUpdated()
                .doOnNext(resumed -> readings.forget(team))
                .then();
    }

    private Mono<Set<Queue>> read(TeamId team) {
        return database.sql("SELECT queue FROM queue_pause WHERE team_id = :team")
                .bind("team", team.value())
                .map(row -> Queue.valueOf(Rows.required(row, "queue", String.class)))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }
}
