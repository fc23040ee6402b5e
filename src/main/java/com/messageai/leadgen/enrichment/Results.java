package com.messageai.leadgen.enrichment;

import com.messageai.leadgen.prospect.PersonId;
import com.messageai.leadgen.store.KeyedHash;
import com.messageai.leadgen.store.Rows;
import com.messageai.leadgen.team.TeamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The answers that are kept: found by what was asked, good until they expire. */
@Component
class Results {

    private final DatabaseClient database;
    private final KeyedHash keyedHash;
    private final JsonMapper json;

    Results(DatabaseClient database, KeyedHash keyedHash, JsonMapper json) {
        this.database = database;
        this.keyedHash = keyedHash;
        this.json = json;
    }

    /** Under what the answer to this question is kept. */
    Mono<byte[]> key(TeamId team, Question question) {
        return keyedHash.hasher().map(hasher -> hasher.hash("enrichment-request", texts(team, question)));
    }

    /** The kept answer, empty where there is none or it is too old. */
    Mono<Kept> find(TeamId team, Endpoint endpoint, byte[] key) {
        return database.sql("""
                        SELECT outcome, data::text AS data, fetched_at, cost FROM enrichment_result
                        WHERE team_id = :team AND provider = :provider AND endpoint = :endpoint AND request_hash = :key
                          AND expires_at > now()
                        """)
                .bind("team", team.value())
                .bind("provider", endpoint.provider())
                .bind("endpoint", endpoint.name())
                .bind("key", key)
                .map(row -> new Kept(
                        Kept.Outcome.valueOf(Rows.required(row, "outcome", String.class)),
                        finding(row.get("data", String.class)),
                        Rows.required(row, "fetched_at", Instant.class),
                        Rows.required(row, "cost", BigDecimal.class)))
                .one();
    }

    /** Whether the person has objected to any provider. */
    Mono<Boolean> optedOut(TeamId team, PersonId person) {
        return database.sql("""
                        SELECT EXISTS (SELECT 1 FROM enrichment_result
                                       WHERE team_id = :team AND person_id = :person AND outcome = 'OPTED_OUT') AS yes
                        """)
                .bind("team", team.value())
                .bind("person", person.value())
                .map(row -> Rows.required(row, "yes", Boolean.class))
                .one();
    }

    private @Nullable Finding finding(@Nullable String data) {
        return data == null ? null : json.readValue(data, Finding.class);
    }

    private static String[] texts(TeamId team, Question question) {
        Stream<String> head = Stream.of(team.toString(), question.endpoint().toString());
        Stream<String> asked = question.parameters().entrySet().stream()
                // Names in whatever case are one question.
                .flatMap(parameter ->
                        Stream.of(parameter.getKey(), parameter.getValue().toLowerCase(Locale.ROOT)));
        return Stream.concat(head, asked).toArray(String[]::new);
    }
}
