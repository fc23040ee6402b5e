package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.messageai.leadgen.provider.RawServer.Script;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a hostile or broken provider may say, and what becomes of the call. */
class ProviderFaultsTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final FailureTable TABLE = FailureTable.byStatus("hunter");
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String JSON = OK + "Content-Type: application/json\r\n";

    private final RawServer server = new RawServer();
    private final List<ProviderClients> clients = new ArrayList<>();

    @AfterEach
    void stop() {
        clients.forEach(ProviderClients::destroy);
        server.close();
    }

    /** @param says what the message of the failure must have */
    private record Fault(String name, String says, Duration timeout, Script script) {}

    private static Fault fault(String name, String says, Script script) {
        return new Fault(name, says, PATIENCE, script);
    }

    /** One that ends only by our own limit of time. */
    private static Fault slow(String name, Script script) {
        return new Fault(name, "no answer in time", Duration.ofMillis(400), script);
    }

    private static List<Fault> faults() {
        return List.of(
                slow("says nothing", line -> line.hang()),
                slow("drips", line -> {
                    line.say(JSON + "Content-Length: 100000\r\n\r\n");
                    while (true) {
                        line.say(" ");
                        Thread.sleep(5);
                    }
                }),
                slow("drips its headers", line -> {
                    line.say(OK);
                    for (int i = 0; ; i++) {
                        line.say("X" + i + ": y\r\n");
                        Thread.sleep(50);
                    }
                }),
                fault("hangs up", "the connection broke", line -> {}),
                fault("resets the connection", "the connection broke", line -> line.reset()),
                fault("resets it in the middle", "the connection broke", line -> {
                    line.say(JSON + "Content-Length: 1000\r\n\r\n{\"email\":");
                    line.reset();
                }),
                fault(
                        "cuts its answer off",
                        "the connection broke",
                        line -> line.say(JSON + "Content-Length: 1000\r\n\r\n{\"email\": \"a@b.example\"}")),
                fault(
                        "cuts a chunk off",
                        "the connection broke",
                        line -> line.say(JSON + "Transfer-Encoding: chunked\r\n\r\nff\r\n{\"email\":")),
                fault("speaks no HTTP", "the connection broke", line -> line.say("SSH-2.0-OpenSSH_9.6\r\n\r\n")),
                fault("has headers without end", "the connection broke", line -> {
                    line.say(OK);
                    while (true) {
                        line.say("X-Filler: " + "y".repeat(1_000) + "\r\n");
                    }
                }),
                fault(
                        "has chunks that are none",
                        "the connection broke",
                        line -> line.say(JSON + "Transfer-Encoding: chunked\r\n\r\nzzzz\r\n{}\r\n0\r\n\r\n")),
                fault("says that a gigabyte comes", "too large", line -> {
                    line.say(JSON + "Content-Length: 1000000000\r\n\r\n");
                    while (true) {
                        line.say("x".repeat(8_192));
                    }
                }),
                fault("sends chunks without end", "too large", line -> {
                    line.say(JSON + "Transfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        line.say("2000\r\n" + "x".repeat(8_192) + "\r\n");
                    }
                }),
                fault("nests without end", "can't be read", body("[".repeat(500_000))),
                fault("nests in its objects", "can't be read", body("{\"a\":".repeat(100) + "1" + "}".repeat(100))),
                fault("breaks its JSON off", "can't be read", body("{\"email\":")),
                fault("sends no JSON", "can't be read", body("email=a@b.example")),
                fault("sends a number without end", "can't be read", body("{\"email\":" + "9".repeat(100_000) + "}")),
                fault("sends nothing", "can't be read", body("")),
                fault("sends null", "can't be read", body("null")),
                fault("sends something else", "can't be read", body("{\"other\":1}")),
                fault(
                        "sends what it was not asked to compress",
                        "can't be read",
                        line -> line.say(
                                JSON + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\u0008\u0000")),
                fault(
                        "sends a page with the status of a success",
                        "a page for people",
                        line -> line.say(OK + "Content-Type: text/html; charset=utf-8\r\nContent-Length: 24\r\n\r\n"
                                + "{\"email\":\"a@b.example\"}  ")));
    }

    private static Script body(String text) {
        return line -> line.say(JSON + "Content-Length: " + text.length() + "\r\n\r\n" + text);
    }

    @TestFactory
    Stream<DynamicTest> isUnavailableOrWhereItIsPaidOfUnknownOutcome() {
        return faults().stream()
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> {
                    server.says(fault.script());
                    ProviderClient client = client(fault);

                    ask(client, CallKind.FREE)
                            .as(StepVerifier::create)
                            .expectErrorSatisfies(error -> assertThat(error)
                                    .isInstanceOf(ProviderFailure.Unavailable.class)
                                    .hasMessageContaining(fault.says())
                                    .hasMessageNotContaining("localhost")
                                    .hasNoCause())
                            .verify(PATIENCE);
                    ask(client, CallKind.PAID)
                            .as(StepVerifier::create)
                            .expectErrorSatisfies(error -> assertThat(error)
                                    .isInstanceOf(ProviderFailure.UnknownOutcome.class)
                                    .hasMessageContaining(fault.says()))
                            .verify(PATIENCE);
                }));
    }

    @Test
    void followsNoRedirectAndBelievesNoPageOfErrors() {
        ProviderClient client = client(fault("", "", line -> {}));
        for (String status : List.of("302 Found", "307 Temporary Redirect", "500 Oops", "503 Busy")) {
            server.says(line -> line.say("HTTP/1.1 " + status + "\r\nLocation: " + server.url()
                    + "/elsewhere\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>"));
            int before = server.requests();
            ask(client, CallKind.PAID)
                    .as(StepVerifier::create)
                    .expectError(ProviderFailure.Unavailable.class)
                    .verify(PATIENCE);
            assertThat(server.requests()).isEqualTo(before + 1);
        }
    }

    @Test
    void takesInNoMoreOfAHugeAnswerThanItsCap() {
        faults().stream().filter(fault -> fault.says().equals("too large")).forEach(fault -> {
            server.says(fault.script());
            long before = server.written();
            ask(client(fault), CallKind.FREE)
                    .as(StepVerifier::create)
                    .expectError(ProviderFailure.Unavailable.class)
                    .verify(PATIENCE);
            // The cap, and what the sockets between hold.
            assertThat(server.written() - before).isLessThan(32L << 20);
        });
    }

    @Test
    void leaksNothing() {
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        try (var log = new LogWatch(Level.ERROR, "io.netty.util.ResourceLeakDetector")) {
            leakOne();
            collect();
            assertThat(log.lines()).as("the detector is armed").anyMatch(line -> line.contains("LEAK"));
            int known = log.lines().size();

            for (Fault fault : faults()) {
                server.says(fault.script());
                ProviderClient client = client(fault);
                Flux.range(0, 12)
                        .flatMap(i -> ask(client, CallKind.FREE).onErrorComplete(), 6)
                        .as(StepVerifier::create)
                        .expectComplete()
                        .verify(PATIENCE);
                assertThat(client.circuit().getState()).isNotEqualTo(CircuitBreaker.State.CLOSED);
            }
            collect();
            assertThat(log.lines().subList(known, log.lines().size())).isEmpty();
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }

    private static void leakOne() {
        PooledByteBufAllocator.DEFAULT.directBuffer(8).writeByte(1);
    }

    /** Leaks are told at an allocation after the collection. */
    private static void collect() {
        for (int i = 0; i < 5; i++) {
            System.gc();
            for (int one = 0; one < 200; one++) {
                PooledByteBufAllocator.DEFAULT.directBuffer(8).release();
            }
        }
    }

    private ProviderClient client(Fault fault) {
        ProviderClients made = TestProviders.with(TestProviders.settings(server.url(), fault.timeout()));
        clients.add(made);
        return made.api("hunter");
    }

    private static Mono<String> ask(ProviderClient client, CallKind kind) {
        return client.call(
                "finder",
                kind,
                client.web().get().uri("/v2/email-finder?full_name={name}", "Ilse Varga"),
                TABLE,
                answer -> answer.json().required("email").asString());
    }
}
