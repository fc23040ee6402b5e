package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Population;
import com.messageai.leadgen.sandbox.people.Trait;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * ZoomInfo's enrichment: up to 25 at once, each with a status of its own, so that a part may fail inside of a 200. The
 * answers come in another order than the questions.
 */
final class ZoomInfoEnrichment {

    private static final int MOST = 25;
    private static final Set<String> OF_CONTACTS = Set.of(
            "id",
            "firstName",
            "middleName",
            "lastName",
            "email",
            "phone",
            "directPhoneDoNotCall",
            "mobilePhone",
            "mobilePhoneDoNotCall",
            "jobTitle",
            "jobFunction",
            "managementLevel",
            "contactAccuracyScore",
            "validDate",
            "lastUpdatedDate",
            "city",
            "state",
            "country",
            "withinEu",
            "withinCalifornia",
            "withinCanada",
            "personHasMoved",
            "noticeProvidedDate",
            "externalUrls");
    private static final Set<String> OF_COMPANIES = Set.of(
            "id",
            "name",
            "website",
            "domainList",
            "ticker",
            "type",
            "description",
            "primaryIndustry",
            "industries",
            "industryCodes",
            "employeeCount",
            "employeeRange",
            "revenue",
            "revenueNumeric",
            "revenueRange",
            "city",
            "state",
            "country",
            "metroArea",
            "phone",
            "fax",
            "logo",
            "socialMediaUrls",
            "foundedYear",
            "companyStatus",
            "isDefunct",
            "totalFundingAmount",
            "numberOfContactsInZoomInfo");
    private static final Set<String> NOT_ENTITLED =
            Set.of("hashedEmails", "departmentBudgets", "competitors", "employmentHistory", "education");

    private final Population population;
    private final ZoomInfoShapes shapes;
    private final ZoomInfoSwitches switches;

    ZoomInfoEnrichment(Population population, ZoomInfoShapes shapes, ZoomInfoSwitches switches) {
        this.population = population;
        this.shapes = shapes;
        this.switches = switches;
    }

    private record Match<T>(String status, @Nullable T subject, JsonNode input) {}

    Answer contacts(JsonNode attributes) {
        List<String> fields = fields(attributes, ZoomInfoEnrichment::isFieldOfContact);
        List<String> required = strings(attributes.path("requiredFields"));
        List<Match<Person>> matches = inputs(attributes, "matchPersonInput").stream()
                .map(input -> contact(input, required))
                .toList();
        return answer(
                "contact",
                matches,
                ZoomInfoShapes::id,
                (person, status) -> status.equals("COMPANY_ONLY_MATCH")
                        ? Map.of("company", nested(person.company(), fields))
                        : attributes(person, fields));
    }

    Answer companies(JsonNode attributes) {
        List<String> fields = fields(attributes, OF_COMPANIES::contains);
        List<Match<Company>> matches = inputs(attributes, "matchCompanyInput").stream()
                .map(this::company)
                .toList();
        return answer("company", matches, company -> String.valueOf(ZoomInfoShapes.id(company)), (company, status) -> {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            fields.forEach(field -> shown.put(field, shapes.field(company, field)));
            return shown;
        });
    }

    private interface Shown<T> {
        Map<String, @Nullable Object> of(T subject, String status);
    }

    private <T> Answer answer(String type, List<Match<T>> matches, Function<T, String> id, Shown<T> shown) {
        List<String> keys = matches.stream()
                .filter(match -> isPaid(match.status()))
                .map(match -> type + ":" + id.apply(Objects.requireNonNull(match.subject())))
                .distinct()
                .toList();
        boolean allNew = keys.stream().noneMatch(switches::manages);
        if (!keys.isEmpty() && allNew && switches.used() >= switches.credits()) {
            throw ZoomInfoRefusal.of("PFAPI0011", "The credit limit of your contract is reached");
        }
        long fresh = 0;
        Set<String> asked = new LinkedHashSet<>();
        List<Object> rows = new ArrayList<>();
        for (Match<T> match : matches) {
            T subject = match.subject();
            String key = subject == null ? "nobody" : type + ":" + id.apply(subject);
            asked.add(key);
            String status = match.status();
            if (isPaid(status)) {
                boolean before = switches.manages(key);
                if (!switches.manage(key)) {
                    status = "LIMIT_EXCEEDED";
                } else if (!before) {
                    fresh++;
                }
            }
            boolean shows = isPaid(status) || status.equals("COMPANY_ONLY_MATCH");
            rows.add(row(type, status, match, shows ? Objects.requireNonNull(subject) : null, id, shown));
        }
        Collections.reverse(rows);
        return Answer.json(200, Json.object("data", rows)).charged(new Charge(List.copyOf(asked), fresh, false));
    }

