package com.messageai.leadgen.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.store.Ids;
import com.messageai.leadgen.support.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Every chore runs as the service runs it, and takes away what is old and nothing else. */
@ServiceTest
class ChoresOfAllRoomsIntegrationTests {

    private final UUID team = Ids.next();

    @Autowired
    private DatabaseClient database;

    @Autowired
    private List<Chore> chores;

    @BeforeEach
    void foundATeam() {
        run("INSERT INTO team (id, name, slug) VALUES (:team, 'Team', '%s')".formatted(team));
    }

    private void run(String statement) {
        DatabaseClient.GenericExecuteSpec spec = database.sql(statement);
        (statement.contains(":team") ? spec.bind("team", team) : spec).then().block();
    }

    private String value(String expression, String from) {
        DatabaseClient.GenericExecuteSpec spec =
                database.sql("SELECT coalesce((" + expression + ")::text, '') AS value FROM " + from);
        return (from.contains(":team") ? spec.bind("team", team) : spec)
                .map(row -> row.get("value", String.class))
                .one()
                .block();
    }

    private void allChores() {
        Flux.fromIterable(chores).concatMap(Chore::run).blockLast();
    }

    @Test
    void haveNamesOfTheirOwnAndSayHowOften() {
        assertThat(chores).hasSizeGreaterThanOrEqualTo(8);
        assertThat(chores.stream().map(Chore::name)).doesNotHaveDuplicates();
        assertThat(chores).allMatch(chore -> chore.every().compareTo(Duration.ofMinutes(1)) >= 0);
    }

    @Test
    void takeAwayWhatIsOldAndNothingElse() {
        String credential = "test:" + team;
        run("""
                INSERT INTO provider_usage VALUES ('%1$s', 'e', now() - interval '3 days', 1),
                                                  ('%1$s', 'e', now() - interval '1 day', 2)
                """.formatted(credential));
        run("""
                INSERT INTO embedding_cache (team_id, model, hash, vector, created_at)
                VALUES (:team, 'm', '\\x01', '\\x00', now() - interval '31 days'),
                       (:team, 'm', '\\x02', '\\x00', now() - interval '29 days')
                """);
        run("""
                INSERT INTO enrichment_result (team_id, provider, endpoint, request_hash, outcome, expires_at)
                VALUES (:team, 'p', 'e', '\\x01', 'HIT', now() - interval '31 days'),
                       (:team, 'p', 'e', '\\x02', 'HIT', now() - interval '29 days'),
                       (:team, 'p', 'e', '\\x03', 'OPTED_OUT', now() - interval '31 days')
                """);
        run("""
                INSERT INTO ledger_entry (team_id, id, campaign_id, prospect_id, provider, endpoint, request_hash, state,
                                          held, asks, touched_at)
                VALUES (:team, uuidv7(), uuidv7(), uuidv7(), 'p', 'e', '\\x01', 'UNKNOWN', 1, 1, now() - interval '2 days'),
                       (:team, uuidv7(), uuidv7(), uuidv7(), 'p', 'e', '\\x02', 'RESERVED', 2, 0, now() - interval '2 days'),
                       (:team, uuidv7(), uuidv7(), uuidv7(), 'p', 'e', '\\x03', 'UNKNOWN', 3, 1, now())
                """);

        allChores();

        assertThat(value("string_agg(calls::text, ' ')", "provider_usage WHERE credential = '" + credential + "'"))
                .isEqualTo("2");
        assertThat(value("string_agg(hash::text, ' ')", "embedding_cache WHERE team_id = :team"))
                .isEqualTo("\\x02");
        assertThat(value(
                        "string_agg(request_hash::text, ' ' ORDER BY request_hash)",
                        "enrichment_result WHERE team_id = :team"))
                .isEqualTo("\\x02 \\x03");
        assertThat(value("string_agg(held || ' ' || state, ', ' ORDER BY held)", "ledger_entry WHERE team_id = :team"))
                .isEqualTo("1.0000 SETTLED, 2.0000 RELEASED, 3.0000 UNKNOWN");
    }

    @Test
    void manyMoreThanABiteGoAtOnce() {
        run("""
                INSERT INTO embedding_cache (team_id, model, hash, vector, created_at)
                SELECT :team, 'm', int4send(n), '\\x00', now() - interval '31 days' FROM generate_series(1, 2500) n
                """);
        allChores();
        assertThat(value("count(*)", "embedding_cache WHERE team_id = :team")).isEqualTo("0");
    }
}
