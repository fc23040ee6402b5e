package com.messageai.leadgen.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.provider.ProviderFailure;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.sandbox.SandboxSettings;
import com.messageai.leadgen.sandbox.people.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

class LinkedInLeadSyncTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ACCOUNT = "urn:li:sponsoredAccount:777";

    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.defaults());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static LinkedInLeadSync at(String url) {
        return new LinkedInLeadSync(TestProviders.at(url));
    }

    private static FormQuery wholePastOf(String account) {
        Instant now = Instant.now();
        return new FormQuery(account, now.minus(Duration.ofDays(365)), now, Mono.empty());
    }

    private static List<AnswerPage> all(LeadFormSource source, FormQuery query) {
        List<AnswerPage> pages = source.pages(query, null).collectList().block(PATIENCE);
        assertThat(pages).isNotEmpty();
        return pages;
    }

    private static List<FormAnswer> answers(List<AnswerPage> pages) {
        return pages.stream().flatMap(page -> page.answers().stream()).toList();
    }

    @Nested
    class OfASponsoredAccount {

        @Test
        void showsEverybodyWhoAnsweredAndNoTest() {
            List<FormAnswer> answers = answers(all(at(sandbox.url("linkedin")), wholePastOf(ACCOUNT)));

            List<Person> people = sandbox.admin().submitters("linkedin", ACCOUNT);
            assertThat(people).hasSizeGreaterThan(40);
            assertThat(answers)
                    .extracting(answer -> answer.profile().platformProfileId())
                    .containsExactlyInAnyOrderElementsOf(
                            people.stream().map(Person::id).toList());
            assertThat(answers).extracting(FormAnswer::id).doesNotHaveDuplicates();
        }

        @Test
        void joinsEachAnswerWithTheVersionOfItsForm() {
            List<FormAnswer> answers = answers(all(at(sandbox.url("linkedin")), wholePastOf(ACCOUNT)));

            assertThat(answers).allSatisfy(answer -> {
                Person person = sandbox.population().personById(answer.profile().platformProfileId());
                Profile profile = answer.profile();
                assertThat(profile.name()).isEqualTo(person.fullName());
                assertThat(profile.title()).isEqualTo(person.title());
                assertThat(profile.emails()).containsExactly(person.email());
                assertThat(profile.activeAt()).isEqualTo(answer.submittedAt());
                assertThat(profile.company().name()).isIn(null, person.company().name());
            });
            assertThat(answers)
                    .filteredOn(answer -> answer.profile().bio() != null)
                    .isNotEmpty()
                    .allSatisfy(answer -> {
                        Profile profile = answer.profile();
                        assertThat(profile.bio())
                                .contains("What is your biggest challenge? ")
                                .contains("When do you want to start? As soon as possible")
                                .contains("Degree: Master of Science");
                        assertThat(profile.profileUrl()).startsWith("https://www.linkedin.com/in/");
                        assertThat(profile.location().country()).isNotNull();
                        assertThat(profile.phones()).hasSize(1);
                    });
        }

        @Test
        void asksForAFormThatAnAnswerLeavesOutOnce() {
            LinkedInLeadSync source = at(sandbox.url("linkedin"));
            sandbox.bill().reset();

            all(source, wholePastOf(ACCOUNT));
            all(source, wholePastOf(ACCOUNT));

            assertThat(sandbox.bill().line("linkedin", "lead-forms").calls()).isEqualTo(1);
        }

        @Test
        void readsOnlyTheStretchOfTimeThatIsAskedFor() {
            Instant now = Instant.now();
            FormQuery lately = new FormQuery(ACCOUNT, now.minus(Duration.ofDays(30)), now, Mono.empty());

            List<FormAnswer> answers = answers(all(at(sandbox.url("linkedin")), lately));

            assertThat(answers)
                    .isNotEmpty()
                    .hasSizeLessThan(10)
                    .allSatisfy(answer -> assertThat(answer.submittedAt()).isAfter(lately.since()));
        }

        @Test
        void goesOnFromACursor() {
            String account = "urn:li:sponsoredAccount:42";
            sandbox.admin().submit("linkedin", account, 200);
            LinkedInLeadSync source = at(sandbox.url("linkedin"));
            FormQuery query = wholePastOf(account);
            List<AnswerPage> pages = all(source, query);
            assertThat(pages).hasSizeGreaterThan(2);

            List<AnswerPage> rest =
                    source.pages(query, pages.getFirst().next()).collectList().block(PATIENCE);

            assertThat(answers(rest)).isEqualTo(answers(pages.subList(1, pages.size())));
        }

        @Test
        void asksBeforeEachCallWhetherItMayBeMade() {
            AtomicInteger asked = new AtomicInteger();
            FormQuery query =
                    new FormQuery(ACCOUNT, Instant.now().minus(Duration.ofDays(365)), Instant.now(), Mono.defer(() -> {
                        asked.incrementAndGet();
                        return Mono.error(new IllegalStateException("closed"));
                    }));
            sandbox.bill().reset();

            at(sandbox.url("linkedin"))
                    .pages(query, null)
                    .as(StepVerifier::create)
                    .expectError(IllegalStateException.class)
                    .verify(PATIENCE);

            assertThat(asked).hasValue(1);
            assertThat(sandbox.bill().line("linkedin", "lead-responses").calls())
                    .isZero();
        }
    }

    @Test
    void readsEveryKindOfLeadsOfAnOrganization() {
        String organization = "urn:li:organization:1001";
        sandbox.bill().reset();

        List<FormAnswer> answers = answers(all(at(sandbox.url("linkedin")), wholePastOf(organization)));

        assertThat(answers).hasSameSizeAs(sandbox.admin().submitters("linkedin", organization));
        assertThat(sandbox.bill().line("linkedin", "lead-responses").calls()).isEqualTo(3);
    }

    @Nested
    class OfAnAnswerThatIsNotAsItShouldBe {

        private static final String FORM = """
                {"id":4242,"versionId":2,"content":{"questions":[
                  {"questionId":1,"predefinedField":"FIRST_NAME","question":{"localized":{"de_DE":"Vorname"}}},
                  {"questionId":"2","predefinedField":"LAST_NAME","question":{"localized":{}},"name":"Last"},
                  {"questionId":3,"predefinedField":"SENIORITY","questionDetails":{"multipleChoiceQuestionDetails":
                     {"options":[{"id":1,"text":{"localized":{"en_US":"VP"}}},{"id":2,"text":{"localized":{"en_US":"CXO"}}}]}}},
                  {"questionId":4,"predefinedField":"WORK_EMAIL"},
                  {"questionId":5,"predefinedField":"SHOE_SIZE","question":{"localized":{"en_US":"Shoe size"}}},
                  {"questionId":6,"question":{"localized":{"en_US":"Which of these?"}},"questionDetails":
                     {"multipleChoiceQuestionDetails":{"options":[{"id":7,"text":{"localized":{"en_US":"Cloud bill"}}},
                      {"id":8,"text":{"localized":{"en_US":"Hiring"}}}]}}},
                  {"questionId":9,"predefinedField":"GENDER"}, 42, null, {"questionId":null}]}}
                """;

        private List<FormAnswer> answered(String responses, String forms) {
            return with(
                    request -> request.contains("/leadFormResponses") ? responses : forms,
                    url -> answers(all(at(url), wholePastOf(ACCOUNT))));
        }

        private static String response(String id, String more, String answers) {
            return """
                    {"id":"%s","testLead":false,"submittedAt":1767230000123,"submitter":"urn:li:person:%s",
                     "versionedLeadGenFormUrn":"urn:li:versionedLeadGenForm:(urn:li:leadGenForm:4242,2)",%s
                     "formResponse":{"answers":[%s]}}""".formatted(id, id, more, answers);
        }

        private static String text(Object question, String answer) {
            return "{\"questionId\":" + question + ",\"answerDetails\":{\"textQuestionAnswer\":{\"answer\":\"" + answer
                    + "\"}}}";
        }

        private static String chosen(int question, String options) {
            return "{\"questionId\":" + question + ",\"answerDetails\":{\"multipleChoiceAnswer\":{\"options\":["
                    + options + "]}}}";
        }

        private static String page(String... elements) {
            return "{\"elements\":[" + String.join(",", elements) + "],\"paging\":{\"start\":0,\"count\":100}}";
        }

        @Test
        void takesItAsFarAsItCanBeUnderstood() {
            String mara = response(
                    "Ma",
                    "",
                    String.join(
                            ",",
                            text(1, "Mara\\u0000"),
                            text("\"2\"", "Ionescu"),
                            chosen(3, "2"),
                            text(4, "mara@tarnwell.example"),
                            text(5, "42"),
                            chosen(6, "8,7,99"),
                            text(9, "f"),
                            text(777, "what?"),
                            "null",
                            "{}"));
            List<FormAnswer> answers = answered(
                    page(
                            mara,
                            "null",
                            "7",
                            "{}",
                            "{\"id\":\"x\",\"testLead\":true}",
                            response("Nobody", "", text(5, "43")),
                            mara.replace("\"testLead\":false", "\"testLead\":\"true\"")
                                    .replace("\"id\":\"Ma\"", "\"id\":\"T\""),
                            mara.replace("\"id\":\"Ma\"", "\"id\":\"NoSubmitter\"")
                                    .replace("\"submitter\":\"urn:li:person:Ma\",", "")
                                    .replace("1767230000123", "\"yesterday\"")),
                    page(FORM, "null", "[]"));

            assertThat(answers).extracting(FormAnswer::id).containsExactly("Ma", "NoSubmitter");
            Profile profile = answers.getFirst().profile();
            assertThat(profile.platformProfileId()).isEqualTo("Ma");
            assertThat(profile.name()).isEqualTo("Mara Ionescu");
            assertThat(profile.seniority()).isEqualTo("CXO");
            assertThat(profile.emails()).containsExactly("mara@tarnwell.example");
            assertThat(profile.bio()).isEqualTo("Shoe size: 42\nWhich of these? Hiring, Cloud bill");
            assertThat(answers.getLast().profile().platformProfileId()).isEqualTo("NoSubmitter");
            assertThat(answers.getLast().submittedAt()).isNull();
        }

        @Test
        void keepsContactDataOutOfFreeText() {
            String form = FORM.replace("SHOE_SIZE", "ANYTHING_ELSE");
            List<FormAnswer> answers = answered(
                    page(
                            response("A", "", text(1, "Ada") + "," + text(5, "ada@work.example")),
                            response("B", "", text(1, "Bo") + "," + text(5, "write to bo@work.example please"))),
                    page(form));

            assertThat(answers.getFirst().profile().emails()).containsExactly("ada@work.example");
            assertThat(answers.getFirst().profile().bio()).isNull();
            assertThat(answers.getLast().profile().bio()).isEqualTo("Shoe size: write to … please");
        }

        @Test
        void doesNotReadItWithAnotherVersionsQuestions() {
            String old = response("Old", "", text(1, "Mara")).replace("leadGenForm:4242,2", "leadGenForm:4242,1");

            assertThat(answered(page(old), page(FORM))).isEmpty();
            assertThat(answered(
                            page(old, response("New", "", text(1, "Mara"))),
                            page(
                                    FORM,
                                    FORM.replace("\"versionId\":2", "\"versionId\":1")
                                            .replace("FIRST_NAME", "COMPANY_NAME")
                                            .replace("LAST_NAME", "FIRST_NAME"))))
                    .extracting(FormAnswer::id)
                    .containsExactly("New");
        }

        @Test
        void prefersTheFormThatCameAlong() {
            String brought = response(
                    "Own",
                    "\"form\":" + FORM.replace("FIRST_NAME", "JOB_TITLE") + ",",
                    text(1, "Head of Platform") + "," + text(2, "Ionescu"));

            assertThat(answered(page(brought), page(FORM)).getFirst().profile().title())
                    .isEqualTo("Head of Platform");
        }

        @Test
        void leavesOutWhoDidNotGiveAConsentThatIsDemanded() {
            String form = FORM.replace(
                    "\"content\":{", "\"content\":{\"legalInfo\":{\"consents\":[{\"id\":3,\"checkRequired\":true}]},");
            String without = response("No", "\"form\":" + form + ",", text(1, "Ada"));
            String with = response("Yes", "\"form\":" + form + ",", text(1, "Bo"))
                    .replace(
                            "\"formResponse\":{",
                            "\"formResponse\":{\"consentResponses\":[{\"consentId\":3,\"accepted\":true}],");

            assertThat(answered(page(without, with), page()))
                    .extracting(FormAnswer::id)
                    .containsExactly("Yes");
        }
    }

    @Test
    void comesToAnEndWherePagesComeAgainAndAgain() {
        StringBuilder elements = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            elements.append(i == 0 ? "" : ",").append("{\"id\":\"").append(i).append("\"}");
        }
        String same = "{\"elements\":[" + elements + "],\"paging\":{\"total\":1000000}}";
        List<String> calls = new CopyOnWriteArrayList<>();

        List<AnswerPage> pages = with(
                request -> {
                    calls.add(request);
                    return request.contains("leadFormResponses") ? same : "{\"elements\":[]}";
                },
                url -> all(at(url), wholePastOf("urn:li:organization:1")));

        assertThat(pages.getLast().truncated()).isTrue();
        assertThat(calls).filteredOn(call -> call.contains("leadFormResponses")).hasSize(6);
    }

    @Test
    void hasABoundEvenWhereEveryPageIsAnother() {
        Lap lap = Lap.START;
        int pages = 0;
        while (lap != null) {
            lap = lap.next("page " + pages++);
        }
        assertThat(pages).isBetween(10_000, 10_002);
    }

    @Test
    void findsACircleOfAnyLength() {
        for (int length : new int[] {1, 2, 3, 7, 50}) {
            Lap lap = Lap.START;
            int pages = 0;
            while (lap != null) {
                lap = lap.next("page " + pages++ % length);
            }
            assertThat(pages).as("length " + length).isLessThan(6 * length + 6);
        }
    }

    @Test
    void readsOnWhereFewerAreGivenThanAskedForAndNoTotalIsTold() {
        Function<String, String> tens = request -> {
            int start = Integer.parseInt(request.replaceAll(".*&start=(\\d+).*", "$1"));
            if (!request.contains("leadFormResponses")) {
                return "{\"elements\":[" + OfAnAnswerThatIsNotAsItShouldBe.FORM + "]}";
            }
            List<String> elements = new ArrayList<>();
            for (int i = start; i < Math.min(start + 10, 25); i++) {
                elements.add(OfAnAnswerThatIsNotAsItShouldBe.response(
                        "r" + i, "", OfAnAnswerThatIsNotAsItShouldBe.text(1, "Ada")));
            }
            return "{\"elements\":[" + String.join(",", elements) + "],\"paging\":{\"start\":" + start
                    + ",\"count\":10}}";
        };

        List<FormAnswer> answers = with(tens, url -> answers(all(at(url), wholePastOf(ACCOUNT))));

        Set<String> ids = new HashSet<>();
        answers.forEach(answer -> ids.add(answer.id()));
        assertThat(ids).hasSize(25);
    }

    @Test
    void writesItsParametersAsRestLiWantsThem() {
        List<String> calls = new CopyOnWriteArrayList<>();
        with(
                request -> {
                    calls.add(request);
                    return "{\"elements\":[]}";
                },
                url -> all(
                        at(url),
                        new FormQuery(
                                ACCOUNT,
                                Instant.ofEpochMilli(1767225600000L),
                                Instant.ofEpochMilli(1767312000000L),
                                Mono.empty())));

        assertThat(calls.getFirst())
                .startsWith("/rest/leadFormResponses?q=owner"
                        + "&owner=(sponsoredAccount:urn%3Ali%3AsponsoredAccount%3A777)&leadType=(leadType:SPONSORED)"
                        + "&limitedToTestLeads=false&submittedAtTimeRange=(start:1767225600000,end:1767312000000)"
                        + "&fields=id,leadType,");
    }

    @ParameterizedTest
    @CsvSource({
        "400, Rejected",
        "401, Unauthorized",
        "403, Unauthorized",
        "404, NotFound",
        "426, Unauthorized",
        "429, RateLimited",
        "500, Unavailable",
        "504, Unavailable"
    })
    void failsAsTheFactSheetSays(int status, String failure) {
        Map<String, Class<? extends ProviderFailure>> failures = Map.of(
                "Rejected", ProviderFailure.Rejected.class,
                "Unauthorized", ProviderFailure.Unauthorized.class,
                "NotFound", ProviderFailure.NotFound.class,
                "RateLimited", ProviderFailure.RateLimited.class,
                "Unavailable", ProviderFailure.Unavailable.class);
        for (String broken : List.of("leadFormResponses", "leadForms?")) {
            DisposableServer server = HttpServer.create()
                    .port(0)
                    .handle((request, response) -> request.uri().contains(broken)
                            ? response.status(status).sendString(Mono.just("{\"status\":" + status + "}"))
                            : response.sendString(Mono.just(OfAnAnswerThatIsNotAsItShouldBe.page(
                                    OfAnAnswerThatIsNotAsItShouldBe.response("a", "", "")))))
                    .bindNow();
            try {
                at("http://localhost:" + server.port())
                        .pages(wholePastOf(ACCOUNT), null)
                        .as(StepVerifier::create)
                        .expectError(failures.get(failure))
                        .verify(PATIENCE);
            } finally {
                server.disposeNow();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"elements\":", "{}", "{\"elements\":7}", "<html>", "[]"})
    void doesNotTakeWhatCanNotBeReadForNothing(String body) {
        with(
                request -> body,
                url -> at(url).pages(wholePastOf(ACCOUNT), null)
                        .as(StepVerifier::create)
                        .expectError(ProviderFailure.Unavailable.class)
                        .verify(PATIENCE));
    }

    /** A server that answers every call so, as long as the work lasts. */
    static <T> T with(Function<String, String> answers, Function<String, T> work) {
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> response.header("Content-Type", "application/json")
                        .sendString(Mono.just(answers.apply(request.uri()))))
                .bindNow();
        try {
            return work.apply("http://localhost:" + server.port());
        } finally {
            server.disposeNow();
        }
    }
}
