package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.Folding;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Place;
import com.messageai.leadgen.sandbox.people.Technologies;
import com.messageai.leadgen.sandbox.people.Trait;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Persons and companies in the shape of Clearbit, which Hunter speaks too. */
final class ClearbitShapes {

    private final Instant now;

    ClearbitShapes(Instant now) {
        this.now = now;
    }

    Map<String, @Nullable Object> person(Person person) {
        Place place = person.place();
        boolean placed = !person.has(Trait.HIDES_PLACE);
        Object noHandle = Json.object("handle", null);
        return Json.object(
                "id",
                id(person.email()),
                "name",
                Json.object(
                        "fullName",
                        person.fullName(),
                        "givenName",
                        person.firstName(),
                        "familyName",
                        person.lastName()),
                "email",
                person.email(),
                "location",
                placed ? place.city() + ", " + place.regionCode() + ", " + place.countryCode() : null,
                "timeZone",
                placed ? place.timeZone() : null,
                "utcOffset",
                placed ? offset(place) : null,
                "geo",
                placed ? geo(place) : noGeo(),
                "bio",
                null,
                "site",
                null,
                "avatar",
                null,
                "employment",
                Json.object(
                        "domain",
                        person.company().domain(),
                        "name",
                        person.company().name(),
                        "title",
                        person.title(),
                        "role",
                        person.role().clearbitRole(),
                        "subRole",
                        person.role().subRole(),
                        "seniority",
                        person.role().clearbitSeniority()),
                "facebook",
                noHandle,
                "github",
                Json.object(
                        "handle",
                        null,
                        "id",
                        null,
                        "avatar",
                        null,
                        "company",
                        null,
                        "blog",
                        null,
                        "followers",
                        null,
                        "following",
                        null),
                "twitter",
                Json.object(
                        "handle",
                        null,
                        "id",
                        null,
                        "bio",
                        null,
                        "followers",
                        null,
                        "following",
                        null,
                        "statuses",
                        null,
                        "favorites",
                        null,
                        "location",
                        null,
                        "site",
                        null,
                        "avatar",
                        null),
                "linkedin",
                Json.object("handle", person.has(Trait.ON_LINKEDIN) ? "in/" + person.vanityName() : null),
                "googleplus",
                noHandle,
                "gravatar",
                Json.object("handle", null, "urls", Json.empty(), "avatar", null, "avatars", Json.empty()),
                "fuzzy",
                false,
                "emailProvider",
                false,
                "indexedAt",
                now.toString(),
                "phone",
                person.has(Trait.HAS_PHONE) ? person.company().phone() : null,
                "activeAt",
                null,
                "inactiveAt",
                null);
    }

    Map<String, @Nullable Object> company(Company company) {
        boolean full = !company.sparse();
        Place place = company.place();
        String street = 100 + company.index() % 800 + " Demo St";
        return Json.object(
                "id",
                id(company.domain()),
                "name",
                company.name(),
                "legalName",
                full ? company.legalName() : null,
                "domain",
                company.domain(),
                "domainAliases",
                Json.empty(),
                "site",
                Json.object(
                        "phoneNumbers", full ? List.of(company.phone()) : List.of(), "emailAddresses", Json.empty()),
                "category",
                category(company, full),
                "tags",
                full ? company.tags() : Json.empty(),
                "description",
                full ? description(company) : null,
                "foundedYear",
                full ? company.foundedYear() : null,
                "location",
                full ? street + ", " + place.city() + ", " + place.regionCode() + ", " + place.countryCode() : null,
                "timeZone",
                place.timeZone(),
                "utcOffset",
                offset(place),
                "geo",
                companyGeo(company, street, full),
                "logo",
                null,
                "facebook",
                Json.object("handle", null, "likes", null),
                "linkedin",
                Json.object("handle", "company/" + company.slug() + "-demo"),
                "twitter",
                Json.object("handle", null, "id", null, "bio", null, "followers", null, "following", null),
                "crunchbase",
                Json.object("handle", null),
                "emailProvider",
                false,
                "type",
                company.employees() > 9_000 ? "public" : "private",
                "ticker",
                null,
                "identifiers",
                Json.object("usEIN", null),
                "phone",
                full ? company.phone() : null,
                "metrics",
                metrics(company, full),
                "indexedAt",
                now.toString(),
                "tech",
                full ? company.technologies() : Json.empty(),
                "techCategories",
                full
                        ? company.technologies().stream()
                                .map(Technologies::category)
                                .distinct()
                                .toList()
                        : Json.empty(),
                "parent",
                Json.object("domain", null),
                "ultimateParent",
                Json.object("domain", null));
    }

