package com.messageai.leadgen.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.journal.Announcer;
import com.messageai.leadgen.journal.Journal;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.UserId;
import com.messageai.leadgen.web.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@ServiceTest
class FeedIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Autowired
    Feed feed;

    @Autowired
    Journal journal;

    @Autowired
    Announcer announcer;

    @Autowired
    Transactions transactions;

    @Autowired
    DatabaseClient database;

    private FeedFixture fixture;
    private Caller caller;
    private CampaignId campaign;

    @BeforeEach
    void begin() {
        fixture = new FeedFixture(database, journal, announcer, transactions);
        caller = fixture.caller(Role.SALES_MANAGER);
        campaign = fixture.campaign(caller.team());
    }

    private Flux<SseEvent> open(CampaignId scope, LastEventId last) {
        return open(caller, scope, last);
    }

    private Flux<SseEvent> open(Caller reader, CampaignId scope, LastEventId last) {
        return feed.open(reader, scope, last)
                .flatMapMany(stream -> SseEvent.of(stream.orElseThrow()))
                .filter(event -> !event.isComment());
    }

    private Mono<Long> commit(int count) {
        FeedFixture.Event[] events = IntStream.range(0, count)
                .mapToObj(i -> FeedFixture.discovered(Ids.next()))
                .toArray(FeedFixture.Event[]::new);
        return fixture.commitAndAnnounce(caller.team(), campaign, events);
    }

    /** The stream without counts, which come in their own time. */
    private Flux<SseEvent> happenings(CampaignId scope) {
        return open(scope, new LastEventId.None()).filter(event -> !"campaign.progress".equals(event.name()));
    }

    private static Consumer<SseEvent> named(String name) {
        return event -> assertThat(event.name()).isEqualTo(name);
    }

    @Test
    void givesASnapshotOfStatusAndCountsThenEventsAndCounts() {
        commit(3).block();

        StepVerifier.create(open(campaign, new LastEventId.None()))
                .assertNext(event -> {
                    assertThat(event.name()).isEqualTo("campaign.snapshot");
                    assertThat(event.id()).isNull();
                    assertThat(event.data())
                            .startsWith("{\"campaignId\":\"" + campaign + "\",\"at\":\"2")
                            .endsWith("""
                                    "status":"RUNNING","statusReason":null,"discoveredCount":3,"scoredCount":0,\
                                    "qualifiedCount":0,"reviewCount":0,"archivedCount":0,"enrichedCount":0,\
                                    "leadCount":0,"failedCount":0,"spent":{"amount":0.00,"currency":"USD"},\
                                    "reserved":{"amount":0.00,"currency":"USD"},"averageScore":null}""");
                })
                .then(() -> commit(1).block())
                .assertNext(event -> assertThat(event.id()).isEqualTo(4))
                .assertNext(event -> {
                    assertThat(event.name()).isEqualTo("campaign.progress");
                    assertThat(event.id()).isNull();
                    assertThat(event.json().path("discoveredCount").intValue()).isEqualTo(4);
                })
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void addsNamesForThoseWhoMaySeeThem() {
        UUID prospect = fixture.prospect(caller.team(), campaign, "Ada \"\n Lovelace");
        fixture.commit(
                        caller.team(),
                        campaign,
                        FeedFixture.discovered(prospect),
                        new FeedFixture.Event(
                                "prospect.scored",
                                Map.of(
                                        "prospectId",
                                        prospect,
                                        "score",
                                        new BigDecimal("0.8123"),
                                        "outcome",
                                        "QUALIFIED",
                                        "factors",
                                        Map.of(
                                                "demographics",
                                                new BigDecimal("1.0000"),
                                                "activity",
                                                new BigDecimal("0.0001")))),
                        new FeedFixture.Event(
                                "lead.created",
                                Map.of(
                                        "leadId",
                                        Ids.next(),
                                        "prospectId",
                                        prospect,
                                        "score",
                                        new BigDecimal("0.8100"))))
                .block();

        List<SseEvent> events =
                open(null, new LastEventId.After(0)).take(3).collectList().block(SOON);

        assertThat(events.get(0).json().path("name").stringValue()).isEqualTo("Ada \"\n Lovelace");
        assertThat(events.get(0).json().path("headline").stringValue()).isEqualTo("Building things");
        assertThat(events.get(0).json().path("company").stringValue()).isEqualTo("Initech");
        assertThat(events.get(1).json().path("title").stringValue()).isEqualTo("CTO");
        assertThat(events.get(1).data())
                .contains("\"score\":0.8123")
                .contains("\"demographics\":1.0000")
                .contains("\"activity\":0.0001");
        assertThat(events.get(2).json().path("name").stringValue()).isEqualTo("Ada \"\n Lovelace");
    }

    @Test
    void hasNoNamesForOthers() {
        UUID prospect = fixture.prospect(caller.team(), campaign, "Ada Lovelace");
        fixture.commit(caller.team(), campaign, FeedFixture.discovered(prospect))
                .block();
        Scope scope = new Scope(caller.team(), null, false);

        assertThat(history.after(scope, 0, 10)
                        .block(SOON)
                        .getFirst()
                        .frame(scope.names())
                        .toString())
                .contains(prospect.toString())
                .doesNotContain("Ada", "Building", "Initech", "name");
    }

    @Autowired
    History history;

    @Test
    void closesGapsWhenNobodyAnnouncesAnything() {
        StepVerifier.create(happenings(campaign))
                .assertNext(named("campaign.snapshot"))
                .then(() -> fixture.commit(caller.team(), campaign, FeedFixture.discovered(Ids.next()))
                        .block())
                .assertNext(event -> assertThat(event.id()).isEqualTo(1))
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void endsWithTheCampaignAndHasNothingForThoseWhoComeBack() {
        StepVerifier.create(happenings(campaign))
                .assertNext(named("campaign.snapshot"))
                .then(() -> fixture.commitAndAnnounce(
                                caller.team(),
                                campaign,
                                FeedFixture.discovered(Ids.next()),
                                FeedFixture.status("COMPLETED"))
                        .block())
                .assertNext(named("prospect.discovered"))
                .assertNext(named("campaign.status"))
                .assertNext(event -> {
                    assertThat(event.name()).isEqualTo("feed.end");
                    assertThat(event.json().path("status").stringValue()).isEqualTo("COMPLETED");
                })
                .expectComplete()
                .verify(SOON);

        // What happens after the end goes to the team's stream only.
        commit(1).block();
        assertThat(feed.open(caller, campaign, new LastEventId.After(2)).block(SOON))
                .isEmpty();
        assertThat(feed.open(caller, campaign, new LastEventId.After(3)).block(SOON))
                .isEmpty();
        StepVerifier.create(open(campaign, new LastEventId.After(1)).map(SseEvent::name))
                .expectNext("campaign.status", "campaign.progress", "feed.end")
                .verifyComplete();
        StepVerifier.create(open(campaign, new LastEventId.None()).map(SseEvent::name))
                .expectNext("campaign.snapshot", "feed.end")
                .verifyComplete();
    }

    @Test
    void resetsForAnIdThatIsNoneOfOurs() {
        commit(2).block();
        for (LastEventId unknown :
                List.of(LastEventId.of("nonsense", null), LastEventId.of(null, "99999"), LastEventId.of("-1", null))) {
            StepVerifier.create(open(null, unknown).take(2))
                    .assertNext(event -> assertThat(event.json().path("reason").stringValue())
                            .isEqualTo("UNKNOWN_ID"))
                    .assertNext(named("campaign.snapshot"))
                    .verifyComplete();
        }
    }

    @Test
    void resetsForAnIdWhoseSuccessorIsNoLongerKept() {
        commit(5).block();
        fixture.execute(
                "DELETE FROM campaign_event WHERE team_id = :team AND number <= 3",
                Map.of("team", caller.team().value()));

        StepVerifier.create(open(null, new LastEventId.After(2)).take(1))
                .assertNext(event ->
                        assertThat(event.json().path("reason").stringValue()).isEqualTo("TOO_OLD"))
                .verifyComplete();
        StepVerifier.create(open(null, new LastEventId.After(3)).take(1))
                .assertNext(event -> assertThat(event.id()).isEqualTo(4))
                .verifyComplete();
    }

    @Test
    void doesNotTellThatAnotherTeamsCampaignExists() {
        Caller stranger = fixture.caller(Role.ADMIN);
        StepVerifier.create(feed.open(stranger, campaign, new LastEventId.None()))
                .verifyErrorSatisfies(
                        error -> assertThat(((Problem) error).code()).isEqualTo("campaign-not-found"));
        StepVerifier.create(feed.open(stranger, campaign, new LastEventId.After(0)))
                .verifyErrorSatisfies(
                        error -> assertThat(((Problem) error).code()).isEqualTo("campaign-not-found"));
    }

    @Test
    void refusesMoreStreamsThanAUserMayHave() {
        List<Flux<Burst>> streams = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            streams.add(
                    feed.open(caller, null, new LastEventId.None()).block(SOON).orElseThrow());
        }
        List<Disposable> open = streams.stream().limit(20).map(Flux::subscribe).toList();

        StepVerifier.create(streams.getLast())
                .verifyErrorSatisfies(
                        error -> assertThat(((Problem) error).code()).isEqualTo("too-many-streams"));
        open.getFirst().dispose();
        StepVerifier.create(streams.getLast().take(1)).expectNextCount(1).verifyComplete();
        open.forEach(Disposable::dispose);
    }

    @Test
    void givesManyReadersThatComeAndGoEveryNumberOnceAndInOrder() {
        int total = 3_000;
        CampaignId other = fixture.campaign(caller.team());
        Random random = new Random(7);
        Mono<Long> writing = Flux.range(0, total / 10)
                .concatMap(i -> {
                    FeedFixture.Event[] ten = IntStream.range(0, 10)
                            .mapToObj(n -> FeedFixture.discovered(Ids.next()))
                            .toArray(FeedFixture.Event[]::new);
                    CampaignId target = i % 3 == 0 ? other : campaign;
                    // One in four announcements is lost.
                    return random.nextInt(4) == 0
                            ? fixture.commit(caller.team(), target, ten)
                            : fixture.commitAndAnnounce(caller.team(), target, ten);
                })
                .last();
        Flux<List<Long>> reading = Flux.range(0, 12)
                .flatMap(
                        reader -> Mono.fromSupplier(() -> readWithReconnects(new Random(reader), total))
                                .subscribeOn(Schedulers.newBoundedElastic(12, 12, "reader")),
                        12);

        List<Long> all = LongStream.rangeClosed(1, total).boxed().toList();
        StepVerifier.create(Flux.merge(writing.then(Mono.<List<Long>>empty()), reading))
                .thenConsumeWhile(numbers -> {
                    assertThat(numbers).isEqualTo(all);
                    return true;
                })
                .expectComplete()
                .verify(Duration.ofSeconds(60));
    }

    private List<Long> readWithReconnects(Random random, int total) {
        List<Long> numbers = new ArrayList<>();
        Caller reader = new Caller(caller.team(), new UserId(Ids.next()), Role.SALES_MANAGER);
        while (numbers.size() < total) {
            long after = numbers.isEmpty() ? 0 : numbers.getLast();
            numbers.addAll(open(reader, null, new LastEventId.After(after))
                    .mapNotNull(SseEvent::id)
                    .take(Math.min(1 + random.nextInt(500), total - numbers.size()))
                    .collectList()
                    .block(Duration.ofSeconds(30)));
        }
        return numbers;
    }

    @Test
    void startsWhereTheJournalStandsForATeamInWhichNothingHasHappened() {
        Caller newcomer = fixture.caller(Role.VIEWER);
        StepVerifier.create(feed.open(newcomer, null, new LastEventId.None())
                        .flatMapMany(stream -> SseEvent.of(stream.orElseThrow()))
                        .take(1))
                .assertNext(event -> assertThat(event.comment()).isEqualTo(":connected"))
                .verifyComplete();
    }
}
