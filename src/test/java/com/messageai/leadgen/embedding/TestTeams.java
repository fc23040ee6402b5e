package com.messageai.leadgen.embedding;

import com.messageai.leadgen.team.TeamId;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** Teams that exist as rows and nothing else. */
final class TestTeams {

    private TestTeams() {}

    static TeamId found(DatabaseClient database) {
        TeamId team = new TeamId(UUID.randomUUID());
        database.sql("insert into team (id, name, slug) values (:id, 'Team', :slug)")
                .bind("id", team.value())
                .bind("slug", team.toString())
                .then()
                .block(Duration.ofSeconds(10));
        return team;
    }
}
