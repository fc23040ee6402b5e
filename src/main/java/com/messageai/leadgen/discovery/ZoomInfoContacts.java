package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.Profile.Company;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row of a search in the common form: who somebody is and the name of the company, beside what the search vouches for.
 * Nothing of it is trusted, everything may be missing. Two things are not taken over: whether a number may be called, as a
 * search gives no numbers, and when the record was changed, as that is nothing that the person did.
 */
final class ZoomInfoContacts {

    private ZoomInfoContacts() {}

    /** Null where it is nobody: without an id or any name. */
    static @Nullable Profile profile(JsonNode row, ZoomInfoVouched vouched) {
        JsonNode contact = row.path("attributes");
        String id = Texts.line(row.path("id"));
        String first = Texts.line(contact.path("firstName"));
        String last = Texts.line(contact.path("lastName"));
        String name = Texts.line(String.join(" ", first == null ? "" : first, last == null ? "" : last));
        if (id == null || name == null) {
            return null;
        }
        return new Profile(
                Platform.ZOOMINFO,
                id,
                null,
                name,
                first,
                last,
                null,
                Texts.line(contact.path("jobTitle")),
                seniority(contact.path("managementLevel")),
                vouched.function(),
                company(contact.path("company"), vouched),
                vouched.place(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private static Company company(JsonNode company, ZoomInfoVouched vouched) {
        return new Company(
                Texts.line(company.path("name")),
                Texts.domain(company.path("website").asString("")),
                vouched.industry(),
                vouched.size(),
                null,
                vouched.headquarters(),
                List.of(),
                null);
    }

    /** A text here, a list elsewhere, or several in one text: the highest. */
    private static @Nullable String seniority(JsonNode level) {
        List<String> levels = level.isArray()
                ? Texts.lines(level)
                : Arrays.stream(level.asString("").split(","))
                        .map(Texts::line)
                        .filter(Objects::nonNull)
                        .toList();
        return ZoomInfoVocabulary.LEVELS.stream()
                .filter(one -> levels.stream().anyMatch(said -> said.equals(one) || said.equals(one + "s")))
                .findFirst()
                .map(ZoomInfoVocabulary::seniority)
                .orElse(null);
    }
}