    private static Object category(Company company, boolean full) {
        return Json.object(
                "sector",
                company.industry().sector(),
                "industryGroup",
                full ? company.industry().group() : null,
                "industry",
                full ? company.industry().category() : null,
                "subIndustry",
                full ? company.industry().subCategory() : null,
                "sicCode",
                full ? "7372" : null,
                "naicsCode",
                full ? "54" : null);
    }

    private static String description(Company company) {
        return company.name() + " is a company in " + company.industry().name() + " with "
                + company.size().label().toLowerCase(java.util.Locale.ROOT) + " in "
                + company.place().fullName() + ".";
    }

    private static Object metrics(Company company, boolean full) {
        return Json.object(
                "alexaUsRank",
                null,
                "alexaGlobalRank",
                null,
                "trafficRank",
                full ? List.of("low", "medium", "high").get(company.index() % 3) : null,
                "employees",
                full ? company.employees() : null,
                "employeesRange",
                range(company.employees()),
                "marketCap",
                null,
                "raised",
                full ? company.raised() : null,
                "annualRevenue",
                full && company.employees() > 9_000 ? company.revenue() : null,
                "estimatedAnnualRevenue",
                full ? revenue(company.revenue()) : null,
                "fiscalYearEnd",
                full ? 12 : null);
    }

    static String range(int employees) {
        return employees <= 10
                ? "1-10"
                : employees <= 50
                        ? "11-50"
                        : employees <= 250
                                ? "51-250"
                                : employees <= 1_000
                                        ? "251-1K"
                                        : employees <= 5_000
                                                ? "1K-5K"
                                                : employees <= 10_000
                                                        ? "5K-10K"
                                                        : employees <= 50_000 ? "10K-50K" : "50K-100K";
    }

    private static String revenue(long dollars) {
        long millions = dollars / 1_000_000;
        return millions < 1
                ? "$0-$1M"
                : millions < 10
                        ? "$1M-$10M"
                        : millions < 50
                                ? "$10M-$50M"
                                : millions < 100
                                        ? "$50M-$100M"
                                        : millions < 250
                                                ? "$100M-$250M"
                                                : millions < 500
                                                        ? "$250M-$500M"
                                                        : millions < 1_000
                                                                ? "$500M-$1B"
                                                                : millions < 10_000 ? "$1B-$10B" : "$10B+";
    }

    private static Object companyGeo(Company company, String street, boolean full) {
        Map<String, @Nullable Object> geo = Json.object(
                "streetNumber",
                full ? street.substring(0, 3) : null,
                "streetName",
                full ? "Demo St" : null,
                "subPremise",
                null,
                "postalCode",
                full ? String.valueOf(10_000 + company.index() * 17 % 89_000) : null);
        geo.putAll(geo(company.place()));
        return geo;
    }

    private static Map<String, @Nullable Object> geo(Place place) {
        return Json.object(
                "city",
                place.city(),
                "state",
                place.region(),
                "stateCode",
                place.regionCode(),
                "country",
                place.country().name(),
                "countryCode",
                place.countryCode(),
                "lat",
                place.latitude(),
                "lng",
                place.longitude());
    }

    private static Map<String, @Nullable Object> noGeo() {
        return Json.object(
                "city",
                null,
                "state",
                null,
                "stateCode",
                null,
                "country",
                null,
                "countryCode",
                null,
                "lat",
                null,
                "lng",
                null);
    }

    private int offset(Place place) {
        return ZoneId.of(place.timeZone()).getRules().getStandardOffset(now).getTotalSeconds() / 3600;
    }

    static String id(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Whether a key falls into that share of all keys; always the same for the same key. */
    static boolean falls(String key, double share) {
        return share > 0 && Math.floorMod(key.hashCode() * 0x9E3779B1, 10_000) < share * 10_000;
    }

    static boolean isEmail(String text) {
        return text.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    }

    static boolean isDomain(String text) {
        return text.matches("(?i)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");
    }

    /** Whether two names are the same but for case and accents. */
    static boolean same(String one, String other) {
        return Folding.fold(one).equals(Folding.fold(other));
    }
}
