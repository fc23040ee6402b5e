package com.messageai.leadgen.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class SandboxTests {

    private static final String COMPANY = "/clearbit/v2/companies/find?domain=";

    private static Sandbox sandbox;
    private static SandboxClient client;
    private static String known;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults().withPeople(500));
        client = new SandboxClient(sandbox);
        known = COMPANY
                + sandbox.population().companies().stream()
                        .filter(company -> company.inClearbit())
                        .findFirst()
                        .orElseThrow()
                        .domain();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void reset() {
        sandbox.admin().reset();
    }

    private static Fault fault(Fault.Kind kind) {
        return Fault.of("clearbit", "company", kind);
    }

    @Nested
    class OnRequest {

        @Test
        void answersWithAStatusInTheProvidersOwnWords() {
            sandbox.admin().fault(Fault.status("clearbit", "*", 402).once());
            SandboxClient.Reply reply = client.get(known);
            assertThat(reply.status()).isEqualTo(402);
            assertThat(reply.json().at("/error/type").asString()).isEqualTo("over_quota");
            assertThat(client.get(known).status()).isEqualTo(200);
            Bill.Line line = sandbox.bill().line("clearbit", "company");
            assertThat(line.failed()).isEqualTo(1);
            assertThat(line.billedUnits()).isEqualTo(1);
        }

        @Test
        void isLateByVirtueOfAClockNotOfAThread() {
            sandbox.admin().fault(fault(Fault.Kind.LATENCY).lasting(300));
            long before = System.nanoTime();
            WebClient web = WebClient.create(sandbox.url());
            Flux.range(0, 20)
                    .flatMap(
                            i -> web.get()
                                    .uri(known)
                                    .header("Authorization", "Bearer k")
                                    .retrieve()
                                    .toBodilessEntity(),
                            20)
                    .as(StepVerifier::create)
                    .expectNextCount(20)
                    .verifyComplete();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(300), Duration.ofSeconds(4));
            assertThat(sandbox.bill().line("clearbit", "company").mostInFlight())
                    .isGreaterThan(5);
        }

        @ParameterizedTest
        @EnumSource(names = {"RESET", "TRUNCATE"})
        void losesTheAnswerThatItHasBilled(Fault.Kind kind) {
            // Not once: the client of the JDK repeats a GET whose pooled connection was reset.
            sandbox.admin().fault(fault(kind));
            assertThatThrownBy(() -> client.get(known)).isInstanceOf(UncheckedIOException.class);
            assertThat(sandbox.bill().line("clearbit", "company").billedUnits()).isEqualTo(1);
            sandbox.admin().clearFaults();
            assertThat(client.get(known).status()).isEqualTo(200);
        }

        @Test
        void sendsHalfOfTheJson() {
            sandbox.admin().fault(fault(Fault.Kind.MALFORMED).once());
            SandboxClient.Reply reply = client.get(known);
            assertThat(reply.status()).isEqualTo(200);
            assertThatThrownBy(reply::json).isInstanceOf(JacksonException.class);
        }

        @Test
        void sendsAPageOfHtml() {
            sandbox.admin().fault(fault(Fault.Kind.WRONG_TYPE).once());
            SandboxClient.Reply reply = client.get(known);
            assertThat(reply.header("Content-Type")).startsWith("text/html");
            assertThat(reply.response().body()).startsWith("<!doctype html>");
        }

        @Test
        void dripsByteByByte() {
            sandbox.admin()
                    .fault(fault(Fault.Kind.DRIP).body("{\"a\":1}").lasting(40).once());
            long before = System.nanoTime();
            assertThat(client.get(known).json().path("a").asInt()).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(250));
        }

        @Test
        void sendsMoreThanAnybodyCanKeep() {
            sandbox.admin().fault(fault(Fault.Kind.HUGE).bytes(8 << 20).once());
            assertThat(client.get(known).response().body()).hasSizeGreaterThan(8_000_000);
        }

        @Test
        void failsSomeOfTheCallsOnly() {
            sandbox.admin().fault(Fault.status("clearbit", "company", 500).probability(0.5));
            for (int i = 0; i < 60; i++) {
                client.get(known);
            }
            assertThat(sandbox.bill().line("clearbit", "company").failed()).isBetween(10L, 50L);
        }
    }

    @Nested
    class AtALimit {

        @Test
        void clearbitTellsTheSecondWhenItIsOver() {
            sandbox.admin().limit(new Limit("clearbit", "company", 2, 60));
            client.get(known);
            assertThat(client.get(known).header("x-ratelimit-remaining")).isEqualTo("0");
            SandboxClient.Reply reply = client.get(known);
            assertThat(reply.status()).isEqualTo(429);
            assertThat(Long.parseLong(reply.header("x-ratelimit-reset")))
                    .isGreaterThan(System.currentTimeMillis() / 1000 + 30);
            assertThat(sandbox.bill().line("clearbit", "company").limited()).isEqualTo(1);
        }

        @Test
        void hunterSaysForbidden() {
            sandbox.admin().limit(new Limit("hunter", "*", 1, 60));
            client.get("/hunter/v2/account");
            assertThat(client.get("/hunter/v2/account").status()).isEqualTo(403);
        }

        @Test
        void linkedInDoesNotSayWhenToReturn() {
            sandbox.admin().limit(new Limit("linkedin-gateway", "search", 1, 60));
            String path = "/rest/people?q=search&search=(keywords:cloud)";
            client.linkedIn(path);
            SandboxClient.Reply reply = client.linkedIn(path);
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.header("Retry-After")).isEmpty();
        }

        @Test
        void countsTheWindowThatSlides() {
            Limits limits = new Limits();
            Bill.Endpoint endpoint = new Bill.Endpoint("hunter", "finder");
            limits.add(new Limit("hunter", "finder", 3, 3_600));
            limits.add(new Limit("hunter", "*", 2, 60));
            assertThat(limits.enter(endpoint).passed()).isTrue();
            assertThat(limits.enter(endpoint).remaining()).isZero();
            Limits.Gauge over = limits.enter(endpoint);
            assertThat(over.passed()).isFalse();
            assertThat(over.secondsToWait()).isBetween(50.0, 60.0);
        }
    }

    @Nested
    class OverHttp {

        @Test
        void takesFaultsAndLimitsAndShowsTheBill() {
            assertThat(client.post(
                                    "/admin/faults",
                                    "{\"provider\":\"clearbit\",\"endpoint\":\"company\",\"kind\":\"STATUS\",\"status\":503,"
                                            + "\"times\":1,\"headers\":{\"Retry-After\":\"7\"}}")
                            .status())
                    .isEqualTo(201);
            assertThat(client.get(known).header("Retry-After")).isEqualTo("7");
            assertThat(client.post(
                                    "/admin/limits",
                                    "{\"provider\":\"clearbit\",\"endpoint\":\"company\",\"requests\":1,\"perSeconds\":60}")
                            .status())
                    .isEqualTo(201);
            client.get(known);
            client.get(known);
            JsonNode line = client.get("/admin/bill").json().at("/lines/0");
            assertThat(line.path("provider").asString()).isEqualTo("clearbit");
            assertThat(line.path("calls").asInt()).isEqualTo(3);
            assertThat(line.path("failed").asInt()).isEqualTo(1);
            assertThat(line.path("limited").asInt()).isEqualTo(1);
            assertThat(client.delete("/admin/faults").status()).isEqualTo(204);
            assertThat(client.delete("/admin/limits").status()).isEqualTo(204);
            assertThat(client.post("/admin/bill/reset", "").status()).isEqualTo(204);
            assertThat(client.get("/admin/bill").json().path("lines")).isEmpty();
        }

        @Test
        void tellsWhatWasAskedForTwice() {
            client.get(known);
            client.get(known);
            client.get(COMPANY + "once.example");
            JsonNode keys = client.get("/admin/bill/keys?provider=clearbit&endpoint=company&least=2")
                    .json()
                    .path("keys");
            assertThat(keys).hasSize(1);
        }

        @Test
        void looksUpPeople() {
            JsonNode all = client.get("/admin/people?digest=true&limit=1").json();
            assertThat(all.path("count").asInt()).isEqualTo(500);
            assertThat(all.path("digest").asString())
                    .isEqualTo(sandbox.population().digest());
            String id = all.at("/people/0/id").asString();
            assertThat(sandbox.population().personById(id)).isNotNull();
        }

        @Test
        void refusesASwitchThatDoesNotExist() {
            assertThat(client.post("/admin/faults", "{\"provider\":\"clearbit\",\"kind\":\"EXPLODE\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(client.get("/nobody/at/home").status()).isEqualTo(404);
        }
    }

    @Test
    void hunterEndsWithItsCredits() {
        try (Sandbox poor =
                Sandbox.start(SandboxSettings.defaults().withPeople(500).withHunterCredits(1))) {
            SandboxClient poorClient = new SandboxClient(poor);
            String path = "/hunter/v2/email-verifier?email=a@b.example";
            assertThat(poorClient.get(path).status()).isEqualTo(200);
            assertThat(poorClient.get(path).status()).isEqualTo(429);
            assertThat(poorClient
                            .get("/hunter/v2/account")
                            .json()
                            .at("/data/requests/credits/available")
                            .asInt())
                    .isEqualTo(1);
        }
    }
}
