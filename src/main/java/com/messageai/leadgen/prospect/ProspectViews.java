package com.messageai.leadgen.prospect;

import com.messageai.leadgen.icp.Platform;
import com.messageai.leadgen.store.Keyset;
import com.messageai.leadgen.store.Like;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.store.SortKey;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.web.Scores;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Prospects as clients read them. */
@Component
public class ProspectViews {

    private static final String COLUMNS = """
            p.id, p.campaign_id, p.person_id, p.lead_id, p.platform, p.platform_profile_id, p.name, p.title, p.profile,
            p.contact_info, p.enrichment_data, p.icp_match_score, p.quality_score, p.status, p.status_reason,
            p.created_at, p.updated_at, p.version
            """;

    private static final Keyset BY_KEY = Keyset.of("prospect p", "p.id")
            .sort("createdAt", "p.created_at", SortKey.TIME)
            .sort("name", "p.name", SortKey.TEXT)
            .nullableSort("icpMatchScore", "p.icp_match_score", SortKey.INTEGER)
            .nullableSort("qualityScore", "p.quality_score", SortKey.INTEGER);

    private static final Keyset BEST_FIRST = Keyset.of("prospect p", "p.id")
            .nullableSort("icpMatchScore", "p.icp_match_score", SortKey.INTEGER)
            .byDefault("-icpMatchScore");

    private final DatabaseClient database;
    private final JsonMapper json;

    ProspectViews(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Page<ProspectView>> list(TeamId team, ProspectFilter filter, PageRequest page) {
        return page(BY_KEY, team, filter, page);
    }

    /** Who waits for somebody's decision, best first. */
    Mono<Page<ProspectView>> reviewQueue(TeamId team, ProspectFilter filter, PageRequest page) {
        return page(BEST_FIRST, team, filter, page);
    }

    /** Empty where the team has none of that id. */
    public Mono<ProspectView> find(TeamId team, ProspectId id) {
        return database.sql("SELECT " + COLUMNS + " FROM prospect p WHERE p.team_id = :team AND p.id = :id")
                .bind("team", team.value())
                .bind("id", id.value())
                .map(this::view)
                .one();
    }

    private Mono<Page<ProspectView>> page(Keyset keyset, TeamId team, ProspectFilter filter, PageRequest page) {
        return keyset.select(COLUMNS)
                .where("p.team_id = :team", "team", team.value())
                .whereIf("p.campaign_id = :campaign", "campaign", filter.campaignId())
                .whereIf("p.platform = :platform", "platform", filter.platform())
                .whereIf("p.status = :status", "status", filter.status())
                .whereIf("p.icp_match_score >= :least", "least", filter.least())
                .whereIf("p.icp_match_score <= :most", "most", filter.most())
                .whereIf(
                        "(p.name ILIKE :q OR p.title ILIKE :q OR p.company_name ILIKE :q)",
                        "q",
                        Like.containing(filter.q()))
                .page(database, page, this::view);
    }

    private ProspectView view(Readable row) {
        Profile profile = json.readValue(Rows.required(row, "profile", String.class), Profile.class);
        return new ProspectView(
                Rows.required(row, "id", UUID.class),
                Rows.required(row, "campaign_id", UUID.class),
                Rows.required(row, "person_id", UUID.class),
                row.get("lead_id", UUID.class),
                Platform.valueOf(Rows.required(row, "platform", String.class)),
                Rows.required(row, "platform_profile_id", String.class),
                profile.profileUrl(),
                Rows.required(row, "name", String.class),
                profile.headline(),
                row.get("title", String.class),
                ProspectView.CompanyView.of(profile.company()),
                ProspectView.text(profile.location()),
                profile.skills(),
                profile.bio(),
                json.readValue(Rows.required(row, "contact_info", String.class), ContactInfo.class),
                json.readTree(Rows.required(row, "enrichment_data", String.class)),
                Scores.fromBasisPoints(row.get("icp_match_score", Integer.class)),
                Scores.fromBasisPoints(row.get("quality_score", Integer.class)),
                ProspectStatus.valueOf(Rows.required(row, "status", String.class)),
                row.get("status_reason", String.class),
                Rows.required(row, "created_at", Instant.class),
                Rows.required(row, "updated_at", Instant.class),
                Rows.required(row, "version", Integer.class));
    }
}
