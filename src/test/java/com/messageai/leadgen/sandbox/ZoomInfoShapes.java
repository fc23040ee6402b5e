package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Place;
import com.messageai.leadgen.sandbox.people.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** People and companies as ZoomInfo shows them: sparsely in a search, loosely typed when enriched. */
final class ZoomInfoShapes {

    private static final int FIRST_PERSON = 9_000_000;
    private static final int FIRST_COMPANY = 700_000;
    private static final Pattern AMERICAN = Pattern.compile("\\+1 (\\d{3})-(\\d{3}-\\d{4})");

    private final ZoomInfoTerms terms;
    private final Instant now;

    ZoomInfoShapes(ZoomInfoTerms terms, Instant now) {
        this.terms = terms;
        this.now = now;
    }

    static String id(Person person) {
        return String.valueOf(FIRST_PERSON + person.index());
    }

    static int id(Company company) {
        return FIRST_COMPANY + company.index();
    }

    /** The place in the population; less than zero for no such id. */
    static long person(long id) {
        return id - FIRST_PERSON;
    }

    static long company(long id) {
        return id - FIRST_COMPANY;
    }

    /** ZoomInfo does not have everybody. */
    static boolean isKnown(Person person) {
        return ClearbitShapes.falls("zoominfo " + person.id(), 0.9);
    }

    static boolean isShown(Person person) {
        return isKnown(person) && !person.has(Trait.OPTED_OUT);
    }

    /** Little more than a name and a title. */
    static boolean isPartial(Person person) {
        return ClearbitShapes.falls("zoominfo partial " + person.id(), 0.04);
    }

    static boolean hasEmail(Person person) {
        return !isPartial(person) && ClearbitShapes.falls("zoominfo email " + person.id(), 0.8);
    }

    static boolean hasMobile(Person person) {
        return person.has(Trait.HAS_PHONE) && ClearbitShapes.falls("zoominfo mobile " + person.id(), 0.4);
    }

    static int accuracy(Person person) {
        return isPartial(person) ? 60 : 70 + Math.floorMod(person.id().hashCode(), 30);
    }

    /** Null for those of whom too little is known. */
    @Nullable String level(Person person) {
        return isPartial(person) ? null : terms.level(person.role());
    }

    Instant updated(Person person) {
        return now.minus(Duration.ofDays(1 + Math.floorMod(person.id().hashCode(), 120)));
    }

    Instant validated(Person person) {
        return updated(person).minus(Duration.ofDays(30));
    }

    /** Whether somebody has what a client demands of the answer. */
    static Predicate<Person> has(String field, Supplier<RuntimeException> unknown) {
        return switch (field) {
            case "email" -> ZoomInfoShapes::hasEmail;
            case "phone", "companyPhone" -> person -> person.has(Trait.HAS_PHONE);
            case "mobilePhone" -> ZoomInfoShapes::hasMobile;
            case "personalEmail" -> person -> false;
            default -> throw unknown.get();
        };
    }

    /** A row of a search: whether there is an address, never which. */
    Map<String, @Nullable Object> row(Person person) {
        boolean whole = !isPartial(person);
        return Json.object(
                "id",
                id(person),
                "type",
                "Contact",
                "attributes",
                Json.present(
                        "firstName",
                        person.firstName(),
                        "middleName",
                        "",
                        "lastName",
                        person.lastName(),
                        "jobTitle",
                        person.title(),
                        "managementLevel",
                        level(person),
                        "contactAccuracyScore",
                        accuracy(person),
                        "validDate",
                        whole ? validated(person).toString() : null,
                        "lastUpdatedDate",
                        updated(person).toString(),
                        "hasEmail",
                        hasEmail(person),
                        "hasSupplementalEmail",
                        false,
                        "hasDirectPhone",
                        person.has(Trait.HAS_PHONE),
                        "hasMobilePhone",
                        hasMobile(person),
                        "hasCompanyIndustry",
                        true,
                        "hasCompanyPhone",
                        true,
                        "hasCompanyStreet",
                        false,
                        "hasCompanyState",
                        true,
                        "hasCompanyZipCode",
                        false,
                        "hasCompanyCountry",
                        true,
                        "hasCompanyRevenue",
                        true,
                        "hasCompanyEmployeeCount",
                        true,
                        "directPhoneDoNotCall",
                        doNotCall(person),
                        "mobilePhoneDoNotCall",
                        false,
                        "company",
                        Json.object(
                                "id",
                                id(person.company()),
                                "name",
                                person.company().name())));
    }

    static boolean doNotCall(Person person) {
        return person.has(Trait.HAS_PHONE) && ClearbitShapes.falls("zoominfo dnc " + person.id(), 0.1);
    }

