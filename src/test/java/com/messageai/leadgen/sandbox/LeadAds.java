package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.FormSubmissions.Submission;
import com.messageai.leadgen.sandbox.people.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Meta's Lead Ads: the forms of a page and their leads. A form's number is its page's with one more digit. Without
 * {@code fields} there is little to see; test leads stand among the others; leads longer ago than 90 days are gone.
 */
final class LeadAds {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST = 1_000;

    private final FormSubmissions submissions;

    LeadAds(FormSubmissions submissions) {
        this.submissions = submissions;
    }

    /** @param options of a choice, by their keys */
    private record Question(String key, String label, String type, Map<String, String> options) {}

    /** Null where a node has no such edge. */
    Provider.@Nullable Operation operation(Request request, String node, @Nullable String edge) {
        if (!node.matches("\\d{1,20}")) {
            return null;
        }
        if (edge == null) {
            return new Provider.Operation("leads", () -> lead(request, node));
        }
        return switch (edge) {
            case "leadgen_forms" -> new Provider.Operation("lead-forms", () -> forms(request, node));
            case "leads" -> new Provider.Operation("leads", () -> leads(request, node));
            case "test_leads" -> new Provider.Operation("leads", () -> tests(request, node));
            default -> null;
        };
    }

    private Answer forms(Request request, String page) {
        List<Map<String, @Nullable Object>> forms = new ArrayList<>();
        for (int form = 0; form < 3; form++) {
            int number = form;
            long leads = submissions.of(page).stream()
                    .filter(one -> one.form() == number)
                    .count();
            forms.add(Json.object(
                    "id",
                    page + form,
                    "name",
                    List.of("Cloud cost guide", "Newsletter", "Book a demo").get(form),
                    "status",
                    form == 1 ? "ARCHIVED" : "ACTIVE",
                    "locale",
                    "en_US",
                    "leads_count",
                    leads,
                    "expired_leads_count",
                    submissions.expired(page),
                    "created_time",
                    "2025-11-01T08:00:00+0000",
                    "questions",
                    questions(form).stream().map(LeadAds::question).toList()));
        }
        return page(request, forms);
    }

    private Answer leads(Request request, String form) {
        long since = since(request.parameter("filtering", "[]"));
        return page(
                request,
                of(form).stream()
                        .filter(one -> one.at().getEpochSecond() > since)
                        .map(LeadAds::shown)
                        .toList());
    }

    private Answer tests(Request request, String form) {
        // One at a time is all that Meta shows.
        return page(
                request,
                of(form).stream()
                        .filter(Submission::test)
                        .limit(1)
                        .map(LeadAds::shown)
                        .toList());
    }

    private Answer lead(Request request, String id) {
        Submission one = submissions.known(id, LeadAds::id);
        return one == null
                ? GraphErrors.error(100, 33, "Unsupported get request. Object with ID does not exist")
                : Answer.json(200, only(shown(one), fields(request)));
    }

    private List<Submission> of(String form) {
        String page = form.substring(0, form.length() - 1);
        int number = form.charAt(form.length() - 1) - '0';
        return number > 2
                ? List.of()
                : submissions.of(page).stream()
                        .filter(one -> one.form() == number)
                        .toList();
    }

    private static long since(String filtering) {
        try {
            long since = 0;
            for (JsonNode filter : Json.parse(filtering)) {
                if (!filter.path("field").asString("").equals("time_created")) {
                    throw new TargetingSpec.Invalid("Param filtering: unknown field");
                }
                long value = filter.path("value").asLong(0);
                since = switch (filter.path("operator").asString("")) {
                    case "GREATER_THAN" -> Math.max(since, value);
                    case "GREATER_THAN_OR_EQUAL" -> Math.max(since, value - 1);
                    case "LESS_THAN" -> since;
                    default -> throw new TargetingSpec.Invalid("Param filtering: unknown operator");
                };
            }
            return since;
        } catch (JacksonException e) {
            throw new TargetingSpec.Invalid("Param filtering must be an array");
        }
    }

    private static Answer page(Request request, List<Map<String, @Nullable Object>> all) {
        int limit = request.number("limit", 25);
        if (limit < 1 || limit > MOST) {
            return GraphErrors.badParameter("Param limit must be between 1 and " + MOST);
        }
        String after = request.parameter("after");
        Integer from = after == null ? Integer.valueOf(0) : position(after);
        if (from == null) {
            return GraphErrors.badParameter("Invalid cursors values");
        }
        int to = Math.min(from + limit, all.size());
        List<String> fields = fields(request);
        List<Object> data = new ArrayList<>();
        all.subList(Math.min(from, to), to).forEach(one -> data.add(only(one, fields)));
        Map<String, @Nullable Object> paging = Json.object();
        if (!data.isEmpty()) {
            paging.put("cursors", Json.object("before", cursor(from), "after", cursor(to)));
        }
        if (to < all.size()) {
            paging.put(
                    "next",
                    "http://" + request.header("Host") + "/facebook" + request.path() + "?limit=" + limit + "&after="
                            + URLEncoder.encode(cursor(to), StandardCharsets.UTF_8));
        }
        return Answer.json(200, Json.object("data", data, "paging", paging))
                .charged(Charge.each(request.path() + "#" + from, 1));
    }