    private static <T> Object row(
            String type, String status, Match<T> match, @Nullable T subject, Function<T, String> id, Shown<T> shown) {
        Object meta = Json.object("matchStatus", status, "input", match.input(), "warnings", List.of());
        return subject == null
                ? Json.object("id", "0", "type", "NoMatch", "meta", meta)
                : Json.object(
                        "id",
                        id.apply(subject),
                        "type",
                        type.equals("contact") ? "Contact" : "Company",
                        "attributes",
                        shown.of(subject, status),
                        "meta",
                        meta);
    }

    private static boolean isPaid(String status) {
        return status.equals("FULL_MATCH") || status.equals("CONTACT_ONLY_MATCH");
    }

    private Map<String, @Nullable Object> attributes(Person person, List<String> fields) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        fields.stream()
                .filter(field -> !field.equals("id") && OF_CONTACTS.contains(field))
                .forEach(field -> shown.put(field, shapes.field(person, field)));
        Map<String, @Nullable Object> company = nested(person.company(), fields);
        if (company.size() > 1) {
            shown.put("company", company);
        }
        return shown;
    }

    private Map<String, @Nullable Object> nested(Company company, List<String> fields) {
        Map<String, @Nullable Object> nested = new LinkedHashMap<>();
        nested.put("id", ZoomInfoShapes.id(company));
        fields.stream()
                .map(ZoomInfoEnrichment::ofCompany)
                .filter(Objects::nonNull)
                .forEach(field -> nested.put(field, shapes.field(company, field)));
        return nested;
    }

    private static boolean isFieldOfContact(String field) {
        return OF_CONTACTS.contains(field) || ofCompany(field) != null;
    }

    /** {@code website} of {@code companyWebsite}; null for what is not of the company. */
    private static @Nullable String ofCompany(String field) {
        if (!field.startsWith("company") || field.length() < 8) {
            return null;
        }
        String rest = Character.toLowerCase(field.charAt(7)) + field.substring(8);
        return OF_COMPANIES.contains(rest) ? rest : null;
    }

    private static List<String> fields(JsonNode attributes, Function<String, Boolean> known) {
        List<String> fields = strings(attributes.path("outputFields"));
        if (fields.isEmpty()) {
            throw ZoomInfoRefusal.of("PFAPI0002", "outputFields", "outputFields is required");
        }
        for (String field : fields) {
            if (NOT_ENTITLED.contains(field)) {
                throw ZoomInfoRefusal.of("PFAPI0001", "outputFields", "You are not entitled to " + field);
            }
            if (!known.apply(field)) {
                throw ZoomInfoRefusal.of("PFAPI0009", "outputFields", "There is no output field " + field);
            }
        }
        return fields;
    }

    private static List<JsonNode> inputs(JsonNode attributes, String name) {
        JsonNode inputs = attributes.path(name);
        if (!inputs.isArray() || inputs.isEmpty()) {
            throw ZoomInfoRefusal.of("PFAPI0002", name, name + " is required");
        }
        if (inputs.size() > MOST) {
            throw ZoomInfoRefusal.of("PFAPI0002", name, "At most " + MOST + " inputs are allowed");
        }
        return inputs.valueStream().toList();
    }

    private static List<String> strings(JsonNode array) {
        if (!array.isMissingNode() && !array.isArray()) {
            throw ZoomInfoRefusal.of("PFAPI0008", "A list of fields has the wrong type");
        }
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private Match<Person> contact(JsonNode input, List<String> required) {
        Match<Person> found = find(input);
        Person person = found.subject();
        if (person == null || !isPaid(found.status())) {
            return found;
        }
        if (person.has(Trait.OPTED_OUT)) {
            return new Match<>("OPT_OUT", person, input);
        }
        if (!ZoomInfoShapes.isKnown(person)) {
            return new Match<>("NO_MATCH", null, input);
        }
        return new Match<>(demanded(person, found.status(), input, required), person, input);
    }

    private String demanded(Person person, String status, JsonNode input, List<String> required) {
        boolean complete = required.stream()
                .allMatch(field -> ZoomInfoShapes.has(
                                field, () -> ZoomInfoRefusal.of("PFAPI0002", "requiredFields", "No field " + field))
                        .test(person));
        int least = input.path("contactAccuracyScoreMin").asInt(0);
        return !complete
                ? "NON_MATCH_BY_REQUIRED_FIELDS"
                : ZoomInfoShapes.accuracy(person) < least
                        ? "NON_MATCH_BY_CONTACT_ACCURACY_MIN"
                        : !isAfter(shapes.updated(person), input.path("lastUpdatedDateAfter"))
                                ? "NON_MATCH_BY_LAST_UPDATED_DATE"
                                : !isAfter(shapes.validated(person), input.path("validDateAfter"))
                                        ? "NON_MATCH_BY_VALID_DATE"
                                        : status;
    }

    private static boolean isAfter(Instant date, JsonNode after) {
        try {
            return !after.isString()
                    || date.isAfter(LocalDate.parse(after.asString().substring(0, 10))
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException | StringIndexOutOfBoundsException e) {
            throw ZoomInfoRefusal.of("PFAPI0002", "matchPersonInput", "No date: " + after);
        }
    }

    private Match<Person> find(JsonNode input) {
        if (input.hasNonNull("personId")) {
            return full(byId(input.path("personId"), ZoomInfoShapes::person, population.people()), input);
        }
        if (input.hasNonNull("emailAddress")) {
            return full(population.personByEmail(input.path("emailAddress").asString("")), input);
        }
        if (input.hasNonNull("externalURL")) {
            String url = input.path("externalURL").asString("").replaceFirst("/+$", "");
            return full(
                    population.people().stream()
                            .filter(person -> person.profileUrl().endsWith(url.replaceFirst("^https?://(www\\.)?", "")))
                            .findFirst()
                            .orElse(null),
                    input);
        }
        return byName(input);
    }

    private Match<Person> byName(JsonNode input) {
        String name = input.hasNonNull("fullName")
                ? input.path("fullName").asString("")
                : (input.path("firstName").asString("") + " "
                                + input.path("lastName").asString(""))
                        .strip();
        boolean names = input.hasNonNull("companyId") || input.hasNonNull("companyName");
        if (name.isEmpty() || !name.contains(" ") || !names) {
            return new Match<>("INVALID_INPUT", null, input);
        }
        Company company = input.hasNonNull("companyId")
                ? byId(input.path("companyId"), ZoomInfoShapes::company, population.companies())
                : population.companyByName(input.path("companyName").asString(""));
        if (company == null) {
            List<Person> everywhere = population.people().stream()
                    .filter(person -> ClearbitShapes.same(person.fullName(), name))
                    .toList();
            return everywhere.size() == 1
                    ? new Match<>("CONTACT_ONLY_MATCH", everywhere.getFirst(), input)
                    : new Match<>("NO_MATCH", null, input);
        }
        List<Person> staff = population.peopleOf(company);
        return staff.stream()
                .filter(person -> ClearbitShapes.same(person.fullName(), name))
                .findFirst()
                .map(person -> new Match<>("FULL_MATCH", person, input))
                .orElseGet(() -> staff.isEmpty()
                        ? new Match<>("NO_MATCH", null, input)
                        // Of whoever works there only the company is shown.
                        : new Match<>("COMPANY_ONLY_MATCH", staff.getFirst(), input));
    }

    private Match<Company> company(JsonNode input) {
        if (input.hasNonNull("companyId")) {
            return full(byId(input.path("companyId"), ZoomInfoShapes::company, population.companies()), input);
        }
        if (input.hasNonNull("companyWebsite")) {
            String host = input.path("companyWebsite")
                    .asString("")
                    .replaceFirst("^https?://", "")
                    .replaceFirst("^www\\.", "")
                    .replaceFirst("/.*$", "");
            return full(population.companyByDomain(host), input);
        }
        return input.hasNonNull("companyName")
                ? full(population.companyByName(input.path("companyName").asString("")), input)
                : new Match<>("INVALID_INPUT", null, input);
    }

    private static <T> Match<T> full(@Nullable T found, JsonNode input) {
        return new Match<>(found == null ? "NO_MATCH" : "FULL_MATCH", found, input);
    }

    private static <T> @Nullable T byId(JsonNode id, Function<Long, Long> index, List<T> all) {
        String digits = id.asString("");
        long at = digits.matches("\\d{1,12}") ? index.apply(Long.parseLong(digits)) : -1;
        return at < 0 || at >= all.size() ? null : all.get((int) at);
    }
}
