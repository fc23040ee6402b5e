package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.campaign.CampaignId;
import com.messageai.leadgen.provider.ProviderClients;
import com.messageai.leadgen.provider.TestProviders;
import com.messageai.leadgen.sandbox.Sandbox;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.KeyedHashes;
import com.messageai.leadgen.support.TestDatabase;
import com.messageai.leadgen.team.TeamId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

/** The room on a real database, with a team of its own and campaigns as wanted. */
final class EnrichmentHouse {

    private final DatabaseClient database;
    private final JsonMapper json = JsonMapper.builder().build();
    private final TeamId team;
    private final UUID icp = Ids.next();

    EnrichmentHouse(TestDatabase database) {
        this(database.client(), newTeam(database.client()));
    }

    EnrichmentHouse(DatabaseClient database, TeamId team) {
        this.database = database;
        this.team = team;
        UUID product = Ids.next();
        run("INSERT INTO product (team_id, id, name) VALUES ('%s', '%s', 'Product')".formatted(team, product));
        run("INSERT INTO icp (team_id, id, product_id, name) VALUES ('%s', '%s', '%s', 'ICP')"
                .formatted(team, icp, product));
        run("""
                INSERT INTO icp_version (team_id, icp_id, number, name, description, content)
                VALUES ('%s', '%s', 1, 'ICP', '', '{}')
                """.formatted(team, icp));
    }

    /** What a campaign's row says. */
    record Spending(BigDecimal spent, BigDecimal reserved) {

        Spending(String spent, String reserved) {
            this(new BigDecimal(spent), new BigDecimal(reserved));
        }

        Spending {
            spent = spent.stripTrailingZeros();
            reserved = reserved.stripTrailingZeros();
        }
    }

    TeamId team() {
        return team;
    }

    EnrichmentProperties settings() {
        return EnrichmentFixtures.settings();
    }

    CampaignId campaign(String budget) {
        UUID id = Ids.next();
        run("""
                INSERT INTO prospecting_campaign (team_id, id, icp_id, icp_version, name, platforms, budget)
                VALUES ('%s', '%s', '%s', 1, 'Campaign', '{LINKEDIN}', %s)
                """.formatted(team, id, icp, budget));
        return new CampaignId(id);
    }

    Ledger ledger() {
        return new Ledger(database, json);
    }

    Results results() {
        return new Results(database, KeyedHashes.inDatabase(database), json);
    }

    Enrichment enrichment(FakeProviders providers) {
        return enrichment(providers, Duration.ofSeconds(3), settings());
    }

    Enrichment enrichment(FakeProviders providers, Duration timeout, EnrichmentProperties settings) {
        return enrichment(providers.clients(timeout), settings);
    }

    Enrichment enrichment(ProviderClients clients, EnrichmentProperties settings) {
        return enrichment(clients, clients, settings);
    }

    Enrichment enrichment(Sandbox sandbox) {
        return enrichment(
                TestProviders.at(sandbox.url("clearbit")), TestProviders.at(sandbox.url("hunter")), settings());
    }

    private Enrichment enrichment(
            ProviderClients clearbitClients, ProviderClients hunterClients, EnrichmentProperties settings) {
        Clearbit clearbit = new Clearbit(clearbitClients, EnrichmentFixtures.CLOCK);
        Hunter hunter = new Hunter(hunterClients, settings, EnrichmentFixtures.CLOCK);
        Suspensions suspensions = new Suspensions(settings, EnrichmentFixtures.CLOCK);
        return new Enrichment(
                List.of(
                        new ClearbitCompany(clearbit),
                        new ClearbitPerson(clearbit, settings),
                        new HunterFinder(hunter),
                        new HunterVerifier(hunter)),
                new Purchases(results(), ledger(), suspensions, settings, EnrichmentFixtures.CLOCK),
                results(),
                new EnrichmentReport(json, settings),
                settings);
    }

    Spending money(CampaignId campaign) {
        return database.sql("SELECT spent, reserved FROM prospecting_campaign WHERE team_id = :team AND id = :id")
                .bind("team", team.value())
                .bind("id", campaign.value())
                .map(row -> new Spending(row.get("spent", BigDecimal.class), row.get("reserved", BigDecimal.class)))
                .one()
                .block();
    }

    /** What the ledger's lines say, which is what the campaign's row must say. */
    Spending ledgerSums(CampaignId campaign) {
        return database.sql("""
                        SELECT coalesce(sum(cost), 0) AS spent,
                               coalesce(sum(held) FILTER (WHERE state IN ('RESERVED', 'SUBMITTED', 'UNKNOWN')), 0) AS reserved
                        FROM ledger_entry WHERE team_id = :team AND campaign_id = :id
                        """)
                .bind("team", team.value())
                .bind("id", campaign.value())
                .map(row -> new Spending(row.get("spent", BigDecimal.class), row.get("reserved", BigDecimal.class)))
                .one()
                .block();
    }

    /** Lines of the team with that outcome. */
    long lines(Endpoint endpoint, String outcome) {
        return database.sql("""
                        SELECT count(*) AS n FROM ledger_entry
                        WHERE team_id = :team AND provider = :provider AND endpoint = :endpoint AND outcome = :outcome
                        """)
                .bind("team", team.value())
                .bind("provider", endpoint.provider())
                .bind("endpoint", endpoint.name())
                .bind("outcome", outcome)
                .map(row -> row.get("n", Long.class))
                .one()
                .block();
    }

    /** How many lines the ledger has for a campaign. */
    long entries(CampaignId campaign) {
        return database.sql("SELECT count(*) AS n FROM ledger_entry WHERE team_id = :team AND campaign_id = :id")
                .bind("team", team.value())
                .bind("id", campaign.value())
                .map(row -> row.get("n", Long.class))
                .one()
                .block();
    }

    void run(String sql) {
        run(database, sql);
    }

    private static TeamId newTeam(DatabaseClient database) {
        TeamId team = new TeamId(Ids.next());
        run(database, "INSERT INTO team (id, name, slug) VALUES ('%s', 'Team', '%s')".formatted(team, team));
        return team;
    }

    private static void run(DatabaseClient database, String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }
}
