package com.messageai.leadgen.lead;

import com.messageai.leadgen.lead.Lead.Content;
import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.store.Keyset;
import com.messageai.leadgen.store.Page;
import com.messageai.leadgen.store.PageRequest;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.store.SortKey;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.UserId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What was done with each lead, by people and by the service. */
@Component
class LeadActivities {

    private static final Keyset BY_KEY = Keyset.of("lead_activity a", "a.id").sort("createdAt", "a.at", SortKey.TIME);

    private final DatabaseClient database;
    private final JsonMapper json;

    LeadActivities(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Page<LeadActivity>> list(TeamId team, LeadId lead, PageRequest page) {
        return BY_KEY.select("a.*")
                .where("a.team_id = :team", "team", team.value())
                .where("a.lead_id = :lead", "lead", lead.value())
                .page(database, page, this::activity);
    }

    Mono<LeadActivity> add(TeamId team, LeadId lead, UserId actor, ActivityType type, String text) {
        return insert(team, lead, actor, List.of(new Line(type, text, json.createObjectNode())));
    }

    /** Writes down what changed between two states of a lead; nothing where neither status nor assignee did. */
    Mono<Void> changed(TeamId team, LeadId lead, UserId actor, @Nullable Content before, Content after) {
        List<Line> lines = new ArrayList<>();
        if (before != null && before.status() != after.status()) {
            ObjectNode data = json.createObjectNode()
                    .put("from", before.status().name())
                    .put("to", after.status().name());
            if (after.statusReason() != null) {
                data.put("statusReason", after.statusReason().name());
            }
            lines.add(new Line(ActivityType.STATUS_CHANGED, "", data));
        }
        UserId from = before == null ? null : before.assignee();
        if (!Objects.equals(from, after.assignee())) {
            lines.add(new Line(
                    ActivityType.ASSIGNED,
                    "",
                    json.createObjectNode().put("from", text(from)).put("to", text(after.assignee()))));
        }
        return lines.isEmpty() ? Mono.empty() : insert(team, lead, actor, lines).then();
    }

    private record Line(ActivityType type, String text, ObjectNode data) {}

    private Mono<LeadActivity> insert(TeamId team, LeadId lead, UserId actor, List<Line> lines) {
        return database.sql("""
                        INSERT INTO lead_activity (team_id, id, lead_id, type, text, data, actor_id)
                        SELECT :team, n.id, :lead, n.type, n.text, CAST(n.data AS jsonb), :actor
                        FROM UNNEST(CAST(:ids AS uuid[]), CAST(:types AS text[]), CAST(:texts AS text[]),
                                    CAST(:datas AS text[])) AS n(id, type, text, data)
                        RETURNING *
                        """)
                .bind("team", team.value())
                .bind("lead", lead.value())
                .bind("actor", actor.value())
                .bind("ids", lines.stream().map(line -> Ids.next()).toArray(UUID[]::new))
                .bind("types", lines.stream().map(line -> line.type().name()).toArray(String[]::new))
                .bind("texts", lines.stream().map(Line::text).toArray(String[]::new))
                .bind(
                        "datas",
                        lines.stream().map(line -> line.data().toString()).toArray(String[]::new))
                .map(this::activity)
                .all()
                .collectList()
                .map(List::getFirst);
    }

    private LeadActivity activity(Readable row) {
        UUID actor = row.get("actor_id", UUID.class);
        return new LeadActivity(
                Rows.required(row, "id", UUID.class),
                new LeadId(Rows.required(row, "lead_id", UUID.class)),
                ActivityType.valueOf(Rows.required(row, "type", String.class)),
                Rows.required(row, "text", String.class),
                json.readTree(Rows.required(row, "data", String.class)),
                actor == null ? null : new UserId(actor),
                Rows.required(row, "at", Instant.class));
    }

    private static @Nullable String text(@Nullable UserId user) {
        return user == null ? null : user.toString();
    }
}
