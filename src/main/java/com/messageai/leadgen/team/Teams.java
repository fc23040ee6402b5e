package com.messageai.leadgen.team;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The teams of this installation. */
@Component
public class Teams {

    private final DatabaseClient database;

    Teams(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The team of this slug; made where there is none yet.
     *
     * @param slug unique in the installation: lower-case letters, digits and single hyphens
     */
    public Mono<TeamId> establish(String name, String slug) {
        return insert(name, slug).switchIfEmpty(bySlug(slug)).map(Team::id);
    }

    /** A new team; empty where the slug is taken. */
    Mono<Team> insert(String name, String slug) {
        return database.sql("""
                INSERT INTO team (name, slug) VALUES (:name, :slug) ON CONFLICT (slug) DO NOTHING RETURNING *
                """)
                .bind("name", name)
                .bind("slug", slug)
                .map(Teams::read)
                .one();
    }

    private Mono<Team> bySlug(String slug) {
        return database.sql("SELECT * FROM team WHERE slug = :slug")
                .bind("slug", slug)
                .map(Teams::read)
                .one();
    }

    Mono<Team> find(TeamId team) {
        return database.sql("SELECT * FROM team WHERE id = :team")
                .bind("team", team.value())
                .map(Teams::read)
                .one();
    }

    /** The team, so that nobody else changes it or its users' rights until this transaction ends. */
    Mono<Team> lock(TeamId team) {
        return database.sql("SELECT * FROM team WHERE id = :team FOR UPDATE")
                .bind("team", team.value())
                .map(Teams::read)
                .one();
    }

    Mono<Team> rename(TeamId team, String name) {
        return database.sql("""
                UPDATE team SET name = :name, updated_at = now(), version = version + 1
                WHERE id = :team RETURNING *
                """)
                .bind("team", team.value())
                .bind("name", name)
                .map(Teams::read)
                .one();
    }

    private static Team read(Readable row) {
        return new Team(
                new TeamId(Objects.requireNonNull(row.get("id", UUID.class))),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("slug", String.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("updated_at", Instant.class)),
                Objects.requireNonNull(row.get("version", Integer.class)));
    }
}
