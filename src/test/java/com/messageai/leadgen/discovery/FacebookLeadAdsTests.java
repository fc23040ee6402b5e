package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Fault;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import com.messageai.leadgen.sandbox.people.Person;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class FacebookLeadAdsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PAGE = "1122334455";
    private static final String FORMS = """
            {"data":[{"id":"11223344550","questions":[
               {"id":"1","key":"full_name","label":"Name","type":"FULL_NAME"},
               {"id":"2","key":"E-Mail","label":"Your mail","type":"EMAIL"},
               {"id":"3","key":"pick","label":"Pick one","type":"CUSTOM","options":[{"key":"a","value":"Cloud bill"}]},
               {"id":"4","key":"geburtstag","label":"Geburtstag","type":"DOB"}]}, 7, null, {"id":"../etc"}]}
            """;

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static FacebookLeadAds at(String url) {
        return new FacebookLeadAds(TestProviders.at(url));
    }

    private static FormQuery wholePastOf(String page) {
        Instant now = Instant.now();
        return new FormQuery(page, now.minus(Duration.ofDays(90)), now, Mono.empty());
    }

    private static List<AnswerPage> all(LeadFormSource source, FormQuery query) {
        return source.pages(query, null).collectList().block(PATIENCE);
    }

    private static List<FormAnswer> answers(List<AnswerPage> pages) {
        return pages.stream().flatMap(page -> page.answers().stream()).toList();
    }

    @Test
    void showsEverybodyWhoAnsweredAnyFormOfThePageAndNoTest() {
        List<FormAnswer> answers = answers(all(at(sandbox.url("facebook")), wholePastOf(PAGE)));

        List<Person> people = sandbox.admin().submitters("facebook", PAGE);
        assertThat(people).hasSizeGreaterThan(40);
        assertThat(answers)
                .extracting(answer -> answer.profile().emails().getFirst())
                .containsExactlyInAnyOrderElementsOf(
                        people.stream().map(Person::email).toList());
        assertThat(answers).allSatisfy(answer -> {
            Person person =
                    sandbox.population().personByEmail(answer.profile().emails().getFirst());
            assertThat(answer.profile().name()).isEqualTo(person.fullName());
            assertThat(answer.profile().title()).isIn(null, person.title());
            assertThat(answer.profile().platformProfileId()).isEqualTo(answer.id());
            assertThat(answer.submittedAt()).isNotNull();
            assertThat(String.valueOf(answer.profile().bio()))
                    .as("a day of birth is nobody's business")
                    .doesNotContain("1980");
        });
        assertThat(answers)
                .extracting(answer -> answer.profile().bio())
                .contains("What is your biggest challenge? Cloud costs grow faster than revenue");
    }

    @Test
    void asksOnlyForWhatCameSince() {
        String page = "5566";
        FacebookLeadAds source = at(sandbox.url("facebook"));
        all(source, wholePastOf(page));
        Instant since = Instant.now().minusSeconds(1);
        List<Person> more = sandbox.admin().submit("facebook", page, 4);

        List<FormAnswer> answers = answers(all(source, new FormQuery(page, since, Instant.now(), Mono.empty())));

        assertThat(answers)
                .extracting(answer -> answer.profile().emails().getFirst())
                .containsExactlyInAnyOrderElementsOf(
                        more.stream().map(Person::email).toList());
    }

    @Test
    void goesOnFromACursor() {
        String page = "8899";
        sandbox.admin().submit("facebook", page, 600);
        FacebookLeadAds source = at(sandbox.url("facebook"));
        FormQuery query = wholePastOf(page);
        List<AnswerPage> pages = all(source, query);
        assertThat(pages).hasSizeGreaterThan(5);

        for (int i = 0; i < pages.size() - 1; i++) {
            List<AnswerPage> rest = at(sandbox.url("facebook"))
                    .pages(query, pages.get(i).next())
                    .collectList()
                    .block(PATIENCE);
            assertThat(answers(rest)).isEqualTo(answers(pages.subList(i + 1, pages.size())));
        }
    }

    @Test
    void readsAFormAgainWhoseCursorIsGone() {
        AtomicInteger gone = new AtomicInteger();
        List<AnswerPage> pages = LinkedInLeadSyncTests.with(
                call -> {
                    if (call.contains("leadgen_forms")) {
                        return FORMS;
                    }
                    if (call.contains("test_leads")) {
                        return "{\"data\":[]}";
                    }
                    if (call.contains("after=") && gone.getAndIncrement() == 0) {
                        return "{\"error\":{\"code\":100,\"message\":\"(#100) Invalid cursors values\"}}";
                    }
                    return call.contains("after=")
                            ? "{\"data\":[" + lead("2", "Bo") + "]}"
                            : "{\"data\":[" + lead("1", "Ada")
                                    + "],\"paging\":{\"cursors\":{\"after\":\"X\"},\"next\":\"http://evil.example/\"}}";
                },
                url -> all(at(url), wholePastOf(PAGE)));

        assertThat(answers(pages)).extracting(FormAnswer::id).containsExactly("1", "1", "2");
    }

    @Test
    void givesUpWhereACursorIsAlwaysGone() {
        LinkedInLeadSyncTests.with(
                call -> call.contains("leadgen_forms")
                        ? FORMS
                        : call.contains("after=")
                                ? "{\"error\":{\"code\":100}}"
                                : "{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"X\"},\"next\":\"http://x/\"}}",
                url -> at(url).pages(wholePastOf(PAGE), null)
                        .as(StepVerifier::create)
                        .expectNextCount(2)
                        .expectError(ProviderFailure.Unavailable.class)
                        .verify(PATIENCE));
    }

    @Test
    void comesToAnEndWhereACursorRepeats() {
        List<String> calls = new CopyOnWriteArrayList<>();
        List<AnswerPage> pages = LinkedInLeadSyncTests.with(
                call -> {
                    calls.add(call);
                    return call.contains("leadgen_forms")
                            ? FORMS
                            : "{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"same\"},\"next\":\"http://x/\"}}";
                },
                url -> all(at(url), wholePastOf(PAGE)));

        assertThat(pages.getLast().truncated()).isTrue();
        assertThat(calls).hasSizeLessThan(6);
    }

    @Test
    void boundsTheListOfFormsToo() {
        List<String> calls = new CopyOnWriteArrayList<>();
        LinkedInLeadSyncTests.with(
                call -> {
                    calls.add(call);
                    return call.contains("leadgen_forms")
                            ? "{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"same\"},\"next\":\"http://x/\"}}"
                            : "{\"data\":[]}";
                },
                url -> all(at(url), wholePastOf(PAGE)));

        assertThat(calls).hasSizeBetween(1, 21);
    }

    @Test
    void takesALeadAsFarAsItCanBeUnderstood() {
        String nasty = """
                {"id":990011223344,"created_time":"2026-01-02T09:15:00+0000","field_data":[
                  {"name":"FULL_NAME","values":["Mara \\u0000Ionescu"]},{"name":"e-mail","values":"mara@tarnwell.example"},
                  {"name":"pick","values":["a","b"]},{"name":"geburtstag","values":["1980-01-01"]},
                  {"name":"work_phone_number","values":["+1 512-555-0101"]},{"name":"favourite_colour","values":["blue"]},
                  {"name":"gender","values":["f"]}, null, 7, {"values":["x"]}]}
                """;
        String test = lead("77", "<test lead: dummy data for full_name>");
        List<AnswerPage> pages = LinkedInLeadSyncTests.with(
                call -> call.contains("leadgen_forms")
                        ? FORMS
                        : call.contains("test_leads")
                                ? "{\"data\":[{\"id\":\"55\"}]}"
                                : "{\"data\":[" + nasty + ",null,7,{},{\"id\":\"1\",\"field_data\":{}}," + test + ","
                                        + lead("55", "Tessa Test") + "," + lead("56", "Real Person") + "]}",
                url -> all(at(url), wholePastOf(PAGE)));

        assertThat(answers(pages)).extracting(FormAnswer::id).containsExactly("990011223344", "56");
        Profile mara = answers(pages).getFirst().profile();
        assertThat(mara.name()).isEqualTo("Mara Ionescu");
        assertThat(mara.emails()).containsExactly("mara@tarnwell.example");
        assertThat(mara.phones()).containsExactly("+1 512-555-0101");
        assertThat(mara.bio()).isEqualTo("Pick one: Cloud bill, b\nfavourite colour: blue\nx");
        assertThat(mara.activeAt()).isEqualTo(Instant.parse("2026-01-02T09:15:00Z"));
    }

    @Test
    void filtersByTimeInTheWayOfTheGraph() {
        List<String> calls = new CopyOnWriteArrayList<>();
        Instant since = Instant.ofEpochSecond(1767225600);
        LinkedInLeadSyncTests.with(
                call -> {
                    calls.add(URLDecoder.decode(call, StandardCharsets.UTF_8));
                    return call.contains("leadgen_forms") ? FORMS : "{\"data\":[]}";
                },
                url -> all(at(url), new FormQuery(PAGE, since, Instant.now(), Mono.empty())));

        assertThat(calls.get(1))
                .startsWith("/v26.0/11223344550/leads?fields=id,created_time,")
                .contains(
                        "&filtering=[{\"field\":\"time_created\",\"operator\":\"GREATER_THAN\",\"value\":1767225599}]")
                .doesNotContain("test-key");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 17, 32, 341, 613, 80005})
    void waitsAtALimit(int code) {
        fails(code, ProviderFailure.RateLimited.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {190, 200, 368})
    void isRefusedForGoodWithoutARight(int code) {
        fails(code, ProviderFailure.Unauthorized.class);
    }

    @Test
    void comesBackAfterAnOutage() {
        fails(2, ProviderFailure.Unavailable.class);
    }

    private static void fails(int code, Class<? extends ProviderFailure> failure) {
        for (String endpoint : List.of("lead-forms", "leads")) {
            sandbox.admin().fault(Fault.graphError("facebook", endpoint, code).once());
            at(sandbox.url("facebook"))
                    .pages(wholePastOf("77"), null)
                    .as(StepVerifier::create)
                    .thenConsumeWhile(page -> true)
                    .expectError(failure)
                    .verify(PATIENCE);
        }
        sandbox.admin().clearFaults();
    }

    private static String lead(String id, String name) {
        return "{\"id\":\"" + id + "\",\"created_time\":\"2026-01-02T09:15:00+0000\",\"field_data\":["
                + "{\"name\":\"full_name\",\"values\":[\"" + name + "\"]}]}";
    }
}
