package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.Trait;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Clearbit's enrichment; one base URL stands for all of its hosts. */
final class Clearbit implements Provider {

    private static final String VERSION = "2019-12-19";

    private final Population population;
    private final ClearbitShapes shapes;
    private final Queued queued;

    Clearbit(Population population, SandboxSettings settings) {
        this.population = population;
        this.shapes = new ClearbitShapes(settings.now());
        this.queued = new Queued(settings.queuedShare(), settings.queuedCalls());
    }

    @Override
    public String name() {
        return "clearbit";
    }

    @Override
    public @Nullable Operation route(Request request) {
        if (!request.method().equals("GET")) {
            return null;
        }
        return switch (request.path()) {
            case "/v2/combined/find" -> operation("combined", request, () -> byEmail(request, true));
            case "/v2/people/find" -> operation("person", request, () -> byEmail(request, false));
            case "/v2/companies/find" -> operation("company", request, () -> byDomain(request));
            case "/v1/domains/find" -> operation("domain", request, () -> byName(request));
            default -> null;
        };
    }

    private Operation operation(String endpoint, Request request, Supplier<Answer> answer) {
        return new Operation(endpoint, () -> {
            String key = key(request);
            if (key == null || key.isEmpty()) {
                return error(401, "auth_required", "Authentication required.");
            }
            return key.startsWith("invalid") ? error(401, "invalid_api_key", "Your API key is invalid.") : answer.get();
        });
    }

    /** The key, sent as a bearer token or as the user of basic authentication without a password. */
    private static @Nullable String key(Request request) {
        String authorization = request.header("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return request.bearer();
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).trim()), StandardCharsets.UTF_8);
            return pair.substring(0, Math.max(0, pair.indexOf(':')));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Answer byEmail(Request request, boolean combined) {
        String email = request.parameter("email");
        if (email == null) {
            return error(422, "params_invalid", "Email is required.");
        }
        if (!ClearbitShapes.isEmail(email)) {
            return error(422, "email_invalid", "Invalid email");
        }
        String key = email.toLowerCase(Locale.ROOT);
        Charge charge = Charge.once(key);
        if (isQueued(request, key)) {
            return later().charged(charge);
        }
        Person found = population.personByEmail(email);
        Person person = found != null && found.has(Trait.IN_CLEARBIT) && !found.has(Trait.OPTED_OUT) ? found : null;
        Company company = company(email.substring(email.indexOf('@') + 1));
        if (person == null && (!combined || company == null)) {
            return failure(404).charged(charge);
        }
        return Answer.json(
                        200,
                        combined
                                ? Json.object(
                                        "person",
                                        person == null ? null : shapes.person(person),
                                        "company",
                                        company == null ? null : shapes.company(company))
                                : shapes.person(java.util.Objects.requireNonNull(person)))
                .charged(charge);
    }

    private Answer byDomain(Request request) {
        String domain = request.parameter("domain");
        if (domain == null) {
            return error(422, "params_invalid", "Domain is required.");
        }
        if (!ClearbitShapes.isDomain(domain)) {
            return error(422, "domain_invalid", "Invalid domain");
        }
        String key = domain.toLowerCase(Locale.ROOT);
        Charge charge = Charge.once(key);
        if (isQueued(request, key)) {
            return later().charged(charge);
        }
        Company company = company(domain);
        return company == null
                ? failure(404).charged(charge)
                : Answer.json(200, shapes.company(company)).charged(charge);
    }

    private Answer byName(Request request) {
        String name = request.parameter("name");
        if (name == null) {
            return error(422, "params_invalid", "Name is required.");
        }
        Company company = population.companyByName(name);
        Charge charge = Charge.once(name.toLowerCase(Locale.ROOT));
        return company == null || !company.inClearbit()
                ? failure(404).charged(charge)
                : Answer.json(200, Json.object("domain", company.domain(), "logo", null, "name", company.name()))
                        .charged(charge);
    }

    private @Nullable Company company(String domain) {
        Company company = population.companyByDomain(domain);
        return company != null && company.inClearbit() ? company : null;
    }

    private boolean isQueued(Request request, String key) {
        return !"true".equals(request.parameter("cached")) && queued.queues(key);
    }

    private static Answer later() {
        return Answer.json(
                202, Json.object("error", Json.object("type", "queued", "message", "Lookup queued, try again later.")));
    }

    private static Answer error(int status, String type, String message) {
        return Answer.json(status, Json.object("error", Json.object("type", type, "message", message)));
    }

    @Override
    public Answer failure(int status) {
        return switch (status) {
            case 401 -> error(401, "invalid_api_key", "Your API key is invalid.");
            case 402 -> error(402, "over_quota", "Over plan quota, contact support to increase your plan limits.");
            case 403 -> error(403, "forbidden", "Your plan does not include this API.");
            case 404 -> error(404, "unknown_record", "Unknown record.");
            case 429 -> error(429, "rate_limit", "API rate limit exceeded.");
            default -> error(status, "api_error", "Something went wrong.");
        };
    }

    @Override
    public Answer limited(Limits.Gauge gauge) {
        return failure(429);
    }

    @Override
    public Answer dressed(Answer answer, String endpoint, Limits.Gauge gauge) {
        long reset = Instant.now().getEpochSecond() + Math.max(1, (long) Math.ceil(gauge.secondsToWait()));
        return answer.with(headers -> {
            headers.put("x-api-version", VERSION);
            headers.put("x-ratelimit-limit", String.valueOf(gauge.requests()));
            headers.put("x-ratelimit-remaining", String.valueOf(gauge.remaining()));
            headers.put("x-ratelimit-reset", String.valueOf(reset));
        });
    }
}
