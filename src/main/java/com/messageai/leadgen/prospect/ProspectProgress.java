package com.messageai.leadgen.prospect;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prospects as the stages move them, a page in one statement. Writes belong into the transaction of the stage and return
 * the rows that really changed: a prospect that has moved on meanwhile is left alone.
 */
@Component
public class ProspectProgress {

    private static final String CHANGE = """
            p.id, old.status AS was_status, old.outcome AS was_outcome, old.icp_match_score AS was_score,
            old.enriched_at IS NOT NULL AS was_enriched, new.status, new.outcome, new.icp_match_score AS score,
            new.enriched_at IS NOT NULL AS enriched
            """;

    // The explanations of those that changed, and what changed: the end of every statement that stores scores.
    private static final String EXPLAINED = """
            ),
            explained AS (
                INSERT INTO prospect_score (team_id, prospect_id, explanation)
                SELECT :team, d.id, d.explanation::jsonb FROM d JOIN changed USING (id)
                ON CONFLICT (team_id, prospect_id) DO UPDATE
                   SET explanation = excluded.explanation, scored_at = now())
            SELECT * FROM changed
            """;

    // Nobody has decided about them yet: found, or read after a first score, or given up on the way to either decision.
    private static final String UNDECIDED = """
            (p.status = 'DISCOVERED' OR p.status = 'SCORED' AND p.profile_read_at IS NOT NULL
             OR p.status = 'FAILED' AND (p.icp_match_score IS NULL OR p.outcome = 'ENRICH'))
            """;

    private final DatabaseClient database;
    private final JsonMapper json;

