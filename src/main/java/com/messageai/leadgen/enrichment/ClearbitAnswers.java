package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.Profile.Company;
import com.messageai.leadgen.prospect.Profile.Place;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Companies and people as Clearbit describes them; Hunter's enrichment has the same form. Everything may be null. */
final class ClearbitAnswers {

    private ClearbitAnswers() {}

    static Answer company(JsonNode body) {
        return new Answer.Found(Finding.ofCompany(readCompany(object(body))));
    }

    static Answer person(JsonNode body) {
        JsonNode person = object(body);
        JsonNode employment = person.path("employment");
        String phone = Read.text(person.path("phone"));
        return new Answer.Found(new Finding(
                employer(employment),
                Read.text(employment.path("title")),
                seniority(Read.text(employment.path("seniority"))),
                place(person),
                null,
                phone == null ? List.of() : List.of(phone),
                // The one thing it says of its own certainty: whether it had to guess who is meant.
                Read.yes(person.path("fuzzy")) ? Double.valueOf(0.5) : null));
    }

    private static JsonNode object(JsonNode body) {
        if (!body.isObject()) {
            throw new IllegalArgumentException("neither a person nor a company");
        }
        return body;
    }

    private static Company readCompany(JsonNode company) {
        JsonNode category = company.path("category");
        JsonNode metrics = company.path("metrics");
        return new Company(
                Read.text(company.path("name")),
                domain(Read.text(company.path("domain"))),
                Stream.of("industry", "subIndustry", "industryGroup", "sector")
                        .map(level -> Read.text(category.path(level)))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                size(metrics),
                Read.count(metrics.path("employees")),
                place(company),
                Read.texts(company.path("tech")),
                revenue(Read.text(metrics.path("estimatedAnnualRevenue"))));
    }

    private static @Nullable Company employer(JsonNode employment) {
        String name = Read.text(employment.path("name"));
        String domain = domain(Read.text(employment.path("domain")));
        return name == null && domain == null
                ? null
                : new Company(name, domain, null, null, null, null, List.of(), null);
    }

    static @Nullable String domain(@Nullable String text) {
        String host = text == null ? "" : text.toLowerCase(Locale.ROOT);
        String bare = host.startsWith("www.") ? host.substring(4) : host;
        return bare.isEmpty() ? null : bare;
    }

    /** {@code 51-250}, {@code 251-1K}, {@code 100K+}; a head count may come as such a range, too. */
    private static @Nullable String size(JsonNode metrics) {
        String stated = Read.text(metrics.path("employeesRange"));
        String count = metrics.path("employees").isString() ? Read.text(metrics.path("employees")) : null;
        String range = stated == null ? count : stated;
        return range == null ? null : range.replace(" ", "").replaceAll("(?i)(\\d)k", "$1000");
    }

    /** {@code $10M-$50M} without the sign: all are US dollars. */
    private static @Nullable String revenue(@Nullable String range) {
        return range == null ? null : range.replace("$", "").replace(" ", "");
    }

    private static @Nullable String seniority(@Nullable String word) {
        // "executive" is anything from a vice president to the owner: no word of ours says that.
        return word == null
                ? null
                : switch (word) {
                    case "director" -> "DIRECTOR";
                    case "manager" -> "MANAGER";
                    default -> null;
                };
    }

    private static @Nullable Place place(JsonNode owner) {
        JsonNode geo = owner.path("geo");
        String city = Read.text(geo.path("city"));
        String region = Read.text(geo.path("state"));
        String country = Read.text(geo.path("country"));
        String code = Read.text(geo.path("countryCode"));
        String text = Stream.of(city, region, country).filter(Objects::nonNull).collect(Collectors.joining(", "));
        String shown = text.isEmpty() ? Read.text(owner.path("location")) : text;
        return shown == null
                ? null
                : new Place(shown, city, region, code == null ? null : code.toUpperCase(Locale.ROOT));
    }
}
