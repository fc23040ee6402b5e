package com.messageai.leadgen.lead;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.campaign.Campaigns;
import com.messageai.leadgen.lead.Lead.Content;
import com.messageai.leadgen.lead.LeadCreation.Draft;
import com.messageai.leadgen.prospect.PersonId;
import com.messageai.leadgen.prospect.Persons;
import com.messageai.leadgen.prospect.ProspectId;
import com.messageai.leadgen.store.Binds;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Keyset;
import com.messageai.leadgen.store.Like;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.store.SortKey;
import com.messageai.leadgen.store.Transactions;
import com.messageai.leadgen.team.Caller;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.UserId;
import com.messageai.leadgen.team.Users;
import com.messageai.leadgen.web.Problems;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The leads of each team. A caller who works only on leads assigned to itself meets no others here. */
@Component
public class Leads {

    private static final Keyset BY_KEY = Keyset.of("lead l", "l.id")
            .sort("createdAt", "l.created_at", SortKey.TIME)
            .sort("updatedAt", "l.updated_at", SortKey.TIME)
            .sort("name", "l.name", SortKey.TEXT)
            .nullableSort("score", "l.score", SortKey.INTEGER);

    private final DatabaseClient database;
    private final Transactions transactions;
    private final LeadActivities activities;
    private final Persons persons;
    private final Campaigns campaigns;
    private final Users users;
    private final LeadRows rows;
    private final Conversion conversion;

    Leads(
            DatabaseClient database,
            Transactions transactions,
            LeadActivities activities,
            Persons persons,
            Campaigns campaigns,
            Users users,
            JsonMapper json) {
        this.database = database;
        this.transactions = transactions;
        this.activities = activities;
        this.persons = persons;
        this.campaigns = campaigns;
        this.users = users;
        this.rows = new LeadRows(json);
        this.conversion = new Conversion(database, json);
    }

    /**
     * What became of a prospect that was to become a lead.
     *
     * @param leadId the new lead, or the open one that the person already had
     * @param created whether the lead is new
     */
    public record Converted(ProspectId prospectId, LeadId leadId, boolean created) {}

    /**
     * Makes leads of prospects in the caller's transaction, one statement for them all. A person has one open lead: who
     * has one already joins it, and of several prospects of one person the best creates it and the others join. Open
     * leads that are joined stay open until the transaction ends.
     *
     * @return one per prospect, in no order
     */
    public Mono<List<Converted>> convert(TeamId team, List<NewLead> leads) {
        return conversion.convert(team, leads);
    }

    /** Creates a lead by hand; 409 {@code lead-already-open} where its person has one. */
    Mono<Lead> create(Caller caller, Draft draft) {
        TeamId team = caller.team();
        return transactions.run(assignable(team, null, draft.content().assignee())
                .then(Mono.defer(() -> known(team, draft.campaign())))
                .then(Mono.defer(() -> persons.resolve(team, List.of(Identities.of(draft.content())))))
                .flatMap(found -> insert(team, found.getFirst(), draft))
                .delayUntil(lead -> activities.changed(team, lead.id(), caller.user(), null, lead.content())));
    }

    Mono<Lead> find(Caller caller, LeadId id) {
        return select("", caller, id);
    }

    Mono<Page<Lead>> list(Caller caller, LeadFilter filter, PageRequest page) {
        return BY_KEY.select(LeadRows.COLUMNS)
                .where("l.team_id = :team", "team", caller.team().value())
                .whereIf("l.assignee_id = :only", "only", only(caller))
                .whereIf("l.status = :status", "status", filter.status())
                .whereIf("l.assignee_id = :assignee", "assignee", filter.assignee(caller))
                .whereIf("l.campaign_id = :campaign", "campaign", filter.campaignId())
                .whereIf("l.source = :source", "source", filter.source())
                .whereIf("l.score >= :score", "score", filter.leastScore())
                .whereIf("CAST(:tag AS text) = ANY (l.tags)", "tag", filter.tag())
                .whereIf(
                        "(l.name ILIKE :q OR l.title ILIKE :q OR l.company_name ILIKE :q)",
                        "q",
                        Like.containing(filter.q()))
                .whereIf("l.created_at > :after", "after", filter.createdAfter())
                .page(database, page, rows::lead);
    }

    /**
     * Keeps what {@code edit} makes of the lead, within the rules of its status and the caller's rights, and writes down
     * what changed. Empty where the caller sees no such lead.
     */
    Mono<Lead> change(Caller caller, LeadId id, Function<Lead, Content> edit) {
        TeamId team = caller.team();
        return transactions
                .run(select(" FOR UPDATE", caller, id).flatMap(lead -> {
                    Content before = lead.content();
                    Content after = LeadRules.change(before, edit.apply(lead), caller);
                    return after.sameAs(before)
                            ? Mono.just(lead)
                            : assignable(team, before.assignee(), after.assignee())
                                    .then(Mono.defer(() -> update(team, id, after)))
                                    .delayUntil(done -> activities.changed(team, id, caller.user(), before, after));
                }))
                .onErrorResume(DuplicateKeyException.class, taken -> alreadyOpen(team, id));
    }