    ProspectProgress(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Somebody whom a source has shown. */
    public record Found(PersonId person, Profile profile) {}

    /** A prospect as a stage takes it up. @param score null before the first one */
    public record Subject(
            ProspectId id,
            PersonId person,
            CampaignId campaign,
            Profile profile,
            ContactInfo contactInfo,
            ProspectStatus status,
            @Nullable Integer score) {}

    /** What a score decided. @param explanation the score as JSON */
    public record Decided(
            ProspectId id,
            int score,
            String outcome,
            ProspectStatus status,
            @Nullable String reason,
            String explanation) {}

    /** What reading a profile came to. @param profile null where it could not be had */
    public record Reading(ProspectId id, @Nullable Profile profile) {}

    /** What enrichment made of a prospect. @param enrichmentData by provider, as JSON */
    public record Enrichment(
            Decided decided,
            PersonId person,
            Profile profile,
            ContactInfo contactInfo,
            String enrichmentData,
            int qualityScore,
            @Nullable UUID lead) {}

    /**
     * Keeps those whom the campaign does not have yet, at most {@code room} of them, in their order.
     *
     * @return the new prospects
     */
    public Flux<ProspectId> discover(TeamId team, CampaignId campaign, Platform platform, List<Found> found, int room) {
        if (found.isEmpty() || room <= 0) {
            return Flux.empty();
        }
        return database.sql("""
                        INSERT INTO prospect (team_id, id, campaign_id, person_id, platform, platform_profile_id, name,
                                              title, company_name, profile, contact_info)
                        SELECT :team, f.id, :campaign, f.person, :platform, f.profile_id, f.name, f.title, f.company,
                               f.profile::jsonb, f.contact::jsonb
                        FROM UNNEST(:ids::uuid[], :persons::uuid[], :profileIds::text[], :names::text[],
                                    :titles::text[], :companies::text[], :profiles::text[], :contacts::text[])
                             WITH ORDINALITY AS f(id, person, profile_id, name, title, company, profile, contact, ord)
                        WHERE NOT EXISTS (
                            SELECT 1 FROM prospect p WHERE p.team_id = :team AND p.campaign_id = :campaign
                               AND p.platform = :platform AND p.platform_profile_id = f.profile_id)
                        ORDER BY f.ord LIMIT :room
                        ON CONFLICT DO NOTHING
                        RETURNING id
                        """)
                .bind("team", team.value())
                .bind("campaign", campaign.value())
                .bind("platform", platform.name())
                .bind("ids", found.stream().map(one -> Ids.next()).toArray(UUID[]::new))
                .bind("persons", found.stream().map(one -> one.person().value()).toArray(UUID[]::new))
                .bind(
                        "profileIds",
                        texts(found.stream()
                                .map(one -> one.profile().platformProfileId())
                                .toList()))
                .bind(
                        "names",
                        texts(found.stream().map(one -> one.profile().name()).toList()))
                .bind("titles", found.stream().map(one -> one.profile().title()).toArray(String[]::new))
                .bind(
                        "companies",
                        found.stream()
                                .map(one -> one.profile().company().name())
                                .toArray(String[]::new))
                .bind(
                        "profiles",
                        texts(found.stream().map(one -> stored(one.profile())).toList()))
                .bind(
                        "contacts",
                        texts(found.stream().map(one -> contacts(one.profile())).toList()))
                .bind("room", room)
                .map(row -> new ProspectId(Rows.required(row, "id", UUID.class)))
                .all();
    }

    /**
     * Those of a page that still wait for the score by which they are decided about; also those whose scoring was given up
     * and is tried again.
     */
    public Flux<Subject> unscored(TeamId team, Collection<UUID> ids) {
        return database.sql("""
                        SELECT id, person_id, campaign_id, profile::text AS profile, contact_info::text AS contact_info,
                               status, icp_match_score
                        FROM prospect p WHERE team_id = :team AND id = ANY(:ids) AND\s""" + UNDECIDED)
                .bind("team", team.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .map(this::subject)
                .all();
    }

    /** Those who have a first score and wait for their profile to be read, in the order of their ids. */
    public Flux<Subject> unread(TeamId team, Collection<UUID> ids) {
        return database.sql("""
                        SELECT id, person_id, campaign_id, profile::text AS profile, contact_info::text AS contact_info,
                               status, icp_match_score
                        FROM prospect WHERE team_id = :team AND id = ANY(:ids) AND status = 'SCORED'
                          AND profile_read_at IS NULL
                        ORDER BY id
                        """)
                .bind("team", team.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .map(this::subject)
                .all();
    }

    /** Stores what reading some profiles came to; those who have waited for it until now. */
    public Flux<ProspectId> read(TeamId team, List<Reading> page) {
        return database.sql("""
                        UPDATE prospect p SET profile = coalesce(r.profile::jsonb, p.profile),
                               title = coalesce(p.title, r.title), company_name = coalesce(p.company_name, r.company),
                               profile_read_at = now(), updated_at = now(), version = version + 1
                        FROM UNNEST(:ids::uuid[], :profiles::text[], :titles::text[], :companies::text[])
                             AS r(id, profile, title, company)
                        WHERE p.team_id = :team AND p.id = r.id AND p.status = 'SCORED' AND p.profile_read_at IS NULL
                        RETURNING p.id
                        """)
                .bind("team", team.value())
                .bind("ids", page.stream().map(one -> one.id().value()).toArray(UUID[]::new))
                .bind("profiles", each(page, this::stored))
                .bind("titles", each(page, Profile::title))
                .bind("companies", each(page, profile -> profile.company().name()))
                .map(row -> new ProspectId(Rows.required(row, "id", UUID.class)))
                .all();
    }

    private static String[] each(List<Reading> page, Function<Profile, @Nullable String> text) {
        return page.stream()
                .map(Reading::profile)
                .map(profile -> profile == null ? null : text.apply(profile))
                .toArray(String[]::new);
    }

    /** Takes up those who are to be enriched, while {@code claim} holds their jobs. */
    public Flux<Subject> takeUp(TeamId team, Collection<UUID> ids, UUID claim) {
        return database.sql("""
                        UPDATE prospect SET status = 'ENRICHING', updated_at = now(), version = version + 1
                        WHERE team_id = :team AND id = ANY(:ids) AND status IN ('QUALIFIED', 'ENRICHING')
                          AND EXISTS (SELECT 1 FROM job WHERE team_id = :team AND claim = :claim AND status = 'ACTIVE')
                        RETURNING id, person_id, campaign_id, profile::text AS profile,
                                  contact_info::text AS contact_info, status, icp_match_score
                        """)
                .bind("team", team.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("claim", claim)
                .map(this::subject)
                .all();
    }

    /** Stores the scores of a page with their explanations. */
    public Flux<ProspectChange> scored(TeamId team, List<Decided> page) {
        return database.sql("""
                        WITH d AS (
                            SELECT * FROM UNNEST(:ids::uuid[], :scores::int[], :outcomes::text[], :statuses::text[],
                                                 :reasons::text[], :explanations::text[])
                                     AS d(id, score, outcome, status, reason, explanation)),
                        changed AS (
                            UPDATE prospect p SET icp_match_score = d.score, outcome = d.outcome, status = d.status,
                                   status_reason = d.reason, scored_at = now(), updated_at = now(),
                                   version = version + 1
                            FROM d WHERE p.team_id = :team AND p.id = d.id AND\s""" + UNDECIDED + """
                            RETURNING\s""" + CHANGE + EXPLAINED)
                .bind("team", team.value())
                .bind("ids", page.stream().map(one -> one.id().value()).toArray(UUID[]::new))
                .bind("scores", page.stream().map(Decided::score).toArray(Integer[]::new))
                .bind("outcomes", texts(page.stream().map(Decided::outcome).toList()))
                .bind(
                        "statuses",
                        texts(page.stream().map(one -> one.status().name()).toList()))
                .bind("reasons", page.stream().map(Decided::reason).toArray(String[]::new))
                .bind(
                        "explanations",
                        texts(page.stream().map(Decided::explanation).toList()))
                .map(ProspectProgress::change)
                .all();
    }

    /** Stores what enrichment made of some prospects. */
    public Flux<ProspectChange> enriched(TeamId team, List<Enrichment> page) {
        List<Decided> decided = page.stream().map(Enrichment::decided).toList();
        return database.sql("""
                        WITH d AS (
                            SELECT * FROM UNNEST(:ids::uuid[], :scores::int[], :outcomes::text[], :statuses::text[],
                                                 :reasons::text[], :explanations::text[], :persons::uuid[],
                                                 :profiles::text[], :contacts::text[], :datas::text[],
                                                 :qualities::int[], :leads::uuid[])
                                     AS d(id, score, outcome, status, reason, explanation, person, profile, contact,
                                          data, quality, lead)),
                        changed AS (
                            UPDATE prospect p SET icp_match_score = d.score, outcome = d.outcome, status = d.status,
                                   status_reason = d.reason, person_id = d.person, profile = d.profile::jsonb,
                                   contact_info = d.contact::jsonb, enrichment_data = d.data::jsonb,
                                   quality_score = d.quality, lead_id = d.lead, enriched_at = now(),
                                   updated_at = now(), version = version + 1
                            FROM d WHERE p.team_id = :team AND p.id = d.id AND p.status = 'ENRICHING'
                            RETURNING\s""" + CHANGE + EXPLAINED)
                .bind("team", team.value())
                .bind("ids", decided.stream().map(one -> one.id().value()).toArray(UUID[]::new))
                .bind("scores", decided.stream().map(Decided::score).toArray(Integer[]::new))
                .bind("outcomes", texts(decided.stream().map(Decided::outcome).toList()))
                .bind(
                        "statuses",
                        texts(decided.stream().map(one -> one.status().name()).toList()))
                .bind("reasons", decided.stream().map(Decided::reason).toArray(String[]::new))
                .bind(
                        "explanations",
                        texts(decided.stream().map(Decided::explanation).toList()))
                .bind("persons", page.stream().map(one -> one.person().value()).toArray(UUID[]::new))
                .bind(
                        "profiles",
                        texts(page.stream().map(one -> stored(one.profile())).toList()))
                .bind(
                        "contacts",
                        texts(page.stream()
                                .map(one -> json.writeValueAsString(one.contactInfo()))
                                .toList()))
                .bind(
                        "datas",
                        texts(page.stream().map(Enrichment::enrichmentData).toList()))
                .bind("qualities", page.stream().map(Enrichment::qualityScore).toArray(Integer[]::new))
                .bind("leads", page.stream().map(Enrichment::lead).toArray(UUID[]::new))
                .map(ProspectProgress::change)
                .all();
    }

    /** Unfinished prospects whose work was given up. */
    public Flux<ProspectChange> failed(TeamId team, Collection<UUID> ids, String reason) {
        return database.sql("""
                        UPDATE prospect p SET status = 'FAILED', status_reason = :reason, updated_at = now(),
                               version = version + 1
                        WHERE team_id = :team AND id = ANY(:ids)
                          AND status IN ('DISCOVERED', 'SCORED', 'QUALIFIED', 'ENRICHING')
                        RETURNING\s""" + CHANGE)
                .bind("reason", reason)
                .bind("team", team.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .map(ProspectProgress::change)
                .all();
    }

    /** Prospects whose enrichment was given up and is tried again. */
    public Flux<ProspectChange> revived(TeamId team, Collection<UUID> ids) {
        return database.sql("""
                        UPDATE prospect p SET status = 'ENRICHING', status_reason = NULL, updated_at = now(),
                               version = version + 1
                        FROM (SELECT id FROM prospect WHERE team_id = :team AND id = ANY(:ids) AND status = 'FAILED'
                              ORDER BY id FOR UPDATE) f
                        WHERE p.team_id = :team AND p.id = f.id AND p.icp_match_score IS NOT NULL
                        RETURNING\s""" + CHANGE)
                .bind("team", team.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .map(ProspectProgress::change)
                .all();
    }

    /** A person's decision about a prospect in the review queue; empty when it is not there (any more). */
    public Mono<ProspectChange> reviewed(
            TeamId team, ProspectId id, ProspectStatus to, String outcome, @Nullable String reason) {
        var statement = database.sql("""
                        UPDATE prospect p SET status = :to, outcome = :outcome, status_reason = :reason,
                               updated_at = now(), version = version + 1
                        WHERE team_id = :team AND id = :id AND status = 'IN_REVIEW'
                        RETURNING\s""" + CHANGE)
                .bind("to", to.name())
                .bind("outcome", outcome)
                .bind("team", team.value())
                .bind("id", id.value());
        statement = reason == null ? statement.bindNull("reason", String.class) : statement.bind("reason", reason);
        return statement.map(ProspectProgress::change).one();
    }

    /** Where a prospect stands; empty when the team has none of that id. */
    public Mono<Subject> find(TeamId team, ProspectId id) {
        return database.sql("""
                        SELECT id, person_id, campaign_id, profile::text AS profile, contact_info::text AS contact_info,
                               status, icp_match_score
                        FROM prospect WHERE team_id = :team AND id = :id
                        """)
                .bind("team", team.value())
                .bind("id", id.value())
                .map(this::subject)
                .one();
    }

    // Addresses and numbers are kept apart from the profile, where they can be encrypted.
    private String stored(Profile profile) {
        return json.writeValueAsString(profile.withoutContacts());
    }

    private String contacts(Profile profile) {
        return json.writeValueAsString(ContactInfo.of(profile));
    }

    private Subject subject(Readable row) {
        return new Subject(
                new ProspectId(Rows.required(row, "id", UUID.class)),
                new PersonId(Rows.required(row, "person_id", UUID.class)),
                new CampaignId(Rows.required(row, "campaign_id", UUID.class)),
                json.readValue(Rows.required(row, "profile", String.class), Profile.class),
                json.readValue(Rows.required(row, "contact_info", String.class), ContactInfo.class),
                ProspectStatus.valueOf(Rows.required(row, "status", String.class)),
                row.get("icp_match_score", Integer.class));
    }

    private static ProspectChange change(Readable row) {
        return new ProspectChange(
                new ProspectId(Rows.required(row, "id", UUID.class)),
                new ProspectChange.State(
                        ProspectStatus.valueOf(Rows.required(row, "was_status", String.class)),
                        row.get("was_outcome", String.class),
                        row.get("was_score", Integer.class),
                        Rows.required(row, "was_enriched", Boolean.class)),
                new ProspectChange.State(
                        ProspectStatus.valueOf(Rows.required(row, "status", String.class)),
                        row.get("outcome", String.class),
                        row.get("score", Integer.class),
                        Rows.required(row, "enriched", Boolean.class)));
    }

    private static String[] texts(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
