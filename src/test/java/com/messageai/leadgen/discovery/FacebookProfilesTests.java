package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.discovery.ProfileReading.Gone;
import com.messageai.leadgen.discovery.ProfileReading.Shown;
import com.messageai.leadgen.discovery.ProfileReading.Withheld;
import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Trait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class FacebookProfilesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @AfterEach
    void reset() {
        sandbox.admin().reset();
    }

    @Test
    void saysWhatAMemberWrites() {
        Person writer = member();

        assertThat(read(Mono.empty(), writer.facebookId()))
                .singleElement()
                .isInstanceOfSatisfying(Shown.class, shown -> {
                    assertThat(shown.profile().bio()).isEqualTo(writer.summary());
                    assertThat(shown.profile().name()).isEqualTo(writer.fullName());
                    assertThat(shown.profile().emails()).isEmpty();
                    assertThat(reader().couldTellMoreThan(shown.profile())).isFalse();
                });
    }

    @Test
    void readsOneAfterTheOtherAndTakesSomebodyWhoIsGoneForAResult() {
        String there = member().facebookId();

        List<Object> readings = read(Mono.empty(), "1", there, "../act_1");

        assertThat(readings)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(new Gone("1")),
                        second -> assertThat(second).isInstanceOf(Shown.class),
                        third -> assertThat(third).isEqualTo(new Withheld("../act_1")));
        assertThat(sandbox.bill().line("facebook-gateway", "profile").calls()).isEqualTo(2);
        assertThat(sandbox.bill().line("facebook-gateway", "profile").mostInFlight())
                .isEqualTo(1);
    }

    @Test
    void asksBeforeEachCallWhetherItMay() {
        var asked = new AtomicInteger();
        Mono<Void> open = Mono.defer(
                () -> asked.incrementAndGet() < 3 ? Mono.empty() : Mono.error(new IllegalStateException("paused")));

        List<Object> readings = read(open, "1", "2", "3", "4");

        assertThat(readings).hasSize(3).startsWith(new Gone("1"), new Gone("2"));
        assertThat(readings.getLast()).isInstanceOf(IllegalStateException.class);
        assertThat(sandbox.bill().line("facebook-gateway", "profile").calls()).isEqualTo(2);
    }

    @Test
    void givesThoseWhoWereReadBeforeALimitIsReached() {
        String there = member().facebookId();
        DisposableServer server = counting(n -> n == 1
                ? "{\"id\":\"" + there + "\",\"name\":\"N\"}"
                : "{\"error\":{\"code\":17,\"error_subcode\":2446079,\"type\":\"OAuthException\"}}");
        try {
            assertThat(read(at("http://localhost:" + server.port()), Mono.empty(), there, "2", "3"))
                    .satisfiesExactly(
                            first -> assertThat(first).isInstanceOf(Shown.class),
                            second -> assertThat(second).isInstanceOf(ProviderFailure.RateLimited.class));
        } finally {
            server.disposeNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "{\"id\":\"2\",\"name\":\"Somebody else\"}", "{\"id\":\"1\"}"})
    void takesWhatIsNotThatMemberForWithheld(String body) {
        DisposableServer server = counting(n -> body);
        try {
            assertThat(read(at("http://localhost:" + server.port()), Mono.empty(), "1"))
                    .containsExactly(new Withheld("1"));
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void failsWhereTheTokenIsRefused() {
        sandbox.admin().fault(Fault.graphError("facebook-gateway", "profile", 190));

        assertThat(read(Mono.empty(), "1", "2")).singleElement().isInstanceOf(ProviderFailure.Unauthorized.class);
    }

    @Test
    void isNeverSpokenToMetaItself() {
        ProfileReader reader = at("https://graph.facebook.com");

        assertThat(reader.configured()).isFalse();
        assertThat(read(reader, Mono.empty(), "1")).singleElement().isInstanceOf(ProviderFailure.Unauthorized.class);
    }

    private static Person member() {
        return sandbox.population().people().stream()
                .filter(person -> person.has(Trait.ON_FACEBOOK) && person.summary() != null)
                .findFirst()
                .orElseThrow();
    }

    private static DisposableServer counting(java.util.function.IntFunction<String> answer) {
        var calls = new AtomicInteger();
        return HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    String body = answer.apply(calls.incrementAndGet());
                    return response.status(body.contains("error") ? 400 : 200).sendString(Mono.just(body));
                })
                .bindNow();
    }

    private static List<Object> read(Mono<Void> open, String... ids) {
        return read(reader(), open, ids);
    }

    /** The readings, and the failure at their end if there was one. */
    private static List<Object> read(ProfileReader reader, Mono<Void> open, String... ids) {
        List<Object> all = new ArrayList<>();
        reader.read(List.of(ids), open)
                .doOnNext(all::add)
                .onErrorResume(failure -> {
                    all.add(failure);
                    return Mono.empty();
                })
                .blockLast(PATIENCE);
        return all;
    }

    private static ProfileReader reader() {
        return at(sandbox.url("facebook-gateway"));
    }

    private static ProfileReader at(String url) {
        ProviderClients clients = TestProviders.at(url);
        return new FacebookProfiles(clients, new FacebookGateway(clients));
    }
}
