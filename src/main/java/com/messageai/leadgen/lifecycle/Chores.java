package com.messageai.leadgen.lifecycle;

import com.messageai.leadgen.store.Rows;
import java.time.Duration;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** When each chore is due, on PostgreSQL's clock. A claim is a date: who makes it due later has it. */
@Component
class Chores {

    private final DatabaseClient database;

    Chores(DatabaseClient database) {
        this.database = database;
    }

    /** Reads only: a claim that is refused locks its row all the same. */
    Flux<String> due(Collection<String> names) {
        return database.sql("""
                        SELECT w.name FROM UNNEST(CAST(:names AS text[])) WITH ORDINALITY AS w (name, ord)
                        WHERE NOT EXISTS (SELECT 1 FROM chore c WHERE c.name = w.name AND c.due_at > now())
                        ORDER BY w.ord
                        """)
                .bind("names", names.toArray(String[]::new))
                .map(row -> Rows.required(row, "name", String.class))
                .all();
    }

    /** @param hold until it is due again, should this instance die meanwhile; empty when somebody else has it */
    Mono<String> claim(String name, Duration hold) {
        return database.sql("""
                        INSERT INTO chore AS c (name, due_at) VALUES (:name, now() + :hold * interval '1 millisecond')
                        ON CONFLICT (name) DO UPDATE SET due_at = EXCLUDED.due_at WHERE c.due_at <= now()
                        RETURNING name
                        """)
                .bind("name", name)
                .bind("hold", hold.toMillis())
                .map(row -> Rows.required(row, "name", String.class))
                .one();
    }

    /** @param next until it is due again */
    Mono<Void> done(String name, Duration next, String outcome) {
        return database.sql("""
                        UPDATE chore SET due_at = now() + :next * interval '1 millisecond', done_at = now(),
                               outcome = left(:outcome, 500)
                        WHERE name = :name
                        """)
                .bind("name", name)
                .bind("next", next.toMillis())
                .bind("outcome", outcome)
                .then();
    }
}
