package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.FormSubmissions.Submission;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.SizeRange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * LinkedIn's Lead Sync: an account's lead gen forms and what was answered on them. Answers name only the numbers of
 * questions; those to the third form come without their form, however it is asked for. The first form has two versions,
 * whose numbers mean different things, and only the newer one is listed.
 */
final class LeadSync {

    private static final Pattern OWNER = Pattern.compile("urn:li:(sponsoredAccount|organization):([1-9]\\d{0,18})");
    private static final List<String> TYPES = List.of("SPONSORED", "EVENT", "COMPANY", "ORGANIZATION_PRODUCT");
    private static final List<String> CHALLENGES =
            List.of("Cloud costs grow faster than revenue", "Releases take too long", "Hiring", "Security audits");
    private static final int MOST = 100;

    private final FormSubmissions submissions;

    LeadSync(FormSubmissions submissions) {
        this.submissions = submissions;
    }

    /** A question as a form has it. @param field null for one's own @param options of a choice, empty for a text */
    private record Question(int number, @Nullable String field, String text, List<String> options) {}

    /** Null where there is nothing at that path. */
    Provider.@Nullable Operation route(Request request) {
        String path = request.path();
        if (path.equals("/rest/leadForms")) {
            return new Provider.Operation("lead-forms", () -> LinkedIn.checked(request, () -> forms(request)));
        }
        if (path.equals("/rest/leadFormResponses")) {
            return new Provider.Operation("lead-responses", () -> LinkedIn.checked(request, () -> responses(request)));
        }
        return path.startsWith("/rest/leadFormResponses/")
                ? new Provider.Operation(
                        "lead-responses", () -> LinkedIn.checked(request, () -> response(request, path)))
                : null;
    }

    private Answer forms(Request request) {
        String owner = owner(request);
        List<Object> all = new ArrayList<>();
        for (int form = 0; form < 3; form++) {
            all.add(form(owner, form, form == 0 ? 2 : 1));
        }
        return page(request, all).charged(Charge.each(owner, 1));
    }

    private Answer responses(Request request) {
        String owner = owner(request);
        String type = String.valueOf(record(request, "leadType").get("leadType"));
        boolean sponsored = owner.contains("sponsoredAccount");
        if (!TYPES.contains(type) || sponsored != type.equals("SPONSORED")) {
            return LinkedInRules.invalid("leadType", type);
        }
        Map<String, Object> range =
                request.raw("submittedAtTimeRange") == null ? Map.of() : record(request, "submittedAtTimeRange");
        long start = number(range, "start", 0);
        long end = number(range, "end", Long.MAX_VALUE);
        boolean onlyTests = "true".equals(request.parameter("limitedToTestLeads"));
        Projection fields = Projection.of(request.parameter("fields"));
        List<Object> all = submissions.of(owner).stream()
                .filter(one -> sponsored || type.equals("COMPANY"))
                .filter(one -> one.test() || !onlyTests)
                .filter(one -> one.at().toEpochMilli() >= start && one.at().toEpochMilli() < end)
                .<Object>map(one -> java.util.Objects.requireNonNull(Projection.apply(fields, response(one, type))))
                .toList();
        return page(request, all)
                .charged(Charge.each(
                        owner + "@" + request.raw("submittedAtTimeRange") + "#" + request.number("start", 0), 1));
    }

    private Answer response(Request request, String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        Submission one = submissions.known(id, LeadSync::id);
        return one == null
                ? LinkedInRules.failure(404)
                : Answer.json(
                        200,
                        java.util.Objects.requireNonNull(Projection.apply(
                                Projection.of(request.parameter("fields")),
                                response(one, one.account().contains("sponsored") ? "SPONSORED" : "COMPANY"))));
    }

    private static Answer page(Request request, List<Object> all) {
        int start = request.number("start", 0);
        int count = request.number("count", 10);
        if (start < 0 || count < 1 || count > MOST) {
            return LinkedInRules.invalid("count", String.valueOf(count));
        }
        Map<String, @Nullable Object> paging = Json.object("start", start, "count", count, "links", List.of());
        // Now it is told, and now it is not.
        if (all.size() % 2 == 0) {
            paging.put("total", all.size());
        }
        return Answer.json(
                200,
                Json.object("elements", all.stream().skip(start).limit(count).toList(), "paging", paging));
    }

