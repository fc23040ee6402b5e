package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.EmailStatus;
import com.messageai.leadgen.sandbox.people.Folding;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.Trait;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hunter's API, version 2, with its inverted 403 (too fast) and 429 (month used up). */
final class Hunter implements Provider {

    private static final Set<String> WEBMAIL = Set.of("gmail.com", "outlook.com", "yahoo.com", "hotmail.com", "gmx.de");
    private static final Set<String> DISPOSABLE = Set.of("mailinator.com", "guerrillamail.com", "10minutemail.com");

    private final Population population;
    private final ClearbitShapes shapes;
    private final Queued queued;
    private final Bill bill;
    private final long credits;
    private final String checkedOn;

    Hunter(Population population, SandboxSettings settings, Bill bill) {
        this.population = population;
        this.shapes = new ClearbitShapes(settings.now());
        this.queued = new Queued(settings.queuedShare(), settings.queuedCalls());
        this.bill = bill;
        this.credits = settings.hunterCredits();
        this.checkedOn = settings.now().toString().substring(0, 10);
    }

    @Override
    public String name() {
        return "hunter";
    }

    @Override
    public @Nullable Operation route(Request request) {
        if (!request.method().equals("GET")) {
            return null;
        }
        return switch (request.path()) {
            case "/v2/email-finder" -> paid("finder", request, () -> finder(request));
            case "/v2/email-verifier" -> paid("verifier", request, () -> verifier(request));
            case "/v2/domain-search" -> paid("domain-search", request, () -> domainSearch(request));
            case "/v2/people/find" -> paid("person", request, () -> person(request));
            case "/v2/companies/find" -> paid("company", request, () -> company(request));
            case "/v2/combined/find" -> paid("combined", request, () -> combined(request));
            case "/v2/account" -> new Operation("account", () -> authorised(request, this::account));
            default -> null;
        };
    }

    private Operation paid(String endpoint, Request request, Supplier<Answer> answer) {
        return new Operation(
                endpoint, () -> authorised(request, () -> used() >= credits ? failure(429) : answer.get()));
    }

    private static Answer authorised(Request request, Supplier<Answer> answer) {
        String header = request.header("X-API-KEY");
        String key =
                header != null ? header : request.bearer() != null ? request.bearer() : request.parameter("api_key");
        return key == null || key.isEmpty() || key.startsWith("invalid")
                ? error(401, "authentication_failed", "No user found for the API key supplied")
                : answer.get();
    }

    private long used() {
        return bill.units(name());
    }

    private Answer finder(Request request) {
        String domain = request.parameter("domain");
        String companyName = request.parameter("company");
        if (domain == null && companyName == null) {
            return wrong("You are missing the domain parameter");
        }
        String handle = request.parameter("linkedin_handle");
        String full = request.parameter("full_name");
        String first = request.parameter("first_name");
        String last = request.parameter("last_name");
        if (handle == null && full == null && (first == null || last == null)) {
            return wrong("You are missing the first_name or last_name or full_name parameter");
        }
        String name = full != null ? full : first + " " + last;
        // One person, however the name is spelled.
        String key = Folding.fold(handle != null ? handle : name) + "@" + (domain == null ? companyName : domain);
        if (queued.queues(key)) {
            return Answer.json(202, Json.object("data", null, "meta", Json.object()))
                    .charged(Charge.free(key));
        }
        Company company = domain == null
                ? population.companyByName(String.valueOf(companyName))
                : population.companyByDomain(domain);
        Person person = company == null ? null : named(company, name, handle);
        if (person != null && person.has(Trait.OPTED_OUT)) {
            return failure(451).charged(Charge.free(key));
        }
        boolean hit = person != null && person.has(Trait.IN_FINDER);
        return Answer.json(
                        200,
                        Json.object(
                                "data",
                                hit ? found(person) : notFound(request, company),
                                "meta",
                                Json.object(
                                        "params",
                                        parameters(
                                                request,
                                                "first_name",
                                                "last_name",
                                                "full_name",
                                                "domain",
                                                "company",
                                                "max_duration"))))
                .charged(Charge.each(key, hit ? 1 : 0));
    }

    private @Nullable Person named(Company company, String name, @Nullable String handle) {
        return population.peopleOf(company).stream()
                .filter(person -> handle != null
                        ? person.vanityName().equals(handle)
                        : ClearbitShapes.same(person.fullName(), name))
                .findFirst()
                .orElse(null);
    }

