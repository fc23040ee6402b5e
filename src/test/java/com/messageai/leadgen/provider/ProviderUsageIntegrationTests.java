package com.messageai.leadgen.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.messageai.leadgen.support.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class ProviderUsageIntegrationTests {

    private static TestDatabase database;
    private static ProviderUsage usage;

    @BeforeAll
    static void create() {
        database = TestDatabase.create(8);
        usage = new ProviderUsage(database.client());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void countsCallsByMinuteHoweverManyAtOnce() {
        Flux.range(0, 50)
                .flatMap(i -> usage.add("hunter:abc", "finder"), 8)
                .then(usage.add("hunter:other", "finder"))
                .thenMany(usage.since("hunter:abc", "finder", Duration.ofHours(1)))
                .collectList()
                .as(StepVerifier::create)
                .assertNext(minutes -> {
                    assertThat(minutes.stream()
                                    .mapToInt(ProviderUsage.Minute::calls)
                                    .sum())
                            .isEqualTo(50);
                    assertThat(minutes).allMatch(minute -> minute.age().compareTo(Duration.ofMinutes(2)) < 0);
                })
                .verifyComplete();
    }

    @Test
    void remembersTheLongestSilenceThatWasAskedFor() {
        usage.silent("hunter:abc", "finder")
                .as(StepVerifier::create)
                .expectNext(Duration.ZERO)
                .verifyComplete();

        usage.silence("hunter:abc", "finder", Duration.ofMinutes(30))
                .then(usage.silence("hunter:abc", "finder", Duration.ofMinutes(3)))
                .then(usage.silent("hunter:abc", "finder"))
                .as(StepVerifier::create)
                .assertNext(left -> assertThat(left).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30)))
                .verifyComplete();
    }

    @Test
    void tellsNothingOfWhatNoLongerCountsAndForgetsItAfterTwoDays() {
        database.client()
                .sql("""
                        INSERT INTO provider_usage VALUES
                            ('c', 'e', now() - INTERVAL '3 days', 7), ('c', 'e', now() - INTERVAL '3 hours', 7)
                        """)
                .then()
                .then(usage.add("c", "e"))
                .thenMany(usage.since("c", "e", Duration.ofHours(1)).map(ProviderUsage.Minute::calls))
                .as(StepVerifier::create)
                .expectNext(1)
                .verifyComplete();
        database.client()
                .sql("SELECT count(*) AS rows FROM provider_usage WHERE credential = 'c'")
                .map(row -> row.get("rows", Long.class))
                .one()
                .as(StepVerifier::create)
                .expectNext(2L)
                .verifyComplete();
    }
}
