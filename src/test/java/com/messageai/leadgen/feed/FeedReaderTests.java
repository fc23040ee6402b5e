package com.messageai.leadgen.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class FeedReaderTests {

    private static final Duration NEVER = Duration.ofDays(1);

    private final FakeJournal journal = new FakeJournal();
    private final UUID campaign = journal.campaign();
    private final TeamFeed feed = journal.feed(64);

    private Flux<SseEvent> reading(UUID scope, Start start) {
        return reading(scope, start, 10_000);
    }

    private Flux<SseEvent> reading(UUID scope, Start start, long maxBehind) {
        return SseEvent.of(bursts(scope, start, maxBehind, NEVER));
    }

    private Flux<Burst> bursts(UUID scope, Start start, long maxBehind, Duration heartbeat) {
        return Flux.defer(() -> new FeedReader(new Scope(journal.team, scope, true), start, feed, journal, maxBehind)
                .bursts(heartbeat));
    }

    private static Consumer<SseEvent> comment() {
        return event -> assertThat(event.comment()).isEqualTo(":connected");
    }

    private static Consumer<SseEvent> named(String name) {
        return event -> {
            assertThat(event.name()).isEqualTo(name);
            assertThat(event.id()).isNull();
        };
    }

    private static Consumer<SseEvent> numbered(long number) {
        return event -> assertThat(event.id()).isEqualTo(number);
    }

    @Test
    void saysSomethingAtOnceThenGivesASnapshotThenWhatHappens() {
        journal.appendMany(campaign, 3);
        journal.pump(feed);

        StepVerifier.create(reading(null, journal.fresh(null)))
                .assertNext(comment())
                .assertNext(named("campaign.snapshot"))
                .then(() -> {
                    journal.append(campaign);
                    journal.append(campaign);
                    journal.pump(feed);
                })
                .assertNext(numbered(4))
                .assertNext(numbered(5))
                .then(() -> journal.pumpCounts(feed))
                .assertNext(
                        event -> assertThat(event.json().path("discoveredCount").intValue())
                                .isEqualTo(5))
                .thenCancel()
                .verify();
    }

    @Test
    void givesWhatWasMissedOnceAndInOrderFromTheJournalAndThenFromMemory() {
        journal.appendMany(campaign, 500);
        journal.pump(feed);

        StepVerifier.create(reading(null, journal.resumed(null, 10)))
                .assertNext(comment())
                .recordWith(ArrayList::new)
                .expectNextCount(490)
                .consumeRecordedWith(events -> assertThat(events.stream().map(SseEvent::id))
                        .isEqualTo(LongStream.rangeClosed(11, 500).boxed().toList()))
                .assertNext(named("campaign.progress"))
                .then(() -> {
                    journal.append(campaign);
                    journal.pump(feed);
                })
                .assertNext(numbered(501))
                .thenCancel()
                .verify();
        assertThat(journal.pagesRead.get()).isLessThanOrEqualTo((500 - 64) / Burst.SIZE + 2);
    }

    @Test
    void showsOneCampaignOnly() {
        UUID other = journal.campaign();
        for (int i = 0; i < 50; i++) {
            journal.append(campaign);
            journal.append(other);
        }
        journal.pump(feed);

        StepVerifier.create(reading(campaign, journal.resumed(campaign, 0)).map(event -> String.valueOf(event.id())))
                .expectNext("null")
                .expectNextSequence(LongStream.range(0, 50)
                        .mapToObj(i -> Long.toString(2 * i + 1))
                        .toList())
                .expectNext("null")
                .then(() -> {
                    journal.append(other);
                    journal.append(campaign);
                    journal.pump(feed);
                })
                .expectNext("102")
                .thenCancel()
                .verify();
    }

    @Nested
    class WhoeverReadsSlowly {

        @Test
        void isGivenNothingThatItDoesNotAskFor() {
            StepVerifier.create(bursts(null, journal.fresh(null), 10_000, NEVER), 0)
                    .expectSubscription()
                    .then(() -> {
                        journal.appendMany(campaign, 5_000);
                        journal.pump(feed);
                    })
                    .thenRequest(1)
                    .expectNextCount(1)
                    .then(() -> assertThat(journal.pagesRead.get()).isLessThanOrEqualTo(1))
                    .thenRequest(3)
                    .expectNextCount(3)
                    .then(() -> assertThat(journal.pagesRead.get()).isBetween(1, 5))
                    .thenCancel()
                    .verify();
        }

        @Test
        void getsAResetAndASnapshotInPlaceOfWhatItCouldNotTake() {
            List<SseEvent> seen = new ArrayList<>();
            StepVerifier.create(bursts(null, journal.fresh(null), 1_000, NEVER), 0)
                    .expectSubscription()
                    .thenRequest(2)
                    .expectNextCount(2)
                    .then(() -> {
                        for (int i = 0; i < 100; i++) {
                            journal.appendMany(campaign, 100);
                            journal.pump(feed);
                        }
                    })
                    .thenRequest(3)
                    .recordWith(ArrayList::new)
                    .expectNextCount(3)
                    .consumeRecordedWith(bursts -> bursts.forEach(
                            burst -> burst.frames().forEach(frame -> seen.addAll(SseEvent.parse(frame.toString())))))
                    .thenCancel()
                    .verify(Duration.ofSeconds(5));

            assertThat(journal.resets).containsExactly(Reset.TOO_SLOW);
            assertThat(seen.stream().filter(event -> event.id() != null)).hasSizeLessThan(3 * Burst.SIZE);
            assertThat(seen.stream().filter(event -> event.id() == null).map(SseEvent::name))
                    .containsExactly("feed.reset", "campaign.snapshot");
        }

        @Test
        void getsAllThatItMissedBeforeItCameHoweverMuchThatIs() {
            journal.appendMany(campaign, 5_000);
            journal.pump(feed);

            StepVerifier.create(reading(null, journal.resumed(null, 0), 100)
                            .mapNotNull(SseEvent::id)
                            .take(5_000))
                    .expectNextSequence(LongStream.rangeClosed(1, 5_000).boxed().toList())
                    .verifyComplete();
            assertThat(journal.resets).isEmpty();
        }
    }

    @Test
    void resetsWhereTheJournalNoLongerHasWhatFollows() {
        journal.appendMany(campaign, 200);
        journal.forget(100);

        StepVerifier.create(reading(null, journal.resumed(null, 50)).take(3))
                .assertNext(comment())
                .then(() -> journal.pump(feed))
                .assertNext(named("feed.reset"))
                .assertNext(named("campaign.snapshot"))
                .verifyComplete();
        assertThat(journal.resets).containsExactly(Reset.TOO_OLD);
    }

    @Nested
    class WhenTheCampaignEnds {

        @Test
        void givesTheFinalCountsAfterTheLastEventAndEnds() {
            StepVerifier.create(reading(campaign, journal.fresh(campaign)))
                    .assertNext(comment())
                    .assertNext(named("campaign.snapshot"))
                    .then(() -> {
                        journal.append(campaign);
                        journal.append(campaign, CampaignStatus.COMPLETED);
                        journal.pump(feed);
                    })
                    .assertNext(numbered(1))
                    .assertNext(numbered(2))
                    .then(() -> journal.pumpCounts(feed))
                    .assertNext(event -> assertThat(
                                    event.json().path("discoveredCount").intValue())
                            .isEqualTo(2))
                    .assertNext(event -> assertThat(event.json().path("status").stringValue())
                            .isEqualTo("COMPLETED"))
                    .verifyComplete();
        }

        @Test
        void endsForOneWhoComesBackLaterAfterTheEventsThatItMissed() {
            journal.append(campaign);
            journal.append(campaign, CampaignStatus.CANCELLED);
            journal.append(campaign, CampaignStatus.CANCELLED);
            journal.pump(feed);

            StepVerifier.create(reading(campaign, journal.resumed(campaign, 0)))
                    .assertNext(comment())
                    .assertNext(numbered(1))
                    .assertNext(numbered(2))
                    .assertNext(named("campaign.progress"))
                    .assertNext(named("feed.end"))
                    .verifyComplete();
        }

        @Test
        void doesNotEndTheStreamOfTheTeam() {
            StepVerifier.create(reading(null, journal.fresh(null)))
                    .expectNextCount(2)
                    .then(() -> {
                        journal.append(campaign, CampaignStatus.COMPLETED);
                        journal.pump(feed);
                        journal.pumpCounts(feed);
                    })
                    .assertNext(numbered(1))
                    .assertNext(named("campaign.progress"))
                    .then(() -> {
                        journal.append(journal.campaign());
                        journal.pump(feed);
                    })
                    .assertNext(numbered(2))
                    .thenCancel()
                    .verify();
        }

        @Test
        void endsWhenTheCampaignIsDeleted() {
            StepVerifier.create(reading(campaign, journal.fresh(campaign)))
                    .expectNextCount(2)
                    .then(() -> {
                        journal.remove(campaign);
                        feed.touchAll();
                        journal.pumpCounts(feed);
                    })
                    .assertNext(event -> assertThat(event.json().path("status").stringValue())
                            .isEqualTo("GONE"))
                    .verifyComplete();
        }
    }

    @Test
    void saysCountsOnlyWhenTheyChange() {
        StepVerifier.create(reading(campaign, journal.fresh(campaign)))
                .expectNextCount(2)
                .then(() -> {
                    feed.touchAll();
                    journal.pumpCounts(feed);
                    feed.touchAll();
                    journal.pumpCounts(feed);
                    journal.append(campaign);
                    journal.pump(feed);
                    journal.pumpCounts(feed);
                    journal.pumpCounts(feed);
                })
                .assertNext(numbered(1))
                .assertNext(named("campaign.progress"))
                .expectNoEvent(Duration.ofMillis(50))
                .thenCancel()
                .verify();
    }

    @Test
    void sendsACommentWhileItIsQuietAndStopsWithItsStream() {
        StepVerifier.withVirtualTime(() -> bursts(campaign, journal.fresh(campaign), 10_000, Duration.ofSeconds(10))
                        .map(burst -> burst.frames().toString()))
                .expectNextCount(2)
                .thenAwait(Duration.ofSeconds(30))
                .expectNext("[:heartbeat\n\n]", "[:heartbeat\n\n]", "[:heartbeat\n\n]")
                .then(() -> {
                    journal.append(campaign, CampaignStatus.COMPLETED);
                    journal.pumpCounts(feed);
                    journal.pump(feed);
                    journal.pumpCounts(feed);
                })
                .expectNextCount(2)
                .verifyComplete();
    }

    @Test
    void dropsHeartbeatsThatNobodyAsksFor() {
        StepVerifier.withVirtualTime(() -> bursts(campaign, journal.fresh(campaign), 10_000, Duration.ofSeconds(10)), 2)
                .expectNextCount(2)
                .thenAwait(Duration.ofHours(1))
                .thenRequest(1)
                .expectNextCount(1)
                .thenCancel()
                .verify();
    }

    @Test
    void givesManyReadersThatComeAndGoEveryNumberOnceAndInOrder() throws Exception {
        int total = 20_000;
        try (var threads = Executors.newFixedThreadPool(9)) {
            Future<?> writing = threads.submit(() -> {
                Random random = new Random(1);
                while (journal.head() < total) {
                    journal.appendMany(campaign, Math.min(1 + random.nextInt(40), total - (int) journal.head()));
                    journal.pump(feed);
                }
            });
            List<Future<List<Long>>> readers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Random random = new Random(i);
                readers.add(threads.submit(() -> readWithReconnects(random, total)));
            }
            writing.get();
            List<Long> all = LongStream.rangeClosed(1, total).boxed().toList();
            for (Future<List<Long>> reader : readers) {
                assertThat(reader.get()).isEqualTo(all);
            }
        }
    }

    private List<Long> readWithReconnects(Random random, int total) {
        List<Long> numbers = new ArrayList<>();
        while (numbers.size() < total) {
            long after = numbers.isEmpty() ? 0 : numbers.getLast();
            numbers.addAll(reading(null, journal.resumed(null, after), Long.MAX_VALUE)
                    .mapNotNull(SseEvent::id)
                    .take(Math.min(1 + random.nextInt(2_000), total - numbers.size()))
                    .collectList()
                    .block(Duration.ofSeconds(30)));
        }
        return numbers;
    }
}