    private Object found(Person person) {
        boolean acceptsAll = person.company().acceptsAll();
        boolean verified = person.emailStatus() == EmailStatus.VALID && person.index() % 3 != 0;
        return Json.object(
                "first_name",
                person.firstName(),
                "last_name",
                person.lastName(),
                "email",
                person.email(),
                "score",
                score(person),
                "domain",
                person.company().domain(),
                "accept_all",
                acceptsAll,
                "position",
                person.has(Trait.HIDES_TITLE) ? null : person.title(),
                "twitter",
                null,
                "linkedin_url",
                null,
                "phone_number",
                phone(person),
                "company",
                person.company().name(),
                "sources",
                sources(person),
                "verification",
                Json.object("date", verified ? checkedOn : null, "status", verified ? "valid" : null));
    }

    private static Object notFound(Request request, @Nullable Company company) {
        return Json.object(
                "first_name",
                request.parameter("first_name"),
                "last_name",
                request.parameter("last_name"),
                "email",
                null,
                "score",
                null,
                "domain",
                company == null ? request.parameter("domain") : company.domain(),
                "accept_all",
                null,
                "position",
                null,
                "twitter",
                null,
                "linkedin_url",
                null,
                "phone_number",
                null,
                "company",
                company == null ? null : company.name(),
                "sources",
                Json.empty(),
                "verification",
                Json.object("date", null, "status", null));
    }

    private static int score(Person person) {
        int spread = person.index() % 10;
        return switch (person.emailStatus()) {
            case VALID -> 90 + spread;
            case ACCEPT_ALL -> 70 + spread;
            case UNKNOWN -> 50 + spread;
            case INVALID -> 40 + spread;
        };
    }

    private static @Nullable String phone(Person person) {
        return person.has(Trait.HAS_PHONE) ? person.company().phone() : null;
    }

    private List<Object> sources(Person person) {
        if (person.index() % 4 == 0) {
            return List.of();
        }
        return List.of(Json.object(
                "domain",
                person.company().domain(),
                "uri",
                person.company().website() + "/team",
                "extracted_on",
                "2025-03-01",
                "last_seen_on",
                checkedOn,
                "still_on_page",
                true));
    }

    private Answer verifier(Request request) {
        String email = request.parameter("email");
        if (email == null) {
            return wrong("You are missing the email parameter");
        }
        if (!ClearbitShapes.isEmail(email)) {
            return error(400, "invalid_email", "The email supplied is invalid");
        }
        String key = email.toLowerCase(Locale.ROOT);
        if (queued.queues(key)) {
            return Answer.json(202, Json.object("data", Json.object("status", "pending", "email", email)))
                    .charged(Charge.free(key));
        }
        Person person = population.personByEmail(email);
        if (person != null && person.has(Trait.OPTED_OUT)) {
            return failure(451).charged(Charge.free(key));
        }
        return Answer.json(
                        200,
                        Json.object(
                                "data",
                                verification(key, person),
                                "meta",
                                Json.object("params", parameters(request, "email"))))
                .charged(Charge.each(key, 1));
    }

    private Object verification(String email, @Nullable Person person) {
        String domain = email.substring(email.indexOf('@') + 1);
        Company company = population.companyByDomain(domain);
        String status = status(domain, company, person);
        boolean known = company != null || WEBMAIL.contains(domain) || DISPOSABLE.contains(domain);
        boolean answers = known && !status.equals("unknown");
        return Json.object(
                "status",
                status,
                "result",
                status.equals("valid") ? "deliverable" : status.equals("invalid") ? "undeliverable" : "risky",
                "score",
                switch (status) {
                    case "valid" -> 97;
                    case "accept_all", "webmail" -> 75;
                    case "unknown" -> 50;
                    default -> 5;
                },
                "email",
                email,
                "regexp",
                true,
                "gibberish",
                false,
                "disposable",
                DISPOSABLE.contains(domain),
                "webmail",
                WEBMAIL.contains(domain),
                "mx_records",
                known,
                "smtp_server",
                known ? answers : null,
                "smtp_check",
                answers ? status.equals("valid") : null,
                "accept_all",
                answers ? status.equals("accept_all") : null,
                "block",
                false,
                "sources",
                person == null ? List.of() : sources(person));
    }

