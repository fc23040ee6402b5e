package com.messageai.leadgen.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.job.Turns.Turn;
import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class TurnsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
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
    void givesNoTurnThatTheQueueHasNoPlaceFor() {
        Turns turns = turns(32, 2);
        turns.ring(Queue.SCORING, A);
        turns.ring(Queue.SCORING, B);
        turns.ring(Queue.SCORING, C);
        Turn first = next(turns, Queue.SCORING);
        next(turns, Queue.SCORING);

        // A flow listens for its next turn before it has a place for it.
        List<Turn> given = new ArrayList<>();
        turns.next(Queue.SCORING).subscribe(given::add);
        assertThat(given).isEmpty();
        assertThat(turns.inWork()).isEqualTo(2);

        first.done();
        assertThat(given).extracting(Turn::team).containsExactly(C);
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

    /** Both bounds are counted from inside the turns, and every ring is answered by a turn that began after it. */
    @Test
    void keepsItsBoundsAndLosesNoRingHoweverManyRingAtOnce() throws InterruptedException {
        int atOnce = 6;
        int places = 4;
        Turns turns = turns(atOnce, places);
        Set<Ring> unanswered = ConcurrentHashMap.newKeySet();
        InflightCounter all = new InflightCounter();
        List<InflightCounter> each = new ArrayList<>();
        Flux<Void> working = Flux.fromArray(Queue.values()).flatMap(queue -> {
            InflightCounter own = new InflightCounter();
            each.add(own);
            return Mono.defer(() -> turns.next(queue))
                    .doOnNext(turn -> unanswered.remove(new Ring(queue, turn.team())))
                    .repeat(() -> !turns.isClosed())
                    .flatMap(
                            turn -> all.count(own.count(aMoment())).then(Mono.<Void>fromRunnable(turn::done)),
                            places,
                            1);
        });
        CountDownLatch ended = new CountDownLatch(1);
        working.doFinally(signal -> ended.countDown()).subscribe();

        Flux.range(0, 8)
                .flatMap(
                        thread -> Mono.fromRunnable(() -> {
                                    for (int i = 0; i < 5_000; i++) {
                                        Queue queue = Queue.values()[(i + thread) % Queue.values().length];
                                        Ring ring = new Ring(queue, team(i % 23));
                                        unanswered.add(ring);
                                        turns.ring(ring.queue(), ring.team());
                                    }
                                })
                                .subscribeOn(Schedulers.boundedElastic()),
                        8)
                .blockLast(PATIENCE);
        Flux.interval(Duration.ofMillis(20))
                .onBackpressureDrop()
                .filter(tick -> unanswered.isEmpty() && turns.inWork() == 0)
                .blockFirst(PATIENCE);
        turns.close();

        assertThat(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(turns.inWork()).isZero();
        assertThat(each).allSatisfy(own -> assertThat(own.most()).isBetween(1, places));
        // Each queue may have one batch in work, however many the others have.
        assertThat(all.most()).isBetween(2, atOnce + Queue.values().length - 1);
    }

    private static Mono<Void> aMoment() {
        return Mono.<Void>empty().subscribeOn(Schedulers.parallel());
    }

    /** The most that were going on at a time. */
    private static final class InflightCounter {
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        Mono<Void> count(Mono<Void> work) {
            return Mono.defer(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                return work.doOnTerminate(now::decrementAndGet);
            });
        }

        int most() {
            return most.get();
        }
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
