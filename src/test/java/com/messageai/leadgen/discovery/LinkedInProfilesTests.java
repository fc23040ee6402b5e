package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.discovery.ProfileReading.Gone;
import com.messageai.leadgen.discovery.ProfileReading.Shown;
import com.messageai.leadgen.discovery.ProfileReading.Withheld;
import com.messageai.leadgen.prospect.Profile;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

class LinkedInProfilesTests {

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
    void saysWhatTheRowOfASearchLeftOut() {
        Person lean = somebody(Trait.SHORT_ROW);
        Profile row = row(lean);
        assertThat(row.skills()).isEmpty();
        assertThat(row.interests()).isEmpty();
        assertThat(row.bio()).isNull();
        assertThat(reader().couldTellMoreThan(row)).isTrue();

        List<ProfileReading> readings = read(lean.id());

        assertThat(readings).singleElement().isInstanceOfSatisfying(Shown.class, shown -> {
            assertThat(shown.profile().skills()).isEqualTo(lean.skills());
            assertThat(shown.profile().bio()).isEqualTo(lean.summary());
            assertThat(shown.profile().emails()).isEmpty();
            assertThat(shown.profile().phones()).isEmpty();
            assertThat(reader().couldTellMoreThan(row.completedBy(shown.profile())))
                    .isFalse();
        });
    }

    @Test
    void asksForFiftyPeopleWithOneCall() {
        List<String> ids = onLinkedIn().limit(50).map(Person::id).toList();

        List<ProfileReading> readings = read(ids.toArray(String[]::new));

        assertThat(readings).extracting(ProfileReading::platformProfileId).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(readings).hasOnlyElementsOfType(Shown.class);
        assertThat(reader().most()).isEqualTo(50);
        assertThat(sandbox.bill().line("linkedin-gateway", "profile").calls()).isEqualTo(1);
    }

    @Test
    void takesSomebodyWhoIsGoneForAResult() {
        Person there = onLinkedIn().findFirst().orElseThrow();

        assertThat(read("nobody", there.id()))
                .hasSize(2)
                .contains(new Gone("nobody"))
                .last()
                .isInstanceOf(Shown.class);
        assertThat(read("nobody")).containsExactly(new Gone("nobody"));
    }

    @Test
    void tellsEveryRowOfABatchAsItself() {
        record Row(String results, String statuses, String errors, Object expected) {}
        String ada = "{\"id\":\"urn:li:person:A\",\"localizedFirstName\":\"Ada\"}";
        String other = "{\"id\":\"urn:li:person:Z\",\"localizedFirstName\":\"Zoe\"}";
        for (Row row : List.of(
                new Row("\"(id:A)\":" + ada, "\"(id:A)\":200", "", Shown.class),
                new Row("\"(id:A)\":" + ada, "", "", Shown.class),
                new Row("\"A\":" + ada, "\"A\":200", "", Shown.class),
                new Row("\"urn:li:person:A\":" + ada, "", "", Shown.class),
                new Row("\"(id:A)\":" + other, "\"(id:A)\":200", "", Withheld.class),
                new Row("\"(id:A)\":{\"id\":\"A\"}", "\"(id:A)\":200", "", Withheld.class),
                new Row("", "\"(id:A)\":404", "\"(id:A)\":{\"status\":404,\"code\":\"NOT_FOUND\"}", Gone.class),
                new Row("", "", "\"(id:A)\":{\"status\":404}", Gone.class),
                new Row("", "\"(id:A)\":404", "", Gone.class),
                new Row("", "\"(id:A)\":410", "", Gone.class),
                new Row("\"(id:A)\":" + ada, "\"(id:A)\":200", "\"(id:A)\":{\"status\":404}", Gone.class),
                new Row("", "\"(id:A)\":400", "", Withheld.class),
                new Row("", "\"(id:A)\":401", "", Withheld.class),
                new Row("", "\"(id:A)\":403", "\"(id:A)\":{\"status\":403}", Withheld.class),
                new Row("", "\"(id:A)\":451", "", Withheld.class),
                new Row("", "\"(id:A)\":429", "", ProviderFailure.RateLimited.class),
                new Row("", "", "\"(id:A)\":{\"status\":429}", ProviderFailure.RateLimited.class),
                new Row("", "\"(id:A)\":500", "", ProviderFailure.Unavailable.class),
                new Row("", "\"(id:A)\":504", "", ProviderFailure.Unavailable.class),
                new Row("", "\"(id:A)\":200", "", ProviderFailure.Unavailable.class),
                new Row("\"(id:A)\":7", "\"(id:A)\":200", "", ProviderFailure.Unavailable.class),
                new Row("", "", "", ProviderFailure.Unavailable.class))) {
            String answer = "{\"results\":{%s},\"statuses\":{%s},\"errors\":{%s}}"
                    .formatted(row.results(), row.statuses(), row.errors());
            assertThat(answered(200, answer, "A")).as(answer).singleElement().isInstanceOf((Class<?>) row.expected());
        }
    }