    private static Map<String, Object> record(Request request, String parameter) {
        String raw = request.raw(parameter);
        if (raw == null) {
            throw new RestLi.Malformed(parameter + " is missing");
        }
        return RestLi.record(raw);
    }

    private static long number(Map<String, Object> record, String name, long otherwise) {
        return record.containsKey(name) ? Long.parseLong(String.valueOf(record.get(name))) : otherwise;
    }

    private static String owner(Request request) {
        if (!"owner".equals(request.parameter("q"))) {
            throw new PeopleSearch.Invalid("q", request.parameter("q"));
        }
        Map<String, Object> owner = record(request, "owner");
        for (var entry : owner.entrySet()) {
            Matcher urn = OWNER.matcher(String.valueOf(entry.getValue()));
            if (owner.size() == 1 && urn.matches() && urn.group(1).equals(entry.getKey())) {
                return urn.group();
            }
        }
        throw new PeopleSearch.Invalid("owner", owner);
    }

    private static long formId(String owner, int form) {
        return 4_000 + Math.floorMod(owner.hashCode(), 1_000_000) * 10L + form;
    }

    private static String id(Submission one) {
        return UUID.nameUUIDFromBytes((one.account() + one.number()).getBytes(StandardCharsets.UTF_8)) + "-6";
    }

    /** Odd numbers of the first form were sent with its first version. */
    private static int version(Submission one) {
        return one.form() == 0 && one.number() % 2 == 1 ? 1 : one.form() == 0 ? 2 : 1;
    }

    private static Map<String, @Nullable Object> response(Submission one, String type) {
        int version = version(one);
        String kind = one.account().split(":", 4)[2];
        Map<String, @Nullable Object> response = Json.object(
                "id",
                id(one),
                "leadType",
                type,
                "testLead",
                one.test(),
                "submittedAt",
                one.at().toEpochMilli(),
                "submitter",
                one.person().personUrn(),
                "owner",
                Json.object(kind, one.account()),
                "versionedLeadGenFormUrn",
                "urn:li:versionedLeadGenForm:(urn:li:leadGenForm:" + formId(one.account(), one.form()) + "," + version
                        + ")",
                "leadMetadata",
                Json.object("sponsoredLeadMetadata", Json.object("campaign", "urn:li:sponsoredCampaign:9001")),
                "associatedEntity",
                Json.object("associatedCreative", "urn:li:sponsoredCreative:5005"),
                "formResponse",
                Json.object(
                        "consentResponses",
                        List.of(Json.object("consentId", 0, "accepted", true)),
                        "answers",
                        answers(one, version)));
        if (one.form() != 2) {
            response.put("form", form(one.account(), one.form(), version));
        }
        return response;
    }

    private static Map<String, @Nullable Object> form(String owner, int form, int version) {
        long id = formId(owner, form);
        Instant created = Instant.parse("2025-11-01T08:00:00Z");
        return Json.object(
                "id",
                id,
                "versionId",
                version,
                "name",
                List.of("Cloud cost guide", "Newsletter", "Book a demo").get(form),
                "state",
                form == 1 ? "ARCHIVED" : "PUBLISHED",
                "created",
                created.toEpochMilli(),
                "lastModified",
                created.plusSeconds(86_400L * version).toEpochMilli(),
                "creationLocale",
                Json.object("country", "US", "language", "en"),
                "hiddenFields",
                List.of(Json.object("name", "utm_source", "value", "linkedin")),
                "content",
                Json.object(
                        "headline",
                        "Tell us where to send it",
                        "description",
                        "A few questions",
                        "questions",
                        questions(form, version).stream()
                                .map(LeadSync::question)
                                .toList(),
                        "legalInfo",
                        Json.object(
                                "legalInfoId",
                                7,
                                "privacyPolicyUrl",
                                "https://acme.example/privacy",
                                "consents",
                                List.of(Json.object(
                                        "id", 0, "checkRequired", true, "consent", "I agree to be contacted.")))));
    }

