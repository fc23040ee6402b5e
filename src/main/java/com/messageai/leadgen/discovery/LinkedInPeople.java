package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.Profile.Place;
import com.messageai.leadgen.prospect.ProfileUrls;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A person as the gateway shows it, in the common form. Nothing of it is trusted, everything may be missing. */
final class LinkedInPeople {

    static final String PERSON = "urn:li:person:";

    private LinkedInPeople() {}

    /** Null where it is nobody: without an id or any name. */
    static @Nullable Profile profile(JsonNode person) {
        String id = Texts.line(person.path("id"));
        String first = Texts.line(person.path("localizedFirstName"));
        String last = Texts.line(person.path("localizedLastName"));
        String name = Texts.line(String.join(" ", first == null ? "" : first, last == null ? "" : last));
        if (name == null) {
            name = Texts.line(person.path("vanityName"));
        }
        if (id == null || name == null) {
            return null;
        }
        JsonNode position = currentPosition(person.path("currentPositions"));
        return new Profile(
                Platform.LINKEDIN,
                id.startsWith(PERSON) ? id.substring(PERSON.length()) : id,
                ProfileUrls.canonical(person.path("publicProfileUrl").asString("")),
                name,
                first,
                last,
                Texts.line(person.path("localizedHeadline")),
                Texts.line(position.path("title")),
                LinkedInVocabulary.SENIORITIES.name(Texts.line(position.path("seniority"))),
                LinkedInVocabulary.FUNCTIONS.name(Texts.line(position.path("function"))),
                company(position),
                place(person.path("geoLocation")),
                Texts.lines(person.path("skills")),
                Texts.lines(person.path("interests")),
                Texts.block(person.path("summary").asString("")),
                month(position.path("startedOn")),
                time(person.path("lastModifiedAt")),
                List.of(),
                List.of(),
                List.of());
    }

    /** The first one; a side job comes after it. */
    private static JsonNode currentPosition(JsonNode positions) {
        return positions.isArray() ? positions.path(0) : positions;
    }

    private static Company company(JsonNode position) {
        return new Company(
                Texts.line(position.path("companyName")),
                Texts.domain(position.path("companyWebsite").asString("")),
                LinkedInVocabulary.INDUSTRIES.name(Texts.line(position.path("industry"))),
                LinkedInVocabulary.SIZES.range(Texts.line(position.path("staffCountRange"))),
                null,
                null,
                List.of(),
                null);
    }

    private static @Nullable Place place(JsonNode location) {
        Place shown = Countries.place(Texts.line(location.path("name")));
        String country = LinkedInVocabulary.GEOS.country(Texts.line(location.path("geo")));
        return shown == null || shown.country() != null || country == null
                ? shown
                : new Place(shown.text(), shown.city(), shown.region(), country);
    }

    private static @Nullable Instant month(JsonNode date) {
        try {
            return date.path("year").isInt()
                    ? LocalDate.of(date.path("year").asInt(), date.path("month").asInt(1), 1)
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC)
                    : null;
        } catch (DateTimeException noSuchMonth) {
            return null;
        }
    }

    static @Nullable Instant time(JsonNode millis) {
        // Years that PostgreSQL and JSON can say.
        return millis.isIntegralNumber()
                        && millis.canConvertToLong()
                        && Math.abs(millis.asLong()) < 100_000_000_000_000L
                ? Instant.ofEpochMilli(millis.asLong())
                : null;
    }
}
