package com.messageai.leadgen.feed;

import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks up whom the events of a page are about, all at once. */
@Component
class Faces {

    private final DatabaseClient database;

    Faces(DatabaseClient database) {
        this.database = database;
    }

    /** Those of the prospects that there still are. */
    Mono<Map<UUID, Face>> of(TeamId team, Collection<UUID> prospects) {
        if (prospects.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql("""
                        SELECT id, name, title, company_name, profile ->> 'headline' AS headline FROM prospect
                        WHERE team_id = :team AND id = ANY(CAST(:ids AS uuid[]))
                        """)
                .bind("team", team.value())
                .bind("ids", prospects.toArray(UUID[]::new))
                .map(row -> Map.entry(
                        Rows.required(row, "id", UUID.class),
                        new Face(
                                Rows.required(row, "name", String.class),
                                row.get("headline", String.class),
                                row.get("title", String.class),
                                row.get("company_name", String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
