package com.messageai.leadgen.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.ServiceTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.test.StepVerifier;

@ServiceTest
class KeysetIntegrationTests {

    private static final Keyset THINGS = Keyset.of("keyset_thing t", "t.id")
            .sort("createdAt", "t.created_at", SortKey.TIME)
            .nullableSort("score", "t.score", SortKey.INTEGER)
            .nullableSort("name", "lower(t.name)", SortKey.TEXT)
            .sort("price", "t.price", SortKey.DECIMAL);

    @Autowired
    private DatabaseClient database;

    private final UUID team = UUID.randomUUID();

    @BeforeEach
    void keepRowsWithEqualKeysAndMissingOnes() {
        database.sql("""
                CREATE TABLE IF NOT EXISTS keyset_thing (team_id uuid, id uuid DEFAULT uuidv7(),
                    created_at timestamptz, score int, name text, price numeric)
                """).then().block();
        database.sql("""
                INSERT INTO keyset_thing (team_id, created_at, score, name, price)
                SELECT :team, now() + (n / 3) * interval '1 microsecond',
                    CASE WHEN n % 4 = 0 THEN NULL ELSE n / 5 END,
                    CASE WHEN n % 7 = 0 THEN NULL ELSE E'line\nof ' || chr(65 + n % 3) END,
                    (n % 5) / 3.0
                FROM generate_series(1, 40) AS n
                """).bind("team", team).then().block();
    }

    private Page<UUID> page(String sort, @Nullable String cursor, int limit) {
        return THINGS.select("t.*")
                .where("t.team_id = :team", "team", team)
                .page(database, new PageRequest(limit, cursor, sort), row -> row.get("id", UUID.class))
                .block();
    }

    @ParameterizedTest
    @ValueSource(strings = {"createdAt", "-createdAt", "score", "-score", "name", "-name", "price", "-price"})
    void givesEachRowOnceInTheOrderOfOneStatement(String sort) {
        List<UUID> walked = new ArrayList<>();
        String cursor = null;
        do {
            Page<UUID> page = page(sort, cursor, 7);
            walked.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(walked)
                .hasSize(40)
                .doesNotHaveDuplicates()
                .isEqualTo(page(sort, null, 200).items());
        String column = sort.replace("-", "").equals("createdAt") ? "created_at" : sort.replace("-", "");
        List<Boolean> missing = walked.stream()
                .map(id -> database.sql("SELECT " + column + " IS NULL AS missing FROM keyset_thing WHERE id = :id")
                        .bind("id", id)
                        .map(row -> Objects.requireNonNull(row.get("missing", Boolean.class)))
                        .one()
                        .block())
                .toList();
        assertThat(missing).isSorted();
    }

    @Test
    void refusesCursorsThatItDidNotGive() {
        String cursor = page("price", null, 5).nextCursor();
        String forged = new Cursor(Cursor.decode(cursor).fingerprint(), UUID.randomUUID(), "1; DROP TABLE x").encode();
        String absent = new Cursor(Cursor.decode(cursor).fingerprint(), UUID.randomUUID(), null).encode();
        for (String bad : List.of("", "x", "AAAA", forged, absent, "a".repeat(4000))) {
            THINGS.select("t.*")
                    .where("t.team_id = :team", "team", team)
                    .page(database, new PageRequest(5, bad, "price"), row -> row.get("price", BigDecimal.class))
                    .as(StepVerifier::create)
                    .verifyError(BadPageRequest.class);
        }
        THINGS.select("t.*")
                .where("t.team_id = :team", "team", UUID.randomUUID())
                .page(database, new PageRequest(5, cursor, "price"), row -> row.get("id", UUID.class))
                .as(StepVerifier::create)
                .verifyError(BadPageRequest.class);
    }
}
