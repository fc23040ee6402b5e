package com.messageai.leadgen.lead;

import com.messageai.leadgen.lead.Leads.Converted;
import com.messageai.leadgen.prospect.Profile;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes leads of prospects, a batch in one statement. */
final class Conversion {

    // DO UPDATE changes nothing, but locks and gives back the open lead of those who have one: a plain read after DO
    // NOTHING would not see it when another transaction has created it meanwhile, or would find it closed. Sorted, so
    // that two batches lock in the same order. A person who was merged counts as the one it was merged into.
    private static final String CONVERT = """
            WITH wanted AS (
                SELECT w.*, COALESCE(p.merged_into, p.id) AS root
                FROM UNNEST(CAST(:ids AS uuid[]), CAST(:prospects AS uuid[]), CAST(:persons AS uuid[]),
                            CAST(:campaigns AS uuid[]), CAST(:sources AS text[]), CAST(:scores AS int[]),
                            CAST(:names AS text[]), CAST(:titles AS text[]), CAST(:companies AS text[]),
                            CAST(:contacts AS text[]), CAST(:companyInfos AS text[]), CAST(:enrichments AS text[]),
                            CAST(:profiles AS text[]))
                     AS w(id, prospect_id, person_id, campaign_id, source, score, name, title, company_name, contacts,
                          company_info, enrichment, profiles)
                JOIN person p ON p.team_id = :team AND p.id = w.person_id),
            best AS (
                SELECT DISTINCT ON (root) * FROM wanted ORDER BY root, score DESC, id),
            kept AS (
                INSERT INTO lead AS l (team_id, id, prospect_id, person_id, campaign_id, source, score, name, title,
                    company_name, contact_info, company_info, enrichment_data, social_profiles)
                SELECT :team, id, prospect_id, root, campaign_id, source, score, name, title, company_name,
                    CAST(contacts AS jsonb), CAST(company_info AS jsonb), CAST(enrichment AS jsonb),
                    CAST(profiles AS jsonb)
                FROM best ORDER BY root
                ON CONFLICT (team_id, person_id) WHERE status IN %s DO UPDATE SET person_id = l.person_id
                RETURNING l.id, l.person_id)
            SELECT w.prospect_id, k.id AS lead_id, k.id = w.id AS created
            FROM wanted w JOIN kept k ON k.person_id = w.root
            """.formatted(LeadStatus.OPEN);

    private final DatabaseClient database;
    private final JsonMapper json;

    Conversion(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<List<Converted>> convert(TeamId team, List<NewLead> leads) {
        if (leads.isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql(CONVERT)
                .bind("team", team.value())
                .bind("ids", ids(leads, lead -> lead.id().value()))
                .bind("prospects", ids(leads, lead -> lead.prospect().value()))
                .bind("persons", ids(leads, lead -> lead.person().value()))
                .bind("campaigns", ids(leads, lead -> lead.campaign().value()))
                .bind(
                        "sources",
                        texts(leads, lead -> LeadSource.of(lead.source()).name()))
                .bind("scores", array(leads, NewLead::score, Integer[]::new))
                .bind("names", texts(leads, NewLead::name))
                .bind("titles", array(leads, NewLead::title, String[]::new))
                .bind("companies", array(leads, lead -> lead.company().name(), String[]::new))
                .bind("contacts", texts(leads, lead -> json.writeValueAsString(lead.contactInfo())))
                .bind(
                        "companyInfos",
                        texts(leads, lead -> company(lead.company()).toString()))
                .bind("enrichments", texts(leads, NewLead::enrichmentData))
                .bind("profiles", texts(leads, lead -> json.writeValueAsString(lead.socialProfiles())))
                .map(row -> new Converted(
                        new ProspectId(Rows.required(row, "prospect_id", UUID.class)),
                        new LeadId(Rows.required(row, "lead_id", UUID.class)),
                        Rows.required(row, "created", Boolean.class)))
                .all()
                .collectList();
    }

    /** The company as leads show it: what is known, places as texts. */
    private ObjectNode company(Profile.Company company) {
        ObjectNode info = json.createObjectNode();
        info.put("name", company.name());
        info.put("domain", company.domain());
        info.put("industry", company.industry());
        info.put("size", company.size());
        info.put("employees", company.employees());
        info.put(
                "location",
                company.location() == null ? null : company.location().text());
        info.put("revenue", company.revenue());
        info.set("technologies", json.valueToTree(company.technologies()));
        return info;
    }

    private static UUID[] ids(List<NewLead> leads, Function<NewLead, UUID> id) {
        return array(leads, id, UUID[]::new);
    }

    private static String[] texts(List<NewLead> leads, Function<NewLead, String> text) {
        return array(leads, text, String[]::new);
    }

    private static <T> T[] array(
            List<NewLead> leads, Function<NewLead, ? extends @Nullable T> value, IntFunction<T[]> array) {
        return leads.stream().map(value).toArray(array);
    }
}