    private static List<Question> questions(int form, int version) {
        List<String> sizes = java.util.Arrays.stream(SizeRange.values())
                .map(SizeRange::label)
                .toList();
        return switch (form) {
            case 0 ->
                version == 1
                        ? List.of(
                                text(101, "FIRST_NAME", "First name"),
                                text(102, "LAST_NAME", "Last name"),
                                text(103, "WORK_EMAIL", "Work email"),
                                text(104, "COMPANY_NAME", "Company"),
                                text(105, "JOB_TITLE", "Job title"))
                        // The same numbers, in another order.
                        : List.of(
                                text(101, "JOB_TITLE", "Job title"),
                                text(102, "FIRST_NAME", "First name"),
                                text(103, "LAST_NAME", "Last name"),
                                text(104, "WORK_EMAIL", "Work email"),
                                text(105, "COMPANY_NAME", "Company"),
                                new Question(106, "COMPANY_SIZE", "How large is your company?", sizes),
                                text(107, "COUNTRY", "Country"));
            case 1 ->
                List.of(
                        text(201, "FIRST_NAME", "First name"),
                        text(202, "LAST_NAME", "Last name"),
                        text(203, "EMAIL", "Email"),
                        text(204, "JOB_TITLE", "Job title"));
            default ->
                List.of(
                        text(301, "FIRST_NAME", "First name"),
                        text(302, "LAST_NAME", "Last name"),
                        text(303, "WORK_EMAIL", "Work email"),
                        text(304, "WORK_PHONE_NUMBER", "Phone"),
                        text(305, "JOB_TITLE", "Job title"),
                        text(306, "COMPANY_NAME", "Company"),
                        text(307, "CITY", "City"),
                        text(308, "STATE", "State"),
                        text(309, "COUNTRY", "Country"),
                        text(310, "LINKEDIN_PROFILE_LINK", "Profile"),
                        text(311, "DEGREE", "Degree"),
                        new Question(312, null, "What is your biggest challenge?", CHALLENGES),
                        text(313, null, "When do you want to start?"));
        };
    }

    private static Question text(int number, @Nullable String field, String text) {
        return new Question(number, field, text, List.of());
    }

    private static Object question(Question question) {
        Map<String, @Nullable Object> shown = Json.present(
                "questionId",
                question.number(),
                "name",
                question.text(),
                "question",
                Json.object("localized", Json.object("en_US", question.text())),
                "responseRequired",
                true,
                "predefinedField",
                question.field());
        List<Object> options = new ArrayList<>();
        for (int i = 0; i < question.options().size(); i++) {
            options.add(Json.object(
                    "id",
                    i + 1,
                    "text",
                    Json.object(
                            "localized", Json.object("en_US", question.options().get(i)))));
        }
        shown.put(
                "questionDetails",
                options.isEmpty()
                        ? Json.object("textQuestionDetails", Json.object("maxResponseLength", 300))
                        : Json.object("multipleChoiceQuestionDetails", Json.object("options", options)));
        return shown;
    }

    private static List<Object> answers(Submission one, int version) {
        List<Object> answers = new ArrayList<>();
        for (Question question : questions(one.form(), version)) {
            String told = one.test() ? "test" : told(one, question);
            int option = question.options().indexOf(told);
            answers.add(Json.object(
                    "questionId",
                    question.number(),
                    "answerDetails",
                    option >= 0
                            ? Json.object("multipleChoiceAnswer", Json.object("options", List.of(option + 1)))
                            : Json.object("textQuestionAnswer", Json.object("answer", told))));
        }
        return answers;
    }

    private static String told(Submission one, Question question) {
        Person person = one.person();
        return switch (question.field()) {
            case "FIRST_NAME" -> person.firstName();
            case "LAST_NAME" -> person.lastName();
            case "EMAIL", "WORK_EMAIL" -> person.email();
            case "WORK_PHONE_NUMBER" -> person.company().phone();
            case "JOB_TITLE" -> person.title();
            case "COMPANY_NAME" -> person.company().name();
            case "COMPANY_SIZE" -> person.company().size().label();
            case "CITY" -> person.place().city();
            case "STATE" -> person.place().region();
            case "COUNTRY" -> person.place().country().name();
            case "LINKEDIN_PROFILE_LINK" -> person.profileUrl();
            case "DEGREE" -> "Master of Science";
            case null ->
                question.options().isEmpty() ? "As soon as possible" : CHALLENGES.get(one.number() % CHALLENGES.size());
            default -> "";
        };
    }
}