    @Test
    void givesThoseWhoWereReadBeforeItFailsForTheOthers() {
        String answer = """
                {"results":{"(id:A)":{"id":"urn:li:person:A","localizedFirstName":"Ada"}},
                 "statuses":{"(id:A)":200,"(id:B)":500,"(id:C)":404}, "errors":{"(id:B)":{"status":500}}}
                """;

        assertThat(answered(200, answer, "A", "B", "C"))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Shown.class),
                        second -> assertThat(second).isEqualTo(new Gone("C")),
                        third -> assertThat(third).isInstanceOf(ProviderFailure.Unavailable.class));
    }

    @Test
    void failsAsAWholeWhereTheAnswerIsNone() {
        record Row(int status, String body, Class<? extends ProviderFailure> failure) {}
        for (Row row : List.of(
                new Row(401, "{}", ProviderFailure.Unauthorized.class),
                new Row(403, "{}", ProviderFailure.Unauthorized.class),
                new Row(404, "{}", ProviderFailure.Rejected.class),
                new Row(426, "{}", ProviderFailure.Unauthorized.class),
                new Row(429, "{}", ProviderFailure.RateLimited.class),
                new Row(503, "", ProviderFailure.Unavailable.class),
                new Row(200, "{}", ProviderFailure.Unavailable.class),
                new Row(200, "[]", ProviderFailure.Unavailable.class),
                new Row(200, "{\"results\":[]}", ProviderFailure.Unavailable.class),
                new Row(200, "{\"results\":", ProviderFailure.Unavailable.class))) {
            assertThat(answered(row.status(), row.body(), "A", "B"))
                    .as(row.toString())
                    .singleElement()
                    .isInstanceOf(row.failure());
        }
    }

    @Test
    void speaksRestLi() {
        var seen = new AtomicReference<String>();
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    seen.set(request.uri());
                    return response.sendString(Mono.just("{\"results\":{}}"));
                })
                .bindNow();
        try {
            readings(at("http://localhost:" + server.port()), List.of("Qm41xZ", "x),(id:y"), Mono.empty());
        } finally {
            server.disposeNow();
        }
        assertThat(seen.get())
                .startsWith("/rest/people?ids=List((id:Qm41xZ),(id:x%29%2C%28id%3Ay))&fields=id,")
                .doesNotContain("test-key");
    }

    @Test
    void sendsALongListInABody() {
        List<String> ids = IntStream.range(0, 50)
                .mapToObj(i -> "anIdThatIsLongerThanTheyUsuallyAre" + "0123456789".repeat(8) + i)
                .toList();
        var method = new AtomicReference<String>();
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> {
                    method.set(request.method() + " " + request.requestHeaders().get("X-HTTP-Method-Override"));
                    return response.sendString(Mono.just("{\"results\":{}}"));
                })
                .bindNow();
        try {
            readings(at("http://localhost:" + server.port()), ids, Mono.empty());
        } finally {
            server.disposeNow();
        }
        assertThat(method.get()).isEqualTo("POST GET");
    }

    @Test
    void callsNobodyUnlessItMay() {
        long before = sandbox.bill().calls("linkedin-gateway");

        reader().read(List.of("A"), Mono.error(new IllegalStateException("paused")))
                .as(StepVerifier::create)
                .expectError(IllegalStateException.class)
                .verify(PATIENCE);

        assertThat(sandbox.bill().calls("linkedin-gateway")).isEqualTo(before);
        PublisherProbe<Void> asked = PublisherProbe.empty();
        readings(reader(), List.of("A"), asked.mono());
        asked.assertWasSubscribed();
    }

    @Test
    void isNeverSpokenToLinkedInItself() {
        ProfileReader reader = at("https://api.linkedin.com");

        assertThat(reader.configured()).isFalse();
        assertThat(readings(reader, List.of("A"), Mono.empty()))
                .singleElement()
                .isInstanceOf(ProviderFailure.Unauthorized.class);
    }

    @Test
    void isRefusedByItsOwnEndpointWhileTheSearchGoesOn() {
        sandbox.admin().fault(Fault.status("linkedin-gateway", "profile", 403));

        assertThat(readings(reader(), List.of("A"), Mono.empty()))
                .singleElement()
                .isInstanceOf(ProviderFailure.Unauthorized.class);
    }

    private static java.util.stream.Stream<Person> onLinkedIn() {
        return sandbox.population().people().stream().filter(person -> person.has(Trait.ON_LINKEDIN));
    }

    private static Person somebody(Trait trait) {
        return onLinkedIn()
                .filter(person -> person.has(trait)
                        && !person.has(Trait.HIDES_INTERESTS)
                        && person.summary() != null
                        && !person.skills().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** As a search shows the person. */
    private static Profile row(Person person) {
        ProviderClients clients = TestProviders.at(sandbox.url("linkedin-gateway"));
        var criteria = ProspectSourceContract.JSON.createObjectNode();
        criteria.putArray("titleKeywords").add(person.title());
        criteria.put("keywords", person.company().name());
        return ProspectSourceContract.profiles(ProspectSourceContract.all(
                        new LinkedInGateway(clients).pages(new SourceQuery(criteria, 50), null)))
                .stream()
                .filter(profile -> profile.platformProfileId().equals(person.id()))
                .findFirst()
                .orElseThrow();
    }

    private static List<ProfileReading> read(String... ids) {
        return reader().read(List.of(ids), Mono.empty()).collectList().block(PATIENCE);
    }

    /** The readings, and the failure at their end if there was one. */
    private static List<Object> readings(ProfileReader reader, List<String> ids, Mono<Void> open) {
        List<Object> all = new ArrayList<>();
        reader.read(ids, open)
                .doOnNext(all::add)
                .onErrorResume(failure -> {
                    all.add(failure);
                    return Mono.empty();
                })
                .blockLast(PATIENCE);
        return all;
    }

    private static List<Object> answered(int status, String body, String... ids) {
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> response.status(status).sendString(Mono.just(body)))
                .bindNow();
        try {
            return readings(at("http://localhost:" + server.port()), List.of(ids), Mono.empty());
        } finally {
            server.disposeNow();
        }
    }

    private static ProfileReader reader() {
        return at(sandbox.url("linkedin-gateway"));
    }

    private static ProfileReader at(String url) {
        ProviderClients clients = TestProviders.at(url);
        return new LinkedInProfiles(clients, new LinkedInGateway(clients));
    }
}
