package com.messageai.leadgen.provider;

import com.messageai.leadgen.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class RotatedTokensIntegrationTests {

    private static TestDatabase database;
    private static RotatedTokens tokens;

    @BeforeAll
    static void create() {
        database = TestDatabase.create(2);
        tokens = new RotatedTokens(database.client());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void areFoundByTheConfiguredOneThatTheyCameFrom() {
        tokens.find("linkedin", "hash").as(StepVerifier::create).verifyComplete();

        tokens.keep("linkedin", "hash", "second")
                .then(tokens.keep("linkedin", "hash", "third"))
                .then(tokens.keep("linkedin", "another", "fourth"))
                .then(tokens.find("linkedin", "hash"))
                .as(StepVerifier::create)
                .expectNext("third")
                .verifyComplete();
    }
}
