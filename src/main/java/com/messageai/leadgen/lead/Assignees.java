package com.messageai.leadgen.lead;

import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import com.messageai.leadgen.team.UserId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who can be given work. */
@Component
class Assignees {

    private final DatabaseClient database;

    Assignees(DatabaseClient database) {
        this.database = database;
    }

    Mono<Boolean> isActive(TeamId team, UserId user) {
        return database.sql("""
                        SELECT EXISTS (SELECT FROM app_user WHERE team_id = :team AND id = :id AND active
                                       AND deleted_at IS NULL) AS found
                        """)
                .bind("team", team.value())
                .bind("id", user.value())
                .map(row -> Rows.required(row, "found", Boolean.class))
                .one();
    }
}