    private static String status(String domain, @Nullable Company company, @Nullable Person person) {
        if (WEBMAIL.contains(domain)) {
            return "webmail";
        }
        if (DISPOSABLE.contains(domain)) {
            return "disposable";
        }
        if (company != null && company.acceptsAll()) {
            return "accept_all";
        }
        return person == null ? "invalid" : person.emailStatus().name().toLowerCase(Locale.ROOT);
    }

    private Answer domainSearch(Request request) {
        String domain = request.parameter("domain");
        String name = request.parameter("company");
        if (domain == null && name == null) {
            return wrong("You are missing the domain parameter");
        }
        int limit;
        int offset;
        try {
            limit = request.number("limit", 10);
            offset = request.number("offset", 0);
        } catch (NumberFormatException e) {
            return wrong("limit and offset are numbers");
        }
        if (limit < 1 || limit > 100 || offset < 0) {
            return error(400, "pagination_error", "limit is from 1 to 100, offset not negative");
        }
        Company company =
                domain == null ? population.companyByName(String.valueOf(name)) : population.companyByDomain(domain);
        List<Person> people = company == null
                ? List.of()
                : population.peopleOf(company).stream()
                        .filter(person -> person.has(Trait.IN_FINDER) && !person.has(Trait.OPTED_OUT))
                        .filter(person -> wanted(
                                request.parameter("seniority"), person.role().hunterSeniority()))
                        .filter(person -> wanted(
                                request.parameter("department"), person.role().department()))
                        .filter(person -> wanted(request.parameter("type"), "personal"))
                        .toList();
        String key = company == null ? String.valueOf(domain == null ? name : domain) : company.domain();
        Map<String, @Nullable Object> data = domainData(key, company);
        data.put(
                "emails",
                people.stream().skip(offset).limit(limit).map(this::listed).toList());
        data.put("linked_domains", Json.empty());
        return Answer.json(
                        200,
                        Json.object(
                                "data",
                                data,
                                "meta",
                                Json.object(
                                        "results",
                                        people.size(),
                                        "limit",
                                        limit,
                                        "offset",
                                        offset,
                                        "params",
                                        parameters(request, "domain", "company", "type", "seniority", "department"))))
                .charged(Charge.each(key.toLowerCase(Locale.ROOT), people.isEmpty() ? 0 : 1));
    }

    private static boolean wanted(@Nullable String list, String value) {
        return list == null || List.of(list.split(",")).contains(value);
    }

    private static Map<String, @Nullable Object> domainData(String domain, @Nullable Company company) {
        boolean known = company != null && company.inClearbit();
        boolean full = known && !company.sparse();
        return Json.object(
                "domain",
                domain,
                "disposable",
                DISPOSABLE.contains(domain),
                "webmail",
                WEBMAIL.contains(domain),
                "accept_all",
                company != null && company.acceptsAll(),
                "pattern",
                company == null ? null : company.pattern().text(),
                "organization",
                company == null ? null : company.name(),
                "description",
                null,
                "industry",
                known ? company.industry().name() : null,
                "twitter",
                null,
                "facebook",
                null,
                "linkedin",
                known ? "https://www.linkedin.com/company/" + company.slug() + "-demo" : null,
                "instagram",
                null,
                "youtube",
                null,
                "technologies",
                full ? company.technologies() : Json.empty(),
                "country",
                known ? company.place().countryCode() : null,
                "state",
                known ? company.place().regionCode() : null,
                "city",
                known ? company.place().city() : null,
                "postal_code",
                null,
                "street",
                null,
                "headcount",
                full ? company.size().headcount() : null,
                "company_type",
                full ? "privately held" : null);
    }

    private Object listed(Person person) {
        boolean verified = person.emailStatus() == EmailStatus.VALID && person.index() % 4 == 1;
        return Json.object(
                "value",
                person.email(),
                "type",
                "personal",
                "confidence",
                score(person),
                "sources",
                sources(person),
                "first_name",
                person.firstName(),
                "last_name",
                person.lastName(),
                "position",
                person.role().title(),
                "position_raw",
                person.title(),
                "seniority",
                person.role().hunterSeniority(),
                "department",
                person.role().department(),
                "linkedin",
                null,
                "twitter",
                null,
                "phone_number",
                phone(person),
                "verification",
                Json.object("date", verified ? checkedOn : null, "status", verified ? "valid" : null));
    }