    private static List<String> fields(Request request) {
        return List.of(request.parameter("fields", "id").split(","));
    }

    private static Map<String, @Nullable Object> only(Map<String, @Nullable Object> whole, List<String> fields) {
        Map<String, @Nullable Object> shown = Json.object("id", whole.get("id"));
        fields.stream().filter(whole::containsKey).forEach(field -> shown.put(field, whole.get(field)));
        return shown;
    }

    private static String cursor(int position) {
        return "QVFI"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("l" + position).getBytes(StandardCharsets.US_ASCII));
    }

    private static @Nullable Integer position(String cursor) {
        try {
            String text = cursor.startsWith("QVFI")
                    ? new String(Base64.getUrlDecoder().decode(cursor.substring(4)), StandardCharsets.US_ASCII)
                    : "";
            return text.matches("l\\d{1,6}") ? Integer.valueOf(text.substring(1)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String id(Submission one) {
        return "99" + one.account() + String.format(Locale.ROOT, "%05d", one.number());
    }

    private static List<Question> questions(int form) {
        Question email = new Question("work_email", "Work email", "WORK_EMAIL", Map.of());
        Question title = new Question("job_title", "Job title", "JOB_TITLE", Map.of());
        Question company = new Question("company_name", "Company name", "COMPANY_NAME", Map.of());
        return switch (form) {
            case 0 ->
                List.of(
                        new Question("full_name", "Full name", "FULL_NAME", Map.of()),
                        email,
                        title,
                        company,
                        new Question("country", "Country", "COUNTRY", Map.of()),
                        new Question(
                                "what_is_your_biggest_challenge?",
                                "What is your biggest challenge?",
                                "CUSTOM",
                                Map.of(
                                        "cloud_bill",
                                        "Cloud costs grow faster than revenue",
                                        "releases",
                                        "Releases take too long")));
            // Keys as somebody typed them: only the type says what they are.
            case 1 ->
                List.of(
                        new Question("vorname", "Vorname", "FIRST_NAME", Map.of()),
                        new Question("nachname", "Nachname", "LAST_NAME", Map.of()),
                        new Question("e-mail", "E-Mail", "EMAIL", Map.of()),
                        new Question("geburtsdatum", "Geburtsdatum", "DOB", Map.of()));
            default ->
                List.of(
                        new Question("FULL_NAME", "Full name", "FULL_NAME", Map.of()),
                        new Question("phone_number", "Phone", "PHONE", Map.of()),
                        email,
                        title,
                        company);
        };
    }

    private static Object question(Question question) {
        Map<String, @Nullable Object> shown = Json.object(
                "id",
                String.valueOf(Math.abs((long) question.key().hashCode())),
                "key",
                question.key(),
                "label",
                question.label(),
                "type",
                question.type());
        if (!question.options().isEmpty()) {
            List<Object> options = new ArrayList<>();
            question.options().forEach((key, value) -> options.add(Json.object("key", key, "value", value)));
            shown.put("options", options);
        }
        return shown;
    }

    private static Map<String, @Nullable Object> shown(Submission one) {
        List<Object> data = new ArrayList<>();
        for (Question question : questions(one.form())) {
            String told = one.test() ? "<test lead: dummy data for " + question.key() + ">" : told(one, question);
            data.add(Json.object("name", question.key(), "values", List.of(told)));
        }
        return Json.object(
                "id",
                id(one),
                "created_time",
                TIME.format(one.at()),
                "form_id",
                one.account() + one.form(),
                "ad_id",
                "23800001",
                "ad_name",
                "Cloud cost guide",
                "campaign_id",
                "23700001",
                "campaign_name",
                "Q1 SaaS",
                "is_organic",
                false,
                "platform",
                one.number() % 2 == 0 ? "fb" : "ig",
                "field_data",
                data,
                "custom_disclaimer_responses",
                List.of());
    }

    private static String told(Submission one, Question question) {
        Person person = one.person();
        return switch (question.type()) {
            case "FULL_NAME" -> person.fullName();
            case "FIRST_NAME" -> person.firstName();
            case "LAST_NAME" -> person.lastName();
            case "EMAIL", "WORK_EMAIL" -> person.email();
            case "PHONE" -> person.company().phone();
            case "JOB_TITLE" -> person.title();
            case "COMPANY_NAME" -> person.company().name();
            case "COUNTRY" -> person.place().countryCode();
            case "DOB" -> "1980-01-01";
            default -> one.number() % 4 < 2 ? "cloud_bill" : "releases";
        };
    }
}
