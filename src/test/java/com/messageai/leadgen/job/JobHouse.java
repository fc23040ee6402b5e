package com.messageai.leadgen.job;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.team.TeamId;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** A team's jobs and campaigns, put into their tables as a test wants them. */
public final class JobHouse {

    private final DatabaseClient database;
    private final TeamId team;
    private final UUID icp = Ids.next();

    public JobHouse(DatabaseClient database, TeamId team) {
        this.database = database;
        this.team = team;
        UUID product = Ids.next();
        run("INSERT INTO product (team_id, id, name) VALUES (:team, '%s', 'Product')".formatted(product));
        run("INSERT INTO icp (team_id, id, product_id, name) VALUES (:team, '%s', '%s', 'ICP')"
                .formatted(icp, product));
        run("""
                INSERT INTO icp_version (team_id, icp_id, number, name, description, content)
                VALUES (:team, '%s', 1, 'ICP', '', '{
                  "demographics": {"jobTitles": ["CTO"], "locations": ["USA"]}, "firmographics": {},
                  "psychographics": {"interests": ["DevOps"]}, "behaviors": {}, "required": [], "exclusions": {},
                  "weights": {"demographics": 0.3, "firmographics": 0.25, "psychographics": 0.25, "activity": 0.2}}')
                """.formatted(icp));
    }

    public UUID campaign(String status) {
        UUID id = Ids.next();
        run("""
                INSERT INTO prospecting_campaign (team_id, id, icp_id, icp_version, name, platforms, status)
                VALUES (:team, '%s', '%s', 1, 'Campaign', '{LINKEDIN}', '%s')
                """.formatted(id, icp, status));
        return id;
    }

    /** A job that nobody works on. @param more further assignments of its row */
    public UUID job(Queue queue, String type, UUID campaign, String status, String more) {
        UUID id = Ids.next();
        run("""
                INSERT INTO job (team_id, id, queue, type, campaign_id, payload, status, created_at)
                VALUES (:team, '%s', '%s', '%s', %s, '{}', '%s', now())
                """.formatted(id, queue, type, campaign == null ? "NULL" : "'" + campaign + "'", status));
        if (!more.isEmpty()) {
            run("UPDATE job SET %s WHERE team_id = :team AND id = '%s'".formatted(more, id));
        }
        return id;
    }

    /** A job that was given up after two attempts. */
    public UUID dead(Queue queue, String type, UUID campaign, String payload, String errorClass) {
        return job(queue, type, campaign, "DEAD", """
                payload = '%s', attempt = 2, stalls = 1, died_at = now(), last_error = 'second', error_class = '%s',
                attempts = '[{"at": "2026-11-01T10:00:00.123456+00:00", "error": "first", "errorClass": "Unavailable"},
                             {"at": "2026-11-01T10:00:01+00:00", "error": "second", "errorClass": "%s"}]'
                """.formatted(payload, errorClass, errorClass));
    }

    /** With which a job is settled whose workers were lost too often. */
    public static Throwable workersLost() {
        return new WorkersLost(5);
    }

    public UUID settled(Queue queue, UUID campaign, String status, String settledAt) {
        UUID id = Ids.next();
        run("""
                INSERT INTO job_archive (team_id, id, queue, type, campaign_id, status, attempt, attempts, created_at,
                                         settled_at)
                VALUES (:team, '%s', '%s', 'SCORE', %s, '%s', 0, '[]', %s, %s)
                """.formatted(id, queue, campaign == null ? "NULL" : "'" + campaign + "'", status, settledAt, settledAt));
        return id;
    }

    public void run(String statement) {
        database.sql(statement).bind("team", team.value()).fetch().rowsUpdated().block();
    }

    /** The text of one value. */
    public String value(String expression, String from) {
        return database.sql("SELECT (" + expression + ")::text AS value FROM " + from)
                .bind("team", team.value())
                .map(row -> Objects.requireNonNullElse(row.get("value", String.class), "null"))
                .one()
                .block();
    }

    public String ofJob(UUID id, String expression) {
        return value(expression, "job WHERE team_id = :team AND id = '" + id + "'");
    }
}