    private Answer person(Request request) {
        Person person = wantedPerson(request);
        String key = subject(request, "email");
        if (key == null) {
            return wrong("You are missing the email parameter");
        }
        if (person != null && person.has(Trait.OPTED_OUT)) {
            return failure(451).charged(Charge.free(key));
        }
        return person == null || !person.has(Trait.IN_CLEARBIT)
                ? failure(404).charged(Charge.free(key))
                : enveloped(request, shapes.person(person)).charged(Charge.each(key, 1));
    }

    private Answer company(Request request) {
        String domain = request.parameter("domain");
        if (domain == null) {
            return wrong("You are missing the domain parameter");
        }
        Company company = population.companyByDomain(domain);
        return company == null || !company.inClearbit()
                ? failure(404).charged(Charge.free(domain))
                : enveloped(request, shapes.company(company)).charged(Charge.each(domain, 1));
    }

    private Answer combined(Request request) {
        String key = subject(request, "email");
        if (key == null) {
            return wrong("You are missing the email parameter");
        }
        Person person = wantedPerson(request);
        if (person == null || !person.has(Trait.IN_CLEARBIT)) {
            return failure(404).charged(Charge.free(key));
        }
        if (person.has(Trait.OPTED_OUT)) {
            return failure(451).charged(Charge.free(key));
        }
        Company company = person.company();
        return enveloped(
                        request,
                        Json.object(
                                "person",
                                shapes.person(person),
                                "company",
                                company.inClearbit() ? shapes.company(company) : null))
                .charged(Charge.each(key, 1));
    }

    private static @Nullable String subject(Request request, String parameter) {
        String value = request.parameter(parameter);
        return value != null ? value.toLowerCase(Locale.ROOT) : request.parameter("linkedin_handle");
    }

    private @Nullable Person wantedPerson(Request request) {
        String email = request.parameter("email");
        String handle = request.parameter("linkedin_handle");
        return email != null
                ? population.personByEmail(email)
                : population.people().stream()
                        .filter(person -> person.vanityName().equals(handle))
                        .findFirst()
                        .orElse(null);
    }

    private static Answer enveloped(Request request, Object data) {
        return Answer.json(
                200,
                "true".equals(request.parameter("clearbit_format"))
                        ? data
                        : Json.object(
                                "data", data, "meta", Json.object("params", parameters(request, "email", "domain"))));
    }

    private Answer account() {
        long used = Math.min(used(), credits);
        Object counter = Json.object("used", used, "available", credits);
        return Answer.json(
                        200,
                        Json.object(
                                "data",
                                Json.object(
                                        "first_name",
                                        "Demo",
                                        "last_name",
                                        "Account",
                                        "email",
                                        "demo@demo.example",
                                        "plan_name",
                                        "Growth",
                                        "plan_level",
                                        2,
                                        "reset_date",
                                        checkedOn.substring(0, 8) + "28",
                                        "team_id",
                                        1,
                                        "calls",
                                        counter,
                                        "requests",
                                        Json.object("searches", counter, "verifications", counter, "credits", counter)),
                                "meta",
                                Json.object()))
                .charged(Charge.free("account"));
    }

    private static Map<String, @Nullable Object> parameters(Request request, String... names) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        for (String name : names) {
            parameters.put(name, request.parameter(name));
        }
        return parameters;
    }

    private static Answer wrong(String details) {
        return error(400, "wrong_params", details);
    }

    private static Answer error(int status, String id, String details) {
        return Answer.json(
                status, Json.object("errors", List.of(Json.object("id", id, "code", status, "details", details))));
    }

    @Override
    public Answer failure(int status) {
        return switch (status) {
            case 222 -> error(222, "smtp_failure", "The remote SMTP server returned an unexpected response");
            case 401 -> error(401, "authentication_failed", "No user found for the API key supplied");
            case 402 -> error(402, "payment_required", "Your plan does not include this");
            case 403 -> error(403, "too_many_requests", "You have reached the rate limit");
            case 404 -> error(404, "not_found", "The requested resource was not found");
            case 429 -> error(429, "too_many_requests", "You have exceeded your monthly usage");
            case 451 -> error(451, "claimed_email", "The person behind this email asked us not to process it");
            default -> error(status, "internal_error", "Something went wrong on our side");
        };
    }

    @Override
    public Answer limited(Limits.Gauge gauge) {
        return failure(403);
    }
}