    Map<String, @Nullable Object> row(Company company) {
        return Json.object(
                "id",
                String.valueOf(id(company)),
                "type",
                "Company",
                "attributes",
                Json.present(
                        "name",
                        company.name(),
                        "website",
                        "www." + company.domain(),
                        "city",
                        company.place().city(),
                        "state",
                        company.place().region(),
                        "country",
                        company.place().country().name(),
                        "revenue",
                        String.valueOf(company.revenue() / 1_000),
                        "employeeCount",
                        String.valueOf(company.employees())));
    }

    /** One field of an enriched contact; fields of the company come below {@code company}. */
    @Nullable Object field(Person person, String field) {
        Place place = person.place();
        boolean even = person.index() % 2 == 0;
        return switch (field) {
            case "firstName" -> person.firstName();
            case "middleName" -> "";
            case "lastName" -> person.lastName();
            case "email" -> hasEmail(person) ? person.email() : "";
            case "phone" -> person.has(Trait.HAS_PHONE) ? phone(person) : "";
            case "directPhoneDoNotCall" -> doNotCall(person);
            case "mobilePhone" -> hasMobile(person) ? phone(person) : "";
            case "mobilePhoneDoNotCall" -> false;
            case "jobTitle" -> person.title();
            case "jobFunction" -> {
                Object function = Json.object(
                        "name",
                        person.role().title(),
                        "department",
                        terms.departments(person.role()).iterator().next());
                yield even ? function : List.of(function);
            }
            case "managementLevel" -> level(person) == null ? List.of() : List.of(terms.level(person.role()));
            case "contactAccuracyScore" -> even ? String.valueOf(accuracy(person)) : (Object) accuracy(person);
            case "validDate" -> validated(person).toString();
            case "lastUpdatedDate" -> updated(person).toString();
            case "city" -> place.city();
            case "state" -> place.region();
            case "country" -> place.country().name();
            case "withinEu" -> ZoomInfoTerms.withinEu(place);
            case "withinCalifornia" -> place.region().equals("California");
            case "withinCanada" -> place.countryCode().equals("CA");
            case "personHasMoved" -> person.index() % 50 == 7 ? "Yes" : "No";
            case "noticeProvidedDate" ->
                ZoomInfoTerms.withinEu(place) ? updated(person).toString() : null;
            case "externalUrls" ->
                person.has(Trait.ON_LINKEDIN)
                        ? List.of(Json.object("type", "linkedin.com", "url", person.profileUrl()))
                        : List.of();
            default -> null;
        };
    }

    /** One field of an enriched company. */
    @Nullable Object field(Company company, String field) {
        Place place = company.place();
        boolean rich = !company.sparse();
        List<String> industries = terms.names(company.industry());
        return switch (field) {
            case "id" -> id(company);
            case "name" -> company.name();
            case "website" -> "www." + company.domain();
            case "domainList" -> List.of(company.domain());
            case "phone" -> american(company.phone());
            case "fax", "ticker", "logo" -> "";
            case "type" -> "Private";
            case "description" -> company.name() + " is a company in " + industries.getFirst() + ".";
            case "primaryIndustry" -> List.of(industries.getFirst());
            case "industries" -> industries;
            case "industryCodes" ->
                List.of(Json.object("id", terms.code(company.industry()), "name", industries.getFirst()));
            case "employeeCount" -> rich ? company.employees() : null;
            case "employeeRange" -> range(company.employees());
            case "revenue" -> rich ? company.revenue() / 1_000 : null;
            case "revenueNumeric" -> rich ? company.revenue() : null;
            case "revenueRange" -> company.revenue() < 10_000_000 ? "$1 mil. - $10 mil." : "$10 mil. - $5 bil.";
            case "city" -> place.city();
            case "state" -> place.region();
            case "country" -> place.country().name();
            case "metroArea" -> place.city();
            case "foundedYear" -> String.valueOf(company.foundedYear());
            case "companyStatus" -> "Operating";
            case "isDefunct" -> false;
            case "socialMediaUrls" ->
                List.of(Json.object(
                        "type",
                        "LINKED_IN",
                        "url",
                        "https://www.linkedin.com/company/" + company.slug(),
                        "followerCount",
                        "" + 10 * company.employees()));
            case "numberOfContactsInZoomInfo" -> company.employees() / 2;
            case "totalFundingAmount" -> company.raised() == null ? null : company.raised() / 1_000;
            default -> null;
        };
    }

    private static String phone(Person person) {
        return american(person.company().phone());
    }

    private static String american(String phone) {
        Matcher matcher = AMERICAN.matcher(phone);
        return matcher.matches() ? "(" + matcher.group(1) + ") " + matcher.group(2) : phone;
    }

    private static String range(int employees) {
        int from = 1;
        for (int to : new int[] {5, 10, 20, 50, 100, 250, 500, 1_000, 5_000, 10_000}) {
            if (employees < to) {
                return String.format(Locale.ROOT, "%,d - %,d", from, to);
            }
            from = to;
        }
        return "Over 10,000";
    }
}
