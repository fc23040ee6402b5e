package com.messageai.leadgen.sandbox;

import com.messageai.leadgen.sandbox.people.Company;
import com.messageai.leadgen.sandbox.people.Person;
import com.messageai.leadgen.sandbox.people.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person as the gateway shows it: never with an e-mail or a telephone number, and without what the person hides. */
final class LinkedInPerson {

    private LinkedInPerson() {}

    /** @param lean whether this is a row of a search that lacks what the profile has */
    static Map<String, @Nullable Object> of(Person person, Instant now, boolean lean) {
        return Json.present(
                "id",
                person.personUrn(),
                "localizedFirstName",
                person.firstName(),
                "localizedLastName",
                person.lastName(),
                "localizedHeadline",
                person.headline(),
                "vanityName",
                person.vanityName(),
                "publicProfileUrl",
                person.profileUrl(),
                "geoLocation",
                person.has(Trait.HIDES_PLACE)
                        ? null
                        : Json.object(
                                "geo",
                                "urn:li:geo:" + person.place().country().geo(),
                                "name",
                                person.place().fullName()),
                "currentPositions",
                positions(person),
                "skills",
                lean || person.skills().isEmpty() ? null : person.skills(),
                "interests",
                lean || person.has(Trait.HIDES_INTERESTS) ? null : person.interests(),
                "summary",
                lean ? null : person.summary(),
                "lastModifiedAt",
                person.has(Trait.HIDES_ACTIVITY)
                        ? null
                        : now.minus(Duration.ofHours(person.hoursAgo())).toEpochMilli());
    }

    private static List<Object> positions(Person person) {
        Company company = person.company();
        boolean ranked = !person.has(Trait.HIDES_RANK);
        List<Object> positions = new ArrayList<>();
        positions.add(Json.present(
                "title",
                person.has(Trait.HIDES_TITLE) ? null : person.title(),
                "titleUrn",
                person.has(Trait.ODD_TITLE) || person.has(Trait.HIDES_TITLE)
                        ? null
                        : person.titleRole().titleUrn(),
                "seniority",
                ranked ? person.role().seniorityUrn() : null,
                "function",
                ranked ? person.role().functionUrn() : null,
                "companyName",
                company.name(),
                "organization",
                company.organization(),
                "companyWebsite",
                company.hasWebsite() ? company.website() : null,
                "industry",
                person.has(Trait.HIDES_INDUSTRY) ? null : company.industry().urn(),
                "staffCountRange",
                person.has(Trait.HIDES_SIZE) ? null : company.size().urn(),
                "startedOn",
                Json.object("year", person.startedYear(), "month", person.startedMonth())));
        if (person.secondTitle() != null) {
            positions.add(Json.object(
                    "title",
                    person.secondTitle(),
                    "companyName",
                    "Self-employed",
                    "startedOn",
                    Json.object("year", 2021)));
        }
        return positions;
    }
}
