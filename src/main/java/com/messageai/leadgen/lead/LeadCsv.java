package com.messageai.leadgen.lead;

import com.messageai.leadgen.lead.Lead.Content;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.web.Scores;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Leads as a table: RFC 4180, inert in a spreadsheet, and understood by our own import. */
final class LeadCsv {

    static final String HEADER = line(Stream.of(
            "id",
            "name",
            "title",
            "emails",
            "phones",
            "company",
            "companyDomain",
            "companyIndustry",
            "companySize",
            "location",
            "socialProfiles",
            "status",
            "statusReason",
            "score",
            "source",
            "assigneeId",
            "tags",
            "notes",
            "campaignId",
            "personId",
            "createdAt",
            "updatedAt"));

    private static final String FORMULA = "=+-@\t\r\n\0";

    private LeadCsv() {}

    static String lines(List<Lead> leads) {
        return leads.stream().map(LeadCsv::line).collect(Collectors.joining());
    }

    private static String line(Lead lead) {
        Content content = lead.content();
        return line(Stream.of(
                lead.id(),
                content.name(),
                content.title(),
                joined(content.contactInfo().emails().stream().map(ContactInfo.Email::value)),
                joined(content.contactInfo().phones().stream().map(ContactInfo.Phone::value)),
                company(content, "name"),
                company(content, "domain"),
                company(content, "industry"),
                company(content, "size"),
                company(content, "location"),
                joined(content.socialProfiles().stream()),
                content.status(),
                content.statusReason(),
                Scores.fromBasisPoints(lead.origin().score()),
                lead.origin().source(),
                content.assignee(),
                joined(content.tags().stream()),
                content.notes(),
                lead.origin().campaign(),
                lead.origin().person(),
                lead.createdAt(),
                lead.updatedAt()));
    }

    private static String company(Content content, String property) {
        return content.companyInfo().path(property).asString("");
    }

    private static String joined(Stream<String> values) {
        return values.collect(Collectors.joining(";"));
    }

    private static String line(Stream<? extends @Nullable Object> cells) {
        return cells.map(cell -> cell(Objects.toString(cell, ""))).collect(Collectors.joining(",", "", "\r\n"));
    }

    // A spreadsheet takes what begins with one of these for a formula; behind a quote it is text.
    static String cell(String value) {
        String inert = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean plain = inert.chars().noneMatch(one -> one == '"' || one == ',' || one == ';' || one < ' ');
        return plain ? inert : "\"" + inert.replace("\"", "\"\"") + "\"";
    }
}