    /** What is deleted, with its activities. Empty where the caller sees no such lead. @param check may refuse */
    Mono<Lead> delete(Caller caller, LeadId id, Consumer<Lead> check) {
        return transactions.run(select(" FOR UPDATE", caller, id)
                .doOnNext(check)
                .flatMap(lead -> database.sql("DELETE FROM lead WHERE team_id = :team AND id = :id")
                        .bind("team", caller.team().value())
                        .bind("id", id.value())
                        .fetch()
                        .rowsUpdated()
                        .thenReturn(lead)));
    }

    private Mono<Lead> select(String lock, Caller caller, LeadId id) {
        return database.sql("SELECT " + LeadRows.COLUMNS + " FROM lead l WHERE l.team_id = :team AND l.id = :id"
                        + " AND (CAST(:only AS uuid) IS NULL OR l.assignee_id = :only)" + lock)
                .bind("team", caller.team().value())
                .bind("id", id.value())
                .bind("only", Binds.orNull(only(caller), UUID.class))
                .map(rows::lead)
                .one();
    }

    private static @Nullable UUID only(Caller caller) {
        return caller.seesOnlyOwnLeads() ? caller.user().value() : null;
    }

    private Mono<Lead> insert(TeamId team, PersonId person, Draft draft) {
        CampaignId campaign = draft.campaign();
        return rows.bind(database.sql("""
                                INSERT INTO lead AS l (team_id, id, person_id, campaign_id, source, score, enrichment_data,
                                    status, status_reason, name, title, company_name, contact_info, company_info,
                                    social_profiles, assignee_id, tags, notes)
                                VALUES (:team, :id, :person, :campaign, :source, :score, CAST(:enrichment AS jsonb),
                                    :status, :status_reason, :name, :title, :company_name, CAST(:contact_info AS jsonb),
                                    CAST(:company_info AS jsonb), CAST(:social_profiles AS jsonb), :assignee_id,
                                    CAST(:tags AS text[]), :notes)
                                ON CONFLICT (team_id, person_id) WHERE status IN %s DO NOTHING
                                RETURNING %s
                                """.formatted(LeadStatus.OPEN, LeadRows.COLUMNS)), draft.content())
                .bind("team", team.value())
                .bind("id", Ids.next())
                .bind("person", person.value())
                .bind("campaign", Binds.orNull(campaign == null ? null : campaign.value(), UUID.class))
                .bind("source", draft.source().name())
                .bind("score", Binds.orNull(draft.score(), Integer.class))
                .bind("enrichment", draft.enrichmentData().toString())
                .map(rows::lead)
                .one()
                .switchIfEmpty(
                        Mono.defer(() -> open(team, person).flatMap(open -> Mono.error(new LeadAlreadyOpen(open)))));
    }

    private Mono<Lead> update(TeamId team, LeadId id, Content content) {
        return rows.bind(database.sql("""
                                UPDATE lead l SET status = :status, status_reason = :status_reason, name = :name,
                                    title = :title, company_name = :company_name,
                                    contact_info = CAST(:contact_info AS jsonb),
                                    company_info = CAST(:company_info AS jsonb),
                                    social_profiles = CAST(:social_profiles AS jsonb), assignee_id = :assignee_id,
                                    tags = CAST(:tags AS text[]), notes = :notes, version = version + 1,
                                    updated_at = now()
                                WHERE l.team_id = :team AND l.id = :id
                                RETURNING %s
                                """.formatted(LeadRows.COLUMNS)), content)
                .bind("team", team.value())
                .bind("id", id.value())
                .map(rows::lead)
                .one();
    }

    /** Another lead of the person is open, so this one can't be. */
    private Mono<Lead> alreadyOpen(TeamId team, LeadId id) {
        return database.sql("SELECT person_id FROM lead WHERE team_id = :team AND id = :id")
                .bind("team", team.value())
                .bind("id", id.value())
                .map(row -> new PersonId(Rows.required(row, "person_id", UUID.class)))
                .one()
                .flatMap(person -> open(team, person))
                .flatMap(open -> Mono.error(new LeadAlreadyOpen(open)));
    }

    private Mono<LeadId> open(TeamId team, PersonId person) {
        return database.sql("SELECT id FROM lead WHERE team_id = :team AND person_id = :person AND status IN "
                        + LeadStatus.OPEN)
                .bind("team", team.value())
                .bind("person", person.value())
                .map(row -> new LeadId(Rows.required(row, "id", UUID.class)))
                .one();
    }

    /** Work is given only to those who can do it; who has it already keeps it. */
    private Mono<Void> assignable(TeamId team, @Nullable UserId before, @Nullable UserId after) {
        if (after == null || Objects.equals(before, after)) {
            return Mono.empty();
        }
        return users.isActive(team, after)
                .filter(active -> active)
                .switchIfEmpty(Mono.error(() -> Problems.invalid("assigneeId", "must be an active user of the team")))
                .then();
    }

    private Mono<Void> known(TeamId team, @Nullable CampaignId campaign) {
        return campaign == null
                ? Mono.empty()
                : campaigns
                        .find(team, campaign)
                        .switchIfEmpty(
                                Mono.error(() -> Problems.invalid("campaignId", "must be a campaign of the team")))
                        .then();
    }
}
