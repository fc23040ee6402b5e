package com.messageai.leadgen.journal;

import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What happened, numbered densely per team in the order of commits. */
@Component
public class Journal {

    // The team's row is locked by the update, last in every transaction, so numbers follow the order of commits. The
    // time
    // is taken behind that lock, so it does too. The campaign's row is locked by an earlier statement, so nobody else
    // moves its newest number meanwhile.
    private static final String APPEND = """
            WITH fed AS (
                INSERT INTO team_feed AS f (team_id, last_number) VALUES (:team, :count)
                ON CONFLICT (team_id) DO UPDATE SET last_number = f.last_number + :count
                RETURNING last_number - :count AS base),
            led AS (
                INSERT INTO campaign_feed (team_id, campaign_id, last_number)
                SELECT :team, :campaign, fed.base + :count FROM fed
                ON CONFLICT (team_id, campaign_id) DO UPDATE SET last_number = EXCLUDED.last_number
                RETURNING coalesce(old.last_number, 0) AS previous)
            INSERT INTO campaign_event (team_id, number, campaign_id, previous, type, data, at)
            SELECT :team, fed.base + e.ord, :campaign,
                   CASE WHEN e.ord > 1 THEN fed.base + e.ord - 1 ELSE led.previous END,
                   e.type, e.data::jsonb, clock_timestamp()
            FROM fed, led, UNNEST(:types::text[], :datas::text[]) WITH ORDINALITY AS e(type, data, ord)
            RETURNING number
            """;

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Entries entries;

    Journal(DatabaseClient database, JsonMapper json, Entries entries) {
        this.database = database;
        this.json = json;
        this.entries = entries;
    }

    /**
     * Appends events of one campaign, in the caller's transaction, as its last statement. The caller holds the campaign's
     * row locked.
     *
     * @return the number of the last event, to be announced after the commit; empty when there was none
     */
    public Mono<Long> append(TeamId team, UUID campaign, List<? extends JournalEvent> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        String[] types = events.stream().map(JournalEvent::type).toArray(String[]::new);
        String[] datas = events.stream().map(json::writeValueAsString).toArray(String[]::new);
        return database.sql(APPEND)
                .bind("team", team.value())
                .bind("count", (long) events.size())
                .bind("campaign", campaign)
                .bind("types", types)
                .bind("datas", datas)
                .map(row -> Rows.required(row, "number", Long.class))
                .all()
                .reduce(Math::max);
    }

    /** At most {@code limit} entries after {@code number}, oldest first, of all the team's campaigns. */
    public Flux<JournalEntry> after(TeamId team, long number, int limit) {
        return entries.after(team, null, number, limit);
    }

    /**
     * At most {@code limit} entries of one campaign after {@code number}, oldest first. Nothing is missing between two
     * of them when the second's {@code previous} is the first's number.
     */
    public Flux<JournalEntry> after(TeamId team, UUID campaign, long number, int limit) {
        return entries.after(team, campaign, number, limit);
    }

    /** The number of the newest event, 0 when nothing has happened yet. */
    public Mono<Long> head(TeamId team) {
        return database.sql("SELECT last_number FROM team_feed WHERE team_id = :team")
                .bind("team", team.value())
                .map(row -> Rows.required(row, "last_number", Long.class))
                .one()
                .defaultIfEmpty(0L);
    }

    /** The heads of several teams at once; a team in whose journal nothing has happened is left out. */
    public Flux<Announcement> heads(Collection<TeamId> teams) {
        return database.sql("SELECT team_id, last_number FROM team_feed WHERE team_id = ANY(CAST(:teams AS uuid[]))")
                .bind("teams", teams.stream().map(TeamId::value).toArray(UUID[]::new))
                .map(row -> new Announcement(
                        new TeamId(Rows.required(row, "team_id", UUID.class)),
                        Rows.required(row, "last_number", Long.class)))
                .all();
    }

    /** The number of the oldest event that is kept; empty when there is none. */
    public Mono<Long> oldest(TeamId team) {
        return database.sql("SELECT number FROM campaign_event WHERE team_id = :team ORDER BY number LIMIT 1")
                .bind("team", team.value())
                .map(row -> Rows.required(row, "number", Long.class))
                .one();
    }
}
