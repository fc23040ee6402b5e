package com.messageai.leadgen.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.journal.Announcer;
import com.messageai.leadgen.journal.Journal;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.support.ServiceTest;
import com.messageai.leadgen.team.Role;
import com.messageai.leadgen.team.TestTeam;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@ServiceTest
class FeedHttpIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Autowired
    Journal journal;

    @Autowired
    Announcer announcer;

    @Autowired
    Transactions transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    ApplicationContext context;

    @LocalServerPort
    int port;

    private TestTeam team;
    private FeedFixture fixture;
    private CampaignId campaign;

    @BeforeEach
    void begin() {
        team = TestTeam.found(context);
        fixture = new FeedFixture(database, journal, announcer, transactions);
        campaign = fixture.campaign(team.id());
    }

    private WebTestClient.ResponseSpec get(String path, String lastEventId) {
        return team.as(Role.VIEWER)
                .get()
                .uri("/api/v1" + path)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .headers(headers -> {
                    if (lastEventId != null) {
                        headers.set("Last-Event-ID", lastEventId);
                    }
                })
                .exchange();
    }

    private String ofCampaign() {
        return "/campaigns/" + campaign + "/events";
    }

    private void commit(int count) {
        fixture.commitAndAnnounce(
                        team.id(),
                        campaign,
                        IntStream.range(0, count)
                                .mapToObj(i -> FeedFixture.discovered(Ids.next()))
                                .toArray(FeedFixture.Event[]::new))
                .block();
    }

    /** The stream as text, in the pieces in which it arrives. */
    private static Flux<String> text(WebTestClient.ResponseSpec response) {
        return response.expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .returnResult(byte[].class)
                .getResponseBody()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void streamsInTheFormOfServerSentEvents() {
        commit(1);
        WebTestClient.ResponseSpec response = get(ofCampaign(), "0");
        response.expectHeader().valueEquals("X-Accel-Buffering", "no");
        response.expectHeader().cacheControl(org.springframework.http.CacheControl.noStore());

        StepVerifier.create(text(response).scan("", String::concat).skipUntil(all -> all.contains("progress")))
                .assertNext(all -> assertThat(all).matches("""
                                :connected

                                id:1
                                event:prospect\\.discovered
                                data:\\{"campaignId":"[-0-9a-f]{36}","at":"[-0-9T:.]+Z",.*\\}

                                event:campaign\\.progress
                                data:\\{.*\\}

                                """))
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void answersAtOnceWhileNothingHappens() {
        StepVerifier.create(text(get("/events", null)).next())
                .expectNextCount(1)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void hasNothingMoreForOneWhoHasReadToTheEnd() {
        fixture.commit(team.id(), campaign, FeedFixture.status("CANCELLED")).block();

        get(ofCampaign(), "1").expectStatus().isNoContent().expectBody().isEmpty();
        get(ofCampaign() + "?lastEventId=1", null).expectStatus().isNoContent();
        StepVerifier.create(text(get(ofCampaign() + "?lastEventId=0", null)).reduce(String::concat))
                .assertNext(all -> assertThat(all).contains("id:1\n").contains("event:feed.end\n"))
                .verifyComplete();
    }

    @Test
    void refusesWithProblemDetails() {
        get("/campaigns/" + Ids.next() + "/events", null)
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("code")
                .isEqualTo("campaign-not-found");
        get("/events?since=3", null).expectStatus().isBadRequest();
        get("/campaigns/nonsense/events", null).expectStatus().isBadRequest();
        team.anonymous().get().uri("/api/v1/events").exchange().expectStatus().isUnauthorized();
        team.as(Role.VIEWER)
                .get()
                .uri("/api/v1/events")
                .accept(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isEqualTo(406);
    }

    @Test
    void refusesMoreStreamsThanAUserMayHave() {
        Disposable.Composite open = Disposables.composite();
        for (int i = 0; i < 20; i++) {
            open.add(text(get("/events", null)).subscribe());
        }
        get("/events", null)
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("code")
                .isEqualTo("too-many-streams");
        open.dispose();
    }

    @Test
    void givesAResetToAClientThatStoppedReading() throws Exception {
        int total = 24_000;
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout((int) SOON.toMillis());
            socket.connect(new InetSocketAddress("localhost", port));
            socket.getOutputStream()
                    .write(("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                                    + "Authorization: Bearer " + team.token(Role.VIEWER) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1_024);
            while (!lines.readLine().equals(":connected")) {}
            for (int i = 0; i < total / 500; i++) {
                commit(500);
            }
            List<Long> ids = new ArrayList<>();
            String line = lines.readLine();
            while (!line.equals("event:feed.reset")) {
                if (line.startsWith("id:")) {
                    ids.add(Long.valueOf(line.substring(3)));
                }
                line = lines.readLine();
            }
            assertThat(ids).hasSizeLessThan(total - 10_000).isSorted().doesNotHaveDuplicates();
            while (!line.startsWith("data:") || !line.contains("\"discoveredCount\":" + total)) {
                line = lines.readLine();
            }
        }
    }
}
