package com.messageai.leadgen.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.TestDatabase;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class KeyedHashIntegrationTests {

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestDatabase.create(10);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void givesAllInstancesOneKeyEvenWhereTheyStartTogether() {
        Flux.range(0, 8)
                .flatMap(i -> KeyedHashes.inDatabase(database.client()).hasher(), 8)
                .map(hasher -> HexFormat.of().formatHex(hasher.hash("identity", "a@b.example")))
                .distinct()
                .count()
                .as(StepVerifier::create)
                .expectNext(1L)
                .verifyComplete();
    }

    @Test
    void keepsTheKeyWhenTheTransactionThatMadeItIsRolledBack() {
        database.client()
                .sql("DELETE FROM installation_secret")
                .fetch()
                .rowsUpdated()
                .block();
        Transactions transactions = new Transactions(new R2dbcTransactionManager(database.connections()));
        KeyedHash hash = KeyedHashes.inDatabase(database.client());

        transactions
                .run(hash.hasher().then(Mono.error(new IllegalStateException("rolled back"))))
                .as(StepVerifier::create)
                .verifyError(IllegalStateException.class);

        byte[] before = hash.hasher().block().hash("identity", "a@b.example");
        byte[] after =
                KeyedHashes.inDatabase(database.client()).hasher().block().hash("identity", "a@b.example");
        assertThat(after).isEqualTo(before);
    }
}
