package com.messageai.leadgen.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.job.Turns.Turn;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnsTests {

    private static final TeamId A = team(1);
    private static final TeamId B = team(2);
    private static final TeamId C = team(3);

    private final List<TeamId> order = new ArrayList<>();

    @Test
    void givesEveryTeamItsTurnBeforeAnyHasASecond() {
        Turns turns = turns(32, 4);
        turns.ring(Queue.SCORING, A);
        turns.ring(Queue.SCORING, B);

        Turn first = next(turns, Queue.SCORING);
        turns.ring(Queue.SCORING, C);
        turns.ring(Queue.SCORING, A);
        next(turns, Queue.SCORING);
        next(turns, Queue.SCORING);
        first.done();
        next(turns, Queue.SCORING);

        assertThat(order).containsExactly(A, B, C, A);
    }

    @Test
    void keepsTheLastPlaceFromATeamWithWorkInHand() {
        Turns turns = turns(32, 2);
        turns.ring(Queue.SCORING, A);
        Turn busy = next(turns, Queue.SCORING);
        turns.ring(Queue.SCORING, A);

        List<Turn> given = new ArrayList<>();
        turns.next(Queue.SCORING).subscribe(given::add);
        assertThat(given).isEmpty();

        turns.ring(Queue.SCORING, B);
        assertThat(given).extracting(Turn::team).containsExactly(B);

        turns.next(Queue.SCORING).subscribe(given::add);
        busy.done();
        given.getFirst().done();
        assertThat(given).extracting(Turn::team).containsExactly(B, A);
    }

    @Test
    void givesTheOnlyPlaceOfAQueueToWhoeverIsFirst() {
        Turns turns = turns(32, 1);
        turns.ring(Queue.SCORING, A);

        next(turns, Queue.SCORING).done();
        turns.ring(Queue.SCORING, A);
        next(turns, Queue.SCORING);

        assertThat(order).containsExactly(A, A);
    }

    @Test
    void letsTheQueueOfHigherPriorityGoFirstWhereAllPlacesAreTaken() {
        Turns turns = turns(3, 4);
        turns.ring(Queue.SCORING, A);
        turns.ring(Queue.ENRICHMENT, A);
        turns.ring(Queue.SCORING, B);
        next(turns, Queue.SCORING);
        next(turns, Queue.ENRICHMENT);
        Turn last = next(turns, Queue.SCORING);
        List<String> given = new ArrayList<>();
        turns.next(Queue.ENRICHMENT).subscribe(turn -> given.add("enrichment"));
        turns.next(Queue.SCORING).subscribe(turn -> given.add("scoring"));
        turns.ring(Queue.ENRICHMENT, B);
        turns.ring(Queue.SCORING, C);
        assertThat(given).isEmpty();

        last.done();

        assertThat(given).containsExactly("scoring");
    }

    @Test
    void letsEveryQueueHaveOneBatchInWorkHoweverShortTheMachineIs() {
        Turns turns = turns(1, 4);
        turns.ring(Queue.DISCOVERY, A);
        turns.ring(Queue.DELIVERY, A);

        next(turns, Queue.DISCOVERY);
        next(turns, Queue.DELIVERY);

        assertThat(turns.inWork()).isEqualTo(2);
    }

    @Test
    void givesNoTurnsOnceClosedAndGoesOnWhenOpenedAgain() {
        Turns turns = turns(32, 4);
        List<String> signals = new ArrayList<>();
        turns.next(Queue.SCORING).subscribe(turn -> signals.add("turn"), failure -> {}, () -> signals.add("end"));

        turns.close();
        turns.ring(Queue.SCORING, A);
        assertThat(signals).containsExactly("end");
        assertThat(turns.next(Queue.SCORING).blockOptional(Duration.ofSeconds(5)))
                .isEmpty();

        turns.open();
        assertThat(next(turns, Queue.SCORING).team()).isEqualTo(A);
    }

    @Test
    void forgetsAListenerThatWentAway() {
        Turns turns = turns(32, 4);
        turns.next(Queue.SCORING).subscribe().dispose();

        turns.ring(Queue.SCORING, A);

        assertThat(turns.inWork()).isZero();
        assertThat(next(turns, Queue.SCORING).team()).isEqualTo(A);
    }

    private Turn next(Turns turns, Queue queue) {
        Turn turn = turns.next(queue).block(Duration.ofSeconds(5));
        order.add(turn.team());
        return turn;
    }

    private static Turns turns(int atOnce, int places) {
        return new Turns(
                JobsFixture.properties(atOnce),
                new QueueProperties(
                        new QueueProperties.Discovery(places),
                        new QueueProperties.Scoring(places),
                        new QueueProperties.Enrichment(places),
                        new QueueProperties.Delivery(places),
                        new QueueProperties.Upkeep(places)));
    }

    private static TeamId team(int number) {
        return new TeamId(new UUID(0, number));
    }
}
