package com.messageai.leadgen.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TransactionsIntegrationTests {

    private static TestDatabase database;
    private static Transactions transactions;

    private final List<String> happened = new ArrayList<>();

    @BeforeAll
    static void open() {
        database = TestDatabase.create(2);
        transactions = new Transactions(new R2dbcTransactionManager(database.connections()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private Mono<Void> work() {
        return database.client()
                .sql("select 1")
                .then()
                .then(transactions.afterCommit(() -> happened.add("told")))
                .doOnSuccess(done -> happened.add("worked"));
    }

    @Test
    void tellAtOnceWhereThereIsNone() {
        work().as(StepVerifier::create).verifyComplete();
        assertThat(happened).containsExactly("told", "worked");
    }

    @Test
    void tellAfterTheOutermostHasCommitted() {
        transactions
                .run(transactions.run(work()).doOnSuccess(done -> happened.add("inner done")))
                .as(StepVerifier::create)
                .verifyComplete();
        assertThat(happened).containsExactly("worked", "inner done", "told");
    }

    @Test
    void tellNothingOfWhatWasRolledBack() {
        transactions
                .run(work().then(Mono.error(new IllegalStateException("no"))))
                .as(StepVerifier::create)
                .verifyError(IllegalStateException.class);
        assertThat(happened).containsExactly("worked");
    }
}
