package com.messageai.leadgen.discovery;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.ProfileUrls;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A member of an audience in the common form. Nothing of it is trusted, everything may be missing. */
final class FacebookMembers {

    /** {@code 2026-01-02T09:15:00+0000}, and as others write it. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);

    private FacebookMembers() {}

    /** Null where it is nobody: without an id or any name. */
    static @Nullable Profile profile(JsonNode member) {
        String id = Texts.line(member.path("id"));
        String first = Texts.line(member.path("first_name"));
        String last = Texts.line(member.path("last_name"));
        String name = Texts.line(member.path("name"));
        if (name == null) {
            name = Texts.line(String.join(" ", first == null ? "" : first, last == null ? "" : last));
        }
        if (id == null || name == null) {
            return null;
        }
        JsonNode work = currentWork(member.path("work"));
        JsonNode location = member.path("location");
        return new Profile(
                Platform.FACEBOOK,
                id,
                ProfileUrls.canonical(member.path("link").asString("")),
                name,
                first,
                last,
                null,
                Texts.line(work.path("position").path("name")),
                null,
                null,
                company(member.path("company"), work),
                Countries.place(
                        Texts.line(location.path("city")),
                        Texts.line(location.path("region")),
                        Texts.line(location.path("country"))),
                List.of(),
                Texts.lines(member.path("interests")),
                Texts.block(member.path("about").asString("")),
                null,
                time(member.path("updated_time").asString("")),
                List.of(),
                List.of(),
                List.of());
    }

    private static JsonNode currentWork(JsonNode work) {
        return work.valueStream()
                .filter(one -> one.path("current").asBoolean(false))
                .findFirst()
                .orElseGet(() -> work.path(0));
    }

    private static Company company(JsonNode company, JsonNode work) {
        String name = Texts.line(company.path("name"));
        JsonNode employees = company.path("employee_count");
        return new Company(
                name != null ? name : Texts.line(work.path("employer").path("name")),
                Texts.domain(company.path("domain").asString("")),
                Texts.line(company.path("industry")),
                null,
                employees.isInt() && employees.asInt() > 0 ? employees.asInt() : null,
                null,
                List.of(),
                null);
    }

    static @Nullable Instant time(String text) {
        try {
            return text.isEmpty() || text.length() > 40
                    ? null
                    : OffsetDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
