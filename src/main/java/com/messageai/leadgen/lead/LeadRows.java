package com.messageai.leadgen.lead;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.lead.Lead.Content;
import com.messageai.leadgen.lead.Lead.Origin;
import com.messageai.leadgen.prospect.ContactInfo;
import com.messageai.leadgen.prospect.PersonId;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.store.Binds;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.UserId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import tools.jackson.databind.json.JsonMapper;

/** A lead as a row, and a row as a lead. */
final class LeadRows {

    static final String COLUMNS = """
            l.team_id, l.id, l.prospect_id, l.person_id, l.campaign_id, l.source, l.status, l.status_reason, l.score,
            l.name, l.title, l.contact_info, l.company_info, l.enrichment_data, l.social_profiles, l.assignee_id, l.tags,
            l.notes, l.created_at, l.updated_at, l.version
            """;

    private final JsonMapper json;

    LeadRows(JsonMapper json) {
        this.json = json;
    }

    Lead lead(Readable row) {
        return new Lead(
                new TeamId(Rows.required(row, "team_id", UUID.class)),
                new LeadId(Rows.required(row, "id", UUID.class)),
                origin(row),
                content(row),
                Rows.required(row, "created_at", Instant.class),
                Rows.required(row, "updated_at", Instant.class),
                Rows.required(row, "version", Integer.class));
    }

    private Origin origin(Readable row) {
        return new Origin(
                optional(row, "prospect_id", ProspectId::new),
                new PersonId(Rows.required(row, "person_id", UUID.class)),
                optional(row, "campaign_id", CampaignId::new),
                LeadSource.valueOf(Rows.required(row, "source", String.class)),
                row.get("score", Integer.class),
                json.readTree(Rows.required(row, "enrichment_data", String.class)));
    }

    private Content content(Readable row) {
        String reason = row.get("status_reason", String.class);
        return new Content(
                LeadStatus.valueOf(Rows.required(row, "status", String.class)),
                reason == null ? null : StatusReason.valueOf(reason),
                Rows.required(row, "name", String.class),
                row.get("title", String.class),
                json.readValue(Rows.required(row, "contact_info", String.class), ContactInfo.class),
                json.readTree(Rows.required(row, "company_info", String.class)),
                List.of(json.readValue(Rows.required(row, "social_profiles", String.class), String[].class)),
                optional(row, "assignee_id", UserId::new),
                List.of(Rows.required(row, "tags", String[].class)),
                Rows.required(row, "notes", String.class));
    }

    /** Binds what people change, under the columns' names. */
    GenericExecuteSpec bind(GenericExecuteSpec statement, Content content) {
        StatusReason reason = content.statusReason();
        UserId assignee = content.assignee();
        return statement
                .bind("status", content.status().name())
                .bind("status_reason", Binds.orNull(reason == null ? null : reason.name(), String.class))
                .bind("name", content.name())
                .bind("title", Binds.orNull(content.title(), String.class))
                .bind("company_name", Binds.orNull(companyName(content), String.class))
                .bind("contact_info", json.writeValueAsString(content.contactInfo()))
                .bind("company_info", json.writeValueAsString(content.companyInfo()))
                .bind("social_profiles", json.writeValueAsString(content.socialProfiles()))
                .bind("assignee_id", Binds.orNull(assignee == null ? null : assignee.value(), UUID.class))
                .bind("tags", content.tags().toArray(String[]::new))
                .bind("notes", content.notes());
    }

    private static @Nullable String companyName(Content content) {
        return content.companyInfo().path("name").stringValue(null);
    }

    private static <T> @Nullable T optional(Readable row, String column, Function<UUID, T> id) {
        UUID value = row.get(column, UUID.class);
        return value == null ? null : id.apply(value);
    }
}
